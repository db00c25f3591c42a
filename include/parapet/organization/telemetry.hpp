#pragma once

#include <aws/sns_topic.hpp>
#include <string>

#include "parapet/construct.hpp"
#include "parapet/organization/service_control_policies.hpp"

namespace parapet::organization {

struct telemetry {
  std::string account{};           ///< number of the account that the stack is for
  ControlExemptions exemptions{};  ///< as the service control policies have them
  Map<Str> tags{};
};

/// Tells a topic what goes past the code: calls that a service control policy denied, changes by hand, use of the
/// on-call and administrator roles, changes of the organization's policies, of the runner's roles and of what records.
/// Topic and queue are encrypted with a key of their own that EventBridge may use; events that could not be delivered
/// stay in the queue for fourteen days.
///
///     const organization::Telemetry telemetry(stack, "telemetry", organization::telemetry{
///         .account = "111122223333", .exemptions = exemptions});
///     secure::SnsTopicSubscription(stack, "pager", aws::sns_topic_subscription{
///         .topic_arn = telemetry.topic().arn(), ...});
///
/// A trail has to record management events in the region. IAM and STS (the global endpoint) tell us-east-1 only, and
/// the organization's policies are changed in the management account: there it takes a stack of its own.
class Telemetry : public Construct {
 public:
  /// Throws SecurityException for what the catalog refuses, and Error for an account that is none and for exemptions
  /// as `service_control_policies` does; nothing stays behind then.
  Telemetry(Scope scope, std::string_view id, const telemetry& config);

  /// Where the events go.
  const aws::SnsTopic& topic() const { return topic_; }

 private:
  aws::SnsTopic topic_;
};

}  // namespace parapet::organization
