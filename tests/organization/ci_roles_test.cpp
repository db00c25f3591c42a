#include "parapet/organization/ci_roles.hpp"

#include <gmock/gmock.h>

#include "organization/support.hpp"
#include "parapet/policy/evaluation.hpp"
#include "secure_templates/composites.hpp"

namespace parapet::organization {
namespace {

using secure_templates_test::Resources;
using test::complaint;

StateLocation shop_state() {
  return {.bucket = "acme-state",
          .key = "shop/terraform.tfstate",
          .kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/1",
          .reads = {"network/terraform.tfstate"}};
}

policy::Statement databases() {
  return policy::Statement{.actions = {"rds:*"}, .resources = {"arn:aws:rds:*:111122223333:db:shop-*"}};
}

ci_roles shop_roles() {
  return {.apply_statements = {databases()},
          .provider_arn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
          .source = GithubSource{.repository = "acme/infra", .repository_id = "4711", .environment = "shop"},
          .stack = "shop",
          .state = shop_state()};
}

class Ci : public secure_templates_test::Composites {};

TEST_F(Ci, MakesARoleForPlanningAndOneForApplying) {
  complete_context("regulated");
  const aws::IamOpenidConnectProvider github = ci_provider(stack, "github", GithubSource{});
  ci_roles config = shop_roles();
  config.provider_arn = github.arn();
  const CiRoles roles(stack, "ci", config);
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/ci/apply aws_iam_role", "production/ci/apply-policy aws_iam_role_policy",
                       "production/ci/plan aws_iam_role", "production/ci/plan-policy aws_iam_role_policy",
                       "production/ci/plan-reads-1 aws_iam_role_policy_attachment",
                       "production/ci/plan-reads-2 aws_iam_role_policy_attachment",
                       "production/github aws_iam_openid_connect_provider"}));
  EXPECT_TRUE(written.resource_at("production/github")["url"] == "https://token.actions.githubusercontent.com");
  for (const char* purpose : {"plan", "apply"}) {
    const auto role = written.resource_at(std::string("production/ci/") + purpose);
    EXPECT_TRUE(role["name"] == ("parapet-" + std::string(purpose) + "-shop").c_str());
    EXPECT_TRUE(role["permissions_boundary"] == "arn:aws:iam::111122223333:policy/boundary");
    EXPECT_TRUE(role["max_session_duration"] == 3600);
  }
}

TEST_F(Ci, MakesRolesForGitlab) {
  ci_roles config = shop_roles();
  config.provider_arn = ci_provider(stack, "gitlab", GitlabSource{}).arn();
  config.source = GitlabSource{.project = "acme/infra"};
  CiRoles(stack, "ci", config);
  const auto written = document();
  EXPECT_THAT(text(written.resource_at("production/ci/apply")["assume_role_policy"]),
              ::testing::HasSubstr("project_path:acme/infra:ref_type:branch:ref:main"));
}

TEST_F(Ci, LeavesNothingBehindWhenItIsRefused) {
  ci_roles everything = shop_roles();
  everything.apply_statements = {policy::Statement{.actions = {"*"}, .resources = {"*"}}};
  EXPECT_THAT(complaint([&] { CiRoles(stack, "ci", everything); }), ::testing::HasSubstr("iam:004 (critical)"));
  ci_roles nameless = shop_roles();
  nameless.stack = "shop/*";
  EXPECT_EQ(complaint([&] { CiRoles(stack, "ci", nameless); }), "the stack `shop/*`: write it like `production`");
  EXPECT_EQ(resources(document()), Resources{});
}

TEST_F(Ci, NeedsAPermissionsBoundary) {
  renew();
  EXPECT_EQ(complaint([&] { CiRoles(stack, "ci", shop_roles()); }),
            "production/ci: `permissions_boundary` is unset, and the stack's SecurityContext has no "
            "`permissions_boundary_arn`; set one of them");
}

