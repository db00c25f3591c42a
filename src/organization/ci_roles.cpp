#include "parapet/organization/ci_roles.hpp"

#include <secure_templates/iam.hpp>

#include "organization/names.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/context.hpp"

namespace parapet::organization {

namespace {

Str boundary_of(const ci_roles& config, const Construct& construct) {
  if (config.permissions_boundary.parapet_value() != nullptr) return config.permissions_boundary;
  const Any given = guardrails::input(construct.node(), "permissions_boundary_arn");
  if (View(given.parapet_value()).is_unset())
    throw Error(std::string(construct.node().path()) +
                ": `permissions_boundary` is unset, and the stack's SecurityContext has no `permissions_boundary_arn`; "
                "set one of them");
  return Ref<Any>(given.parapet_value());
}

aws::IamRole add_role(const Scope& scope, const ci_roles& config, CiPurpose purpose, const Str& boundary) {
  check_stack_name(config.stack);
  const std::string id = purpose == CiPurpose::plan ? "plan" : "apply";
  return secure::Role(scope, id,
                      aws::iam_role{.assume_role_policy = trust_of(config.source, purpose, config.provider_arn),
                                    .max_session_duration = 3600,
                                    .name = "parapet-" + id + "-" + config.stack,
                                    .permissions_boundary = boundary,
                                    .tags = config.tags});
}

void allow(const Scope& scope, const aws::IamRole& role, const char* id, const policy::Document& permissions) {
  secure::RolePolicy(scope, id, aws::iam_role_policy{.name = "stack", .policy = permissions, .role = role.name()});
}

void attach_reading(const Scope& scope, const aws::IamRole& role, const List<Str>& policy_arns) {
  const List<Str> arns =
      policy_arns.parapet_value() != nullptr
          ? policy_arns
          : List<Str>{"arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"};
  const View list(arns.parapet_value());
  for (std::size_t i = 0; i < list.size(); ++i)
    secure::RolePolicyAttachment(
        scope, "plan-reads-" + std::to_string(i + 1),
        aws::iam_role_policy_attachment{.policy_arn = Ref<Any>(list.element(i).value()), .role = role.name()});
}

}  // namespace

aws::IamOpenidConnectProvider ci_provider(Scope scope, std::string_view id, const CiSource& source,
                                          const Map<Str>& tags) {
  return secure::IamOpenidConnectProvider(
      scope, id,
      aws::iam_openid_connect_provider{
          .client_id_list = {ci_audience}, .tags = tags, .url = std::string("https://") + issuer_of(source)});
}

CiRoles::CiRoles(Scope scope, std::string_view id, const ci_roles& config)
    : Construct(scope, id),
      plan_(add_role(Scope(*this, scope.where()), config, CiPurpose::plan, boundary_of(config, *this))),
      apply_(add_role(Scope(*this, scope.where()), config, CiPurpose::apply, boundary_of(config, *this))) {
  const Scope inside(*this, scope.where());
  attach_reading(inside, plan_, config.plan_policy_arns);
  allow(inside, plan_, "plan-policy", plan_permissions(config.state));
  allow(inside, apply_, "apply-policy", apply_permissions(config.state, config.apply_statements, config.manages_ci));
}

}  // namespace parapet::organization
