#pragma once

#include <string>
#include <vector>

#include "parapet/construct.hpp"
#include "parapet/organization/service_control_policies.hpp"
#include "parapet/value.hpp"

namespace parapet::organization {

/// Where policies are attached.
struct control_target {
  std::string name;  ///< part of the ids of the attachments: `production`
  Str id{};          ///< the root, an organizational unit, or an account
};

struct control_policies {
  ControlExemptions exemptions{};
  Map<Str> tags{};
  std::vector<control_target> targets{};
};

/// The service control policies of the organization, attached to each target. They belong into a stack of the
/// management account, or of an account that the organization has delegated them to; policies do not reach the
/// management account itself, service-linked roles, and AWS's services.
///
///     organization::ControlPolicies(stack, "control", organization::control_policies{
///         .exemptions = {
///             .on_call = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*"},
///             .administrators = {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*"},
///             .runners = {"arn:aws:iam::*:role/terraform/*"},
///         },
///         .targets = {{.name = "production", .id = "ou-ab12-production"}},
///     });
class ControlPolicies : public Construct {
 public:
  /// Throws Error as `service_control_policies` does, and without a target; nothing stays behind then.
  ControlPolicies(Scope scope, std::string_view id, const control_policies& config);
};

}  // namespace parapet::organization
