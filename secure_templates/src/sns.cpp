#include "../sns.hpp"

#include <aws/sns_topic_data_protection_policy.hpp>
#include <aws/sns_topic_policy.hpp>

#include "composite.hpp"
#include "parapet/fn/encoding.hpp"

namespace secure {

namespace sns {

/// Nobody has a reason to send these through a topic.
parapet::Str stop_credentials() {
  const auto identifier = [](const char* name) {
    return parapet::Any(std::string("arn:aws:dataprotection::aws:data-identifier/") + name);
  };
  const parapet::Any statement = parapet::object({
      {"DataDirection", "Inbound"},
      {"DataIdentifier",
       parapet::list({identifier("AwsSecretKey"), identifier("CreditCardNumber"), identifier("OpenSshPrivateKey"),
                      identifier("PgpPrivateKey"), identifier("PkcsPrivateKey"), identifier("PuttyPrivateKey")})},
      {"Operation", parapet::object({{"Deny", parapet::empty_map<parapet::Str>()}})},
      {"Principal", parapet::list({"*"})},
      {"Sid", "StopCredentials"},
  });
  return parapet::fn::jsonencode(parapet::object(
      {{"Name", "stop-credentials"}, {"Statement", parapet::list({statement})}, {"Version", "2021-06-01"}}));
}

bool takes_data_protection(const aws::sns_topic& config) {
  const parapet::detail::Value* fifo = config.fifo_topic.parapet_value();
  return fifo == nullptr || (fifo->kind == parapet::detail::Kind::boolean && fifo->flag == 0);
}

parapet::Str data_protection(const Composite& composite, const aws::sns_topic& config, const topic_options& options) {
  if (Composite::has(options.data_protection_policy)) {
    return Composite::is_nothing(options.data_protection_policy) ? parapet::Str() : options.data_protection_policy;
  }
  return composite.is_regulated() && takes_data_protection(config) ? stop_credentials() : parapet::Str();
}

/// A topic's policy knows no `sns:*`.
void add_policy(Composite& composite, const aws::SnsTopic& topic, const topic_options& options) {
  auto policy = composite.part<aws::sns_topic_policy>();
  policy.arn = composite.instance_of(topic).arn();
  policy.policy = parapet::policy::Document{
      .statements =
          together({denial_without_tls({"sns:Publish"}, {composite.instance_of(topic).arn()})}, options.statements)};
  composite.add<aws::SnsTopicPolicy>(topic, "policy", policy);
}

aws::SnsTopic build(const parapet::Scope& scope, std::string_view id, const aws::sns_topic& config,
                    const topic_options& options) {
  Composite composite(scope, config);
  const auto topic = composite.add<aws::SnsTopic>(parapet::Construct(scope.parapet_element()), id, config);
  if (Composite::is_nothing(config.policy)) add_policy(composite, topic, options);
  const parapet::Str stopped = data_protection(composite, config, options);
  if (Composite::has(stopped)) {
    auto policy = composite.part<aws::sns_topic_data_protection_policy>();
    policy.arn = composite.instance_of(topic).arn();
    policy.policy = stopped;
    composite.add<aws::SnsTopicDataProtectionPolicy>(topic, "data-protection", policy);
  }
  composite.finish();
  return topic;
}

}  // namespace sns

Topic::Topic(parapet::Scope scope, std::string_view id, const aws::sns_topic& config, const topic_options& options)
    : aws::SnsTopic(sns::build(scope, id, config, options)) {}

}  // namespace secure
