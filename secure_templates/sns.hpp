#pragma once

#include <aws/sns_topic.hpp>
#include <secure_templates/resources/sns.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Topics. The requirements are in `catalog/sns.json`.
namespace secure {

/// What a topic gets beside the topic itself.
struct topic_options {
  /// JSON of the data protection policy, which stops messages with personal data or credentials; unset: from tier
  /// regulated on, one that stops credentials and numbers of credit cards. `parapet::null`: none. FIFO topics take
  /// none.
  parapet::Str data_protection_policy{};
  /// Further statements of the topic's policy: who may publish from outside the account's own IAM.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A topic that is encrypted with `kms_key_arn` of the SecurityContext (AWS's key where the tier is baseline), signs
/// with SHA-256 and takes messages over TLS only.
///
///     secure::Topic alarms(stack, "alarms", aws::sns_topic{.name = "alarms"}, secure::topic_options{
///         .statements = {parapet::policy::Statement{
///             .actions = {"sns:Publish"},
///             .conditions = {parapet::policy::Condition{
///                 .test = "StringEquals", .values = {account}, .variable = "aws:SourceAccount"}},
///             .principals = {parapet::policy::service("cloudwatch.amazonaws.com")},
///             .resources = {"*"},
///         }},
///     });
///
/// With `policy` in the configuration there is no policy of its own.
class Topic : public aws::SnsTopic {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Topic(parapet::Scope scope, std::string_view id, const aws::sns_topic& config, const topic_options& options = {});
};

}  // namespace secure
