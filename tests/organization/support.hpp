#pragma once

#include <string>

#include "parapet/organization/service_control_policies.hpp"
#include "parapet/policy/policy.hpp"

namespace parapet::organization::test {

/// Exemptions as an organization has them.
inline ControlExemptions acme() {
  return {.on_call = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*"},
          .administrators = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*"},
          .runners = {"arn:aws:iam::*:role/terraform/*"}};
}

/// The JSON of a policy without references.
inline std::string json_of(const policy::Document& document) {
  return std::string(parapet::detail::text_of(document.text().parapet_value()));
}

/// What a function throws; empty if nothing.
template <class F>
std::string complaint(F&& function) {
  try {
    function();
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

}  // namespace parapet::organization::test
