#include "parapet/organization/telemetry.hpp"

#include <aws/cloudwatch_event_rule.hpp>
#include <secure_templates/kms.hpp>
#include <secure_templates/resources/eventbridge.hpp>
#include <secure_templates/resources/sqs.hpp>
#include <secure_templates/sns.hpp>
#include <secure_templates/src/statements.hpp>

#include "organization/event_patterns.hpp"
#include "organization/names.hpp"

namespace parapet::organization {

namespace {

using secure::condition;

/// What EventBridge does for a rule of this account.
policy::Statement events_may(const List<Str>& actions, const List<Str>& resources, const std::string& account) {
  return policy::Statement{.actions = actions,
                           .conditions = {condition("StringEquals", "aws:SourceAccount", account)},
                           .principals = {policy::service("events.amazonaws.com")},
                           .resources = resources};
}

aws::KmsKey add_key(const Scope& scope, const telemetry& config) {
  // Who may use the key otherwise is said by IAM.
  const policy::Statement administration{.actions = {"kms:*"},
                                         .principals = {policy::aws("arn:aws:iam::" + config.account + ":root")},
                                         .resources = {"*"}};
  const policy::Document use{
      .statements = {administration, events_may({"kms:Decrypt", "kms:GenerateDataKey"}, {"*"}, config.account)}};
  return secure::Key(
      scope, "key",
      aws::kms_key{
          .deletion_window_in_days = 30, .description = "What goes past the code", .policy = use, .tags = config.tags});
}

aws::SnsTopic add_topic(const Scope& scope, const telemetry& config, const aws::KmsKey& key) {
  return secure::Topic(scope, "topic",
                       aws::sns_topic{.kms_master_key_id = key.arn(), .name = "parapet-telemetry", .tags = config.tags},
                       secure::topic_options{.statements = {events_may({"sns:Publish"}, {"*"}, config.account)}});
}

aws::SqsQueue add_queue(const Scope& scope, const telemetry& config, const aws::KmsKey& key) {
  // A queue's own policy is about nothing but the queue.
  const policy::Document who{.statements = {secure::denial_without_tls({"sqs:*"}, {"*"}),
                                            events_may({"sqs:SendMessage"}, {"*"}, config.account)}};
  return secure::SqsQueue(scope, "undelivered",
                          aws::sqs_queue{.kms_master_key_id = key.arn(),
                                         .message_retention_seconds = 14 * 24 * 3600,
                                         .name = "parapet-telemetry-undelivered",
                                         .policy = who,
                                         .tags = config.tags});
}

void add_rule(const Scope& scope, const telemetry& config, const EventRule& each, const aws::SnsTopic& topic,
              const aws::SqsQueue& queue) {
  const char* state = each.of_readers ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED";
  const aws::CloudwatchEventRule rule(scope, each.name,
                                      aws::cloudwatch_event_rule{.description = each.description,
                                                                 .event_pattern = each.pattern,
                                                                 .name = each.name,
                                                                 .state = state,
                                                                 .tags = config.tags});
  secure::CloudwatchEventTarget(
      scope, each.name + "-target",
      aws::cloudwatch_event_target{
          .arn = topic.arn(),
          .dead_letter_config = {aws::cloudwatch_event_target::DeadLetterConfig{.arn = queue.arn()}},
          .rule = rule.name()});
}

}  // namespace

Telemetry::Telemetry(Scope scope, std::string_view id, const telemetry& config)
    : Construct(scope, id), topic_(nullptr) {
  check_account(config.account);
  const Scope inside(*this, scope.where());
  const aws::KmsKey key = add_key(inside, config);
  topic_ = add_topic(inside, config, key);
  const aws::SqsQueue queue = add_queue(inside, config, key);
  for (const EventRule& each : event_rules(config.exemptions)) add_rule(inside, config, each, topic_, queue);
}

}  // namespace parapet::organization
