#pragma once

#include <aws/iam_openid_connect_provider.hpp>
#include <aws/iam_role.hpp>
#include <string>
#include <vector>

#include "parapet/construct.hpp"
#include "parapet/organization/ci_trust.hpp"

namespace parapet::organization {

/// Where a stack keeps its state, with the lock file beside it.
struct StateLocation {
  std::string bucket;
  std::string key;                   ///< `production/terraform.tfstate`
  std::string kms_key_arn{};         ///< of the key that encrypts it; empty: AWS's own key
  std::vector<std::string> reads{};  ///< keys of other stacks' states that this stack refers to
};

/// The four policies of a stack's roles as JSON.
struct CiPolicies {
  std::string plan_trust;
  std::string plan_permissions;
  std::string apply_trust;
  std::string apply_permissions;  ///< of the state only; what the stack is about has to be added
};

/// The policies for an account, by its number. Throws Error as `trust_of` does, and for what is no account, bucket or
/// key.
CiPolicies ci_policies(const CiSource& source, const StateLocation& state, const std::string& account);

/// What a plan needs of the state: reading it, and the lock.
policy::Document plan_permissions(const StateLocation& state);
/// What an apply needs: `statements`, which say what the stack is about, and writing the state. Roles and identity
/// providers of CI are denied unless `manages_ci`.
policy::Document apply_permissions(const StateLocation& state, const Block<policy::Statement>& statements,
                                   bool manages_ci);

/// The identity provider of a CI; an account has one for each issuer.
///
///     const auto github = organization::ci_provider(stack, "github", organization::GithubSource{});
aws::IamOpenidConnectProvider ci_provider(Scope scope, std::string_view id, const CiSource& source,
                                          const Map<Str>& tags = {});

/// How the roles of one stack are made.
struct ci_roles {
  Block<policy::Statement> apply_statements{};  ///< what applying may do, beside the state
  bool manages_ci = false;                      ///< the stack that these roles themselves are in
  /// ARN of the policy that bounds both roles; unset: `permissions_boundary_arn` of the SecurityContext.
  Str permissions_boundary{};
  /// Managed policies for planning; unset: AWS's SecurityAudit and ViewOnlyAccess, which read configuration and no
  /// data.
  List<Str> plan_policy_arns{};
  Str provider_arn{};
  CiSource source{};
  std::string stack{};  ///< part of the names: `parapet-plan-production`, `parapet-apply-production`
  StateLocation state{};
  Map<Str> tags{};
};

/// The two roles of a stack, which pipelines take on: one reads, the other changes.
///
///     organization::CiRoles(stack, "ci", organization::ci_roles{
///         .apply_statements = {policy::Statement{.actions = {"rds:*"}, .resources = {"arn:aws:rds:*:*:*:zip-*"}}},
///         .provider_arn = github.arn(),
///         .source = organization::GithubSource{
///             .repository = "acme/infra", .repository_id = "123456789", .environment = "production"},
///         .stack = "production",
///         .state = {.bucket = "acme-terraform-state", .key = "production/terraform.tfstate"},
///     });
class CiRoles : public Construct {
 public:
  /// Throws SecurityException for what the catalog refuses in a role or a policy, and Error as `trust_of` does, for a
  /// state that has no proper bucket or key, and without a permissions boundary; nothing stays behind then.
  CiRoles(Scope scope, std::string_view id, const ci_roles& config);

  const aws::IamRole& plan() const { return plan_; }
  const aws::IamRole& apply() const { return apply_; }

 private:
  aws::IamRole plan_, apply_;
};

}  // namespace parapet::organization
