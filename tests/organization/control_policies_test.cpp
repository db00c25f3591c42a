#include "parapet/organization/control_policies.hpp"

#include <gmock/gmock.h>

#include "organization/support.hpp"
#include "secure_templates/composites.hpp"

namespace parapet::organization {
namespace {

using secure_templates_test::Resources;

class ControlPoliciesConstruct : public secure_templates_test::Composites {};

TEST_F(ControlPoliciesConstruct, AttachesEveryPolicyToEveryTarget) {
  ControlPolicies(stack, "control",
                  control_policies{.exemptions = test::acme(),
                                   .tags = Map<Str>{{"terraform-managed", "true"}},
                                   .targets = {{.name = "production", .id = "ou-ab12-11111111"},
                                               {.name = "dev", .id = "ou-ab12-22222222"}}});
  const auto written = document();
  Resources expected;
  for (const ControlPolicy& policy : service_control_policies(test::acme())) {
    const std::string path = "production/control/" + policy.name;
    expected.push_back(path + " aws_organizations_policy");
    for (const char* target : {"dev", "production"})
      expected.push_back(path + "-" + target + " aws_organizations_policy_attachment");
    EXPECT_TRUE(written.resource_at(path)["content"] == policy.json.c_str());
    EXPECT_TRUE(written.resource_at(path)["type"] == "SERVICE_CONTROL_POLICY");
    EXPECT_TRUE(written.resource_at(path + "-dev")["target_id"] == "ou-ab12-22222222");
  }
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(resources(written), expected);
}

TEST_F(ControlPoliciesConstruct, LeavesNothingBehindWhenItIsRefused) {
  EXPECT_EQ(test::complaint([&] { ControlPolicies(stack, "control", control_policies{.exemptions = test::acme()}); }),
            "`control` attaches its policies to nothing; name a target at least");
  EXPECT_EQ(test::complaint([&] {
              ControlPolicies(stack, "control", control_policies{.targets = {{.name = "root", .id = "r-ab12"}}});
            }),
            "no role is exempt as on-call engineer; name one at least");
  EXPECT_EQ(resources(document()), Resources{});
}

}  // namespace
}  // namespace parapet::organization
