#pragma once

#include <aws/iam_access_key.hpp>
#include <aws/iam_policy.hpp>
#include <aws/iam_role.hpp>
#include <aws/iam_role_policy.hpp>
#include <aws/iam_role_policy_attachment.hpp>
#include <aws/iam_user.hpp>
#include <secure_templates/resources/iam.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Identities. Policies are typed documents, which are judged before they become JSON; strings and data sources are
/// read as policies, too. The requirements are in `catalog/iam.json`.
///
///     secure::Role app(stack, "app", aws::iam_role{
///         .assume_role_policy = parapet::policy::Document{.statements = {parapet::policy::Statement{
///             .actions = {"sts:AssumeRole"},
///             .principals = {parapet::policy::service("ecs-tasks.amazonaws.com")},
///         }}},
///     });
namespace secure {

/// A role whose trust policy names its principals.
using Role = parapet::guardrails::Secured<aws::IamRole>;
/// A policy that a role carries itself; never administrator access.
using RolePolicy = parapet::guardrails::Secured<aws::IamRolePolicy>;
/// A managed policy; never administrator access.
using Policy = parapet::guardrails::Secured<aws::IamPolicy>;
/// Gives a managed policy to a role; never one of AWS's administrator policies.
using RolePolicyAttachment = parapet::guardrails::Secured<aws::IamRolePolicyAttachment>;
/// Refused without an exception: people come in through SSO, workloads through roles.
using User = parapet::guardrails::Secured<aws::IamUser>;
/// Refused without an exception: the keys of users do not expire.
using AccessKey = parapet::guardrails::Secured<aws::IamAccessKey>;

}  // namespace secure
