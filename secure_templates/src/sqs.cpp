#include "../sqs.hpp"

#include <aws/sqs_queue_policy.hpp>
#include <aws/sqs_queue_redrive_allow_policy.hpp>
#include <aws/sqs_queue_redrive_policy.hpp>
#include <string>

#include "composite.hpp"
#include "parapet/fn/encoding.hpp"
#include "parapet/fn/text.hpp"

namespace secure {

namespace sqs {

bool is_fifo(const aws::sqs_queue& config) {
  const parapet::detail::Value* fifo = config.fifo_queue.parapet_value();
  return fifo != nullptr && fifo->kind == parapet::detail::Kind::boolean && fifo->flag != 0;
}

/// Names of FIFO queues end with `.fifo`.
parapet::Str name_of_dead_letters(const aws::sqs_queue& config) {
  if (Composite::is_nothing(config.name)) return {};
  if (!is_fifo(config)) return parapet::text(config.name, "-dead-letters");
  const parapet::detail::Value* name = config.name.parapet_value();
  if (name->kind == parapet::detail::Kind::text && parapet::detail::text_of(name).ends_with(".fifo")) {
    const std::string_view stem = parapet::detail::text_of(name);
    return std::string(stem.substr(0, stem.size() - 5)) + "-dead-letters.fifo";
  }
  return parapet::text(parapet::fn::trimsuffix(config.name, ".fifo"), "-dead-letters.fifo");
}

aws::sqs_queue dead_letters(const Composite& composite, const aws::sqs_queue& config) {
  auto queue = composite.part<aws::sqs_queue>();
  queue.fifo_queue = config.fifo_queue;
  queue.kms_data_key_reuse_period_seconds = config.kms_data_key_reuse_period_seconds;
  queue.kms_master_key_id = config.kms_master_key_id;
  queue.message_retention_seconds = 14 * 24 * 3600;
  queue.name = name_of_dead_letters(config);
  if (!Composite::has(queue.name)) queue.name_prefix = config.name_prefix;
  queue.sqs_managed_sse_enabled = config.sqs_managed_sse_enabled;
  return queue;
}

void add_policy(Composite& composite, const aws::SqsQueue& queue,
                const parapet::Block<parapet::policy::Statement>& more) {
  auto policy = composite.part<aws::sqs_queue_policy>();
  policy.policy = parapet::policy::Document{
      .statements = together({denial_without_tls({"sqs:*"}, {composite.instance_of(queue).arn()})}, more)};
  policy.queue_url = composite.instance_of(queue).id();
  composite.add<aws::SqsQueuePolicy>(queue, "policy", policy);
}

void add_dead_letters(Composite& composite, const aws::SqsQueue& queue, const aws::sqs_queue& config,
                      const queue_options& options) {
  const auto dead = composite.add<aws::SqsQueue>(queue, "dead-letters", dead_letters(composite, config));
  add_policy(composite, dead, {});

  auto redrive = composite.part<aws::sqs_queue_redrive_policy>();
  redrive.queue_url = composite.instance_of(queue).id();
  redrive.redrive_policy = parapet::fn::jsonencode(parapet::object(
      {{"deadLetterTargetArn", composite.instance_of(dead).arn()}, {"maxReceiveCount", options.max_receive_count}}));
  composite.add<aws::SqsQueueRedrivePolicy>(queue, "redrive", redrive);

  auto allow = composite.part<aws::sqs_queue_redrive_allow_policy>();
  allow.queue_url = composite.instance_of(dead).id();
  allow.redrive_allow_policy = parapet::fn::jsonencode(parapet::object(
      {{"redrivePermission", "byQueue"}, {"sourceQueueArns", parapet::list({composite.instance_of(queue).arn()})}}));
  composite.add<aws::SqsQueueRedriveAllowPolicy>(dead, "redrive-allow", allow);
}

aws::SqsQueue build(const parapet::Scope& scope, std::string_view id, const aws::sqs_queue& config,
                    const queue_options& options) {
  Composite composite(scope, config);
  const auto queue = composite.add<aws::SqsQueue>(parapet::Construct(scope.parapet_element()), id, config);
  if (Composite::is_nothing(config.policy)) {
    composite.collect([&] { add_policy(composite, queue, options.statements); });
  }
  if (Composite::is_nothing(config.redrive_policy)) add_dead_letters(composite, queue, config, options);
  composite.finish();
  return queue;
}

}  // namespace sqs

Queue::Queue(parapet::Scope scope, std::string_view id, const aws::sqs_queue& config, const queue_options& options)
    : aws::SqsQueue(sqs::build(scope, id, config, options)) {}

aws::SqsQueue Queue::dead_letters() const { return aws::SqsQueue(node().find_child("dead-letters").parapet_element()); }

}  // namespace secure
