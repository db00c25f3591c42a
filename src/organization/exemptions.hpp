#pragma once

#include <string>
#include <vector>

#include "parapet/organization/service_control_policies.hpp"

namespace parapet::organization {

/// All roles that are exempt, in the order given. Throws Error as `service_control_policies` says.
std::vector<std::string> exempt_roles(const ControlExemptions& exemptions);

/// The further actions. Throws Error unless each names a service and has an asterisk at its end at most.
const std::vector<std::string>& exempt_actions(const ControlExemptions& exemptions);

}  // namespace parapet::organization