struct Deed {
  const char* action;
  const char* resource;
  policy::Decision plan;
  policy::Decision apply;
};

void PrintTo(const Deed& each, std::ostream* out) { *out << each.action << " on " << each.resource; }

class CiPermissions : public ::testing::TestWithParam<Deed> {};

TEST_P(CiPermissions, AreThoseOfTheStack) {
  policy::Request request{.action = GetParam().action, .resource = GetParam().resource};
  request.context["s3:prefix"] = {"shop/terraform.tfstate"};
  const auto decision = [&](const policy::Document& document) {
    return policy::decide({policy::read_policy(test::json_of(document), "permissions")}, request);
  };
  EXPECT_EQ(decision(plan_permissions(shop_state())), GetParam().plan);
  EXPECT_EQ(decision(apply_permissions(shop_state(), {databases()}, false)), GetParam().apply);
}

constexpr auto no = policy::Decision::implicit_deny, yes = policy::Decision::allow,
               never = policy::Decision::explicit_deny;

const Deed deeds[] = {
    {"s3:GetObject", "arn:aws:s3:::acme-state/shop/terraform.tfstate", yes, yes},
    {"s3:PutObject", "arn:aws:s3:::acme-state/shop/terraform.tfstate", no, yes},
    {"s3:DeleteObject", "arn:aws:s3:::acme-state/shop/terraform.tfstate", no, no},
    {"s3:PutObject", "arn:aws:s3:::acme-state/shop/terraform.tfstate.tflock", yes, yes},
    {"s3:DeleteObject", "arn:aws:s3:::acme-state/shop/terraform.tfstate.tflock", yes, yes},
    {"s3:GetObject", "arn:aws:s3:::acme-state/network/terraform.tfstate", yes, yes},
    {"s3:PutObject", "arn:aws:s3:::acme-state/network/terraform.tfstate", no, no},
    {"s3:GetObject", "arn:aws:s3:::acme-state/other/terraform.tfstate", no, no},
    {"s3:ListBucket", "arn:aws:s3:::acme-state", yes, yes},
    {"s3:DeleteBucket", "arn:aws:s3:::acme-state", no, no},
    {"kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1", yes, yes},
    {"kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/2", no, no},
    {"rds:ModifyDBInstance", "arn:aws:rds:eu-west-1:111122223333:db:shop-1", no, yes},
    {"rds:ModifyDBInstance", "arn:aws:rds:eu-west-1:111122223333:db:other", no, no},
    {"iam:UpdateAssumeRolePolicy", "arn:aws:iam::111122223333:role/parapet-apply-other", no, never},
    {"iam:AddClientIDToOpenIDConnectProvider", "arn:aws:iam::111122223333:oidc-provider/gitlab.com", no, never},
};

INSTANTIATE_TEST_SUITE_P(Of, CiPermissions, ::testing::ValuesIn(deeds));

TEST(CiState, IsInABucketAndUnderAKey) {
  StateLocation state = shop_state();
  for (const char* bucket : {"", "a", "*", "Acme", "acme/state", "acme-state*"}) {
    state = shop_state();
    state.bucket = bucket;
    EXPECT_EQ(complaint([&] { plan_permissions(state); }),
              "the bucket of the state `" + std::string(bucket) + "`: write it like `acme-terraform-state`");
  }
  for (const char* key : {"", "*", "a/*", "/a", "a//b", "${x}", "../a"}) {
    state = shop_state();
    state.key = key;
    EXPECT_EQ(complaint([&] { plan_permissions(state); }),
              "the key of the state `" + std::string(key) + "`: write it like `production/terraform.tfstate`");
  }
  state = shop_state();
  state.kms_key_arn = "*";
  EXPECT_EQ(complaint([&] { plan_permissions(state); }),
            "the KMS key of the state `*`: write it like "
            "`arn:aws:kms:eu-west-1:111122223333:key/0b1c2d3e-0000-4000-8000-000000000001`");
}

}  // namespace
}  // namespace parapet::organization
