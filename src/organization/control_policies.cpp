#include "parapet/organization/control_policies.hpp"

#include <aws/organizations_policy_attachment.hpp>
#include <secure_templates/resources/organizations.hpp>

#include "parapet/error.hpp"

namespace parapet::organization {

ControlPolicies::ControlPolicies(Scope scope, std::string_view id, const control_policies& config)
    : Construct(scope, id) {
  if (config.targets.empty())
    throw Error("`" + std::string(id) + "` attaches its policies to nothing; name a target at least");
  for (const ControlPolicy& each : service_control_policies(config.exemptions)) {
    const secure::OrganizationsPolicy policy(Scope(*this, scope.where()), each.name,
                                             aws::organizations_policy{.content = each.json,
                                                                       .description = each.description,
                                                                       .name = each.name,
                                                                       .tags = config.tags,
                                                                       .type = "SERVICE_CONTROL_POLICY"});
    for (const control_target& target : config.targets) {
      aws::OrganizationsPolicyAttachment(
          Scope(*this, scope.where()), each.name + "-" + target.name,
          aws::organizations_policy_attachment{.policy_id = policy.id(), .target_id = target.id});
    }
  }
}

}  // namespace parapet::organization
