#pragma once

#include <string>

#include "parapet/organization/service_control_policies.hpp"

namespace parapet::organization::test {

/// Exemptions as an organization has them.
inline ControlExemptions acme() {
  return {.on_call = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*"},
          .administrators = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*"},
          .runners = {"arn:aws:iam::*:role/terraform/*"}};
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
