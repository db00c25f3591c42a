#include "../sqs.hpp"

#include <aws/sqs_queue_policy.hpp>
#include <aws/sqs_queue_redrive_allow_policy.hpp>
#include <aws/sqs_queue_redrive_policy.hpp>
#include <string>

#include "parapet/fn/encoding.hpp"
#include "parapet/fn/text.hpp"
#include "parts.hpp"

namespace secure {

namespace sqs {

bool is_fifo(const aws::sqs_queue& config) { return parapet::View(config.fifo_queue.parapet_value()).boolean(); }

/// Names of FIFO queues end with `.fifo`.
parapet::Str name_of_dead_letters(const aws::sqs_queue& config) {
  if (is_unset(config.name)) return {};
  if (!is_fifo(config)) return parapet::text(config.name, "-dead-letters");
  const parapet::View name(config.name.parapet_value());
  if (name.is_text() && name.text().ends_with(".fifo")) {
    const std::string_view stem = name.text().substr(0, name.text().size() - 5);
    return std::string(stem) + "-dead-letters.fifo";
  }
  return parapet::text(parapet::fn::trimsuffix(config.name, ".fifo"), "-dead-letters.fifo");
}

/// Builds a queue and what belongs to it.
class Parts : PartsOf<aws::sqs_queue, queue_options> {
 public:
  using PartsOf::PartsOf;

  aws::SqsQueue build(std::string_view id) {
    const auto queue = add_owner<aws::SqsQueue>(id, config_);
    if (is_unset(config_.policy)) add_policy(queue, options_.statements);
    if (is_unset(config_.redrive_policy)) add_dead_letters(queue);
    return finish(queue);
  }

 private:
  void add_policy(const aws::SqsQueue& queue, const parapet::Block<policy::Statement>& more) {
    const policy::Document who{.statements = together({denial_without_tls({"sqs:*"}, {queue.arn()})}, more)};
    add_below<aws::SqsQueuePolicy>(queue, "policy", {.policy = who, .queue_url = queue.id()});
  }

  aws::sqs_queue dead_letters() const {
    aws::sqs_queue queue{
        .fifo_queue = config_.fifo_queue,
        .kms_data_key_reuse_period_seconds = config_.kms_data_key_reuse_period_seconds,
        .kms_master_key_id = config_.kms_master_key_id,
        .message_retention_seconds = 14 * 24 * 3600,
        .name = name_of_dead_letters(config_),
        .sqs_managed_sse_enabled = config_.sqs_managed_sse_enabled,
    };
    if (is_unset(queue.name)) queue.name_prefix = config_.name_prefix;
    return queue;
  }

  void add_dead_letters(const aws::SqsQueue& queue) {
    const auto dead = add<aws::SqsQueue>("dead-letters", dead_letters());
    add_policy(dead, {});
    const parapet::Any redrive =
        parapet::object({{"deadLetterTargetArn", dead.arn()}, {"maxReceiveCount", options_.max_receive_count}});
    add<aws::SqsQueueRedrivePolicy>("redrive",
                                    {.queue_url = queue.id(), .redrive_policy = parapet::fn::jsonencode(redrive)});
    const parapet::Any allow =
        parapet::object({{"redrivePermission", "byQueue"}, {"sourceQueueArns", parapet::list({queue.arn()})}});
    add_below<aws::SqsQueueRedriveAllowPolicy>(
        dead, "redrive-allow", {.queue_url = dead.id(), .redrive_allow_policy = parapet::fn::jsonencode(allow)});
  }
};

}  // namespace sqs

Queue::Queue(parapet::Scope scope, std::string_view id, const aws::sqs_queue& config, const queue_options& options)
    : aws::SqsQueue(sqs::Parts(scope, config, options).build(id)) {}

aws::SqsQueue Queue::dead_letters() const { return parapet::find<aws::SqsQueue>(*this, "dead-letters"); }

}  // namespace secure
