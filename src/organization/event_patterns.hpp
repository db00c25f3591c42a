#pragma once

#include <string>
#include <vector>

#include "parapet/organization/service_control_policies.hpp"

namespace parapet::organization {

/// A rule of EventBridge for what CloudTrail records.
struct EventRule {
  std::string name;  ///< `parapet-denied`
  std::string description;
  std::string pattern;      ///< JSON
  bool of_readers = false;  ///< wants events that CloudTrail counts as reading, such as taking on a role
};

/// What the security team wants to hear of: denials by the service control policies, changes by hand, use of the
/// on-call and administrator roles, changes of the service control policies, of the runner's roles and CI's identity
/// providers, and of what records. Throws Error as `service_control_policies` does for roles.
std::vector<EventRule> event_rules(const ControlExemptions& exemptions);

}  // namespace parapet::organization
