#pragma once

#include <aws/sqs_queue.hpp>
#include <secure_templates/resources/sqs.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Queues. The requirements are in `catalog/sqs.json`.
namespace secure {

/// What a queue gets beside the queue itself.
struct queue_options {
  /// How often a message is handed out before it goes to the dead-letter queue.
  parapet::Num max_receive_count = 5;
  /// Further statements of the queue's policy.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A queue with a dead-letter queue that takes messages from this one only and keeps them for fourteen days; both are
/// encrypted with `kms_key_arn` of the SecurityContext (from tier sensitive on, or with the queue's own key) and deny
/// requests without TLS.
///
///     secure::Queue orders(stack, "orders", aws::sqs_queue{.name = "orders"});
///     orders.dead_letters().arn();
///
/// With `redrive_policy` in the configuration there is no dead-letter queue, with `policy` no policy of its own.
class Queue : public aws::SqsQueue {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Queue(parapet::Scope scope, std::string_view id, const aws::sqs_queue& config, const queue_options& options = {});

  /// Where the messages go that nobody could process. Throws Error if the configuration names a queue itself.
  aws::SqsQueue dead_letters() const;
};

}  // namespace secure
