#include "../sns.hpp"

#include <aws/sns_topic_data_protection_policy.hpp>
#include <aws/sns_topic_policy.hpp>

#include "data_protection.hpp"
#include "parapet/fn/encoding.hpp"
#include "parts.hpp"

namespace secure {

namespace sns {

parapet::Str stop_credentials() {
  const parapet::Any statement = parapet::object({
      {"DataDirection", "Inbound"},
      {"DataIdentifier", credentials()},
      {"Operation", parapet::object({{"Deny", parapet::empty_map<parapet::Str>()}})},
      {"Principal", parapet::list({"*"})},
      {"Sid", "StopCredentials"},
  });
  return parapet::fn::jsonencode(parapet::object(
      {{"Name", "stop-credentials"}, {"Statement", parapet::list({statement})}, {"Version", "2021-06-01"}}));
}

/// Builds a topic and what belongs to it.
class Parts : PartsOf<aws::sns_topic, topic_options> {
 public:
  using PartsOf::PartsOf;

  aws::SnsTopic build(std::string_view id) {
    const auto topic = add_owner<aws::SnsTopic>(id, config_);
    if (is_unset(config_.policy)) add_policy(topic);
    if (const parapet::Str stopped = data_protection(); !is_unset(stopped)) {
      add<aws::SnsTopicDataProtectionPolicy>("data-protection", {.arn = topic.arn(), .policy = stopped});
    }
    return finish(topic);
  }

 private:
  /// A topic's policy knows no `sns:*`.
  void add_policy(const aws::SnsTopic& topic) {
    const policy::Document who{.statements =
                                   together({denial_without_tls({"sns:Publish"}, {topic.arn()})}, options_.statements)};
    add<aws::SnsTopicPolicy>("policy", {.arn = topic.arn(), .policy = who});
  }

  parapet::Str data_protection() const {
    if (!is_absent(options_.data_protection_policy)) return options_.data_protection_policy;
    return is_regulated() && takes_data_protection() ? stop_credentials() : parapet::Str();
  }

  /// AWS has no such policies for FIFO topics.
  bool takes_data_protection() const {
    const parapet::View fifo(config_.fifo_topic.parapet_value());
    return is_absent(config_.fifo_topic) || (fifo.kind() == parapet::detail::Kind::boolean && !fifo.boolean());
  }
};

}  // namespace sns

Topic::Topic(parapet::Scope scope, std::string_view id, const aws::sns_topic& config, const topic_options& options)
    : aws::SnsTopic(sns::Parts(scope, config, options).build(id)) {}

}  // namespace secure
