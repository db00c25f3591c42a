#include <secure_templates/iam.hpp>

#include "guardrails/support.hpp"
#include "secure_templates/support.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

policy::Document trust(const policy::Principal& principal) {
  return policy::Document{.statements = {policy::Statement{.actions = {"sts:AssumeRole"}, .principals = {principal}}}};
}

TEST_F(Templates, AcceptARoleOfAService) {
  secure::Role(stack, "x",
               aws::iam_role{.assume_role_policy = trust(policy::service("ecs-tasks.amazonaws.com")), .name = "app"});
  EXPECT_TRUE(
      document().resource_at("production/x")["assume_role_policy"] ==
      R"({"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"}}],"Version":"2012-10-17"})");
}

TEST_F(Templates, RefuseARoleForEverybody) {
  EXPECT_EQ(violations([&] { secure::Role(stack, "x", aws::iam_role{.assume_role_policy = trust(policy::anyone())}); }),
            Refusals{"iam:001 assume_role_policy.Statement[0]"});
}

TEST_F(Templates, TakeThePermissionsBoundaryFromTheContextInTheHighestTier) {
  context("regulated");
  secure::Role(stack, "x", aws::iam_role{.assume_role_policy = trust(policy::service("ec2.amazonaws.com"))});
  EXPECT_TRUE(document().resource_at("production/x")["permissions_boundary"] ==
              "arn:aws:iam::111122223333:policy/boundary");
}

TEST_F(Templates, RefuseAPolicyForEverything) {
  const policy::Document everything{.statements = {policy::Statement{.actions = {"*:*"}, .resources = {"*"}}}};
  const unsigned line = __LINE__ + 1;
  const std::string text = refusal([&] { secure::Policy(stack, "x", aws::iam_policy{.policy = everything}); });
  EXPECT_EQ(text.substr(0, text.find('\n', text.find("iam:003"))),
            "7 violations of the security requirements\n\niam:003 (critical) production/x: `policy.Statement[0]` is "
            "Allow *:* on *");
  EXPECT_NE(text.find("  at:       tests/secure_templates/iam_test.cpp:" + std::to_string(line)), std::string::npos);
  EXPECT_EQ(
      violations([&] { secure::RolePolicy(stack, "x", aws::iam_role_policy{.policy = everything, .role = "app"}); }),
      (Refusals{"iam:004 policy.Statement[0]", "iam:075 policy.Statement[0]", "iam:076 policy.Statement[0]",
                "iam:077 policy.Statement[0]", "iam:079 policy.Statement[0]", "iam:083 policy.Statement[0]",
                "iam:084 policy.Statement[0]"}));
}

TEST_F(Templates, RefuseTheAdministratorPolicyOfAws) {
  EXPECT_EQ(violations([&] {
              secure::RolePolicyAttachment(
                  stack, "x",
                  aws::iam_role_policy_attachment{.policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess",
                                                  .role = "app"});
            }),
            Refusals{"iam:009 policy_arn"});
}

TEST_F(Templates, RefuseUsersAndTheirKeys) {
  const unsigned line = __LINE__ + 1;
  const std::string text = refusal([&] { secure::AccessKey(stack, "x", aws::iam_access_key{.user = "ci"}); });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "iam:023 (critical) production/x: `aws_iam_access_key` is not allowed\n"
            "  required: No access keys exist.\n"
            "  fix:      Delete the resource; a role with `assume_role_policy` gives temporary credentials.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/iam_test.cpp:" +
                std::to_string(line));
  EXPECT_EQ(violations([&] { secure::User(stack, "x", aws::iam_user{.name = "ci"}); }), Refusals{"iam:022 "});
}

TEST_F(Templates, AllowAUserWithAnException) {
  const parapet::guardrails::test::EndOfJune clock;
  parapet::guardrails::use_settings(
      {parapet::guardrails::Exceptions(R"([{"requirement": "iam:022", "stack": "production", "resource": "production/x",
    "reason": "A partner cannot assume roles.", "owner": "data-team", "ticket": "SEC-7", "expires": "2026-12-31",
    "compensating_control": "The user may read one prefix."}])",
                                       "exceptions.json", clock),
       {}});
  secure::User(stack, "x", aws::iam_user{.name = "partner"});
  const auto documents = parapet::testing::synth(app);
  EXPECT_EQ(documents.notes(),
            std::vector<std::string>{
                "iam:022 is excepted for production/x; A partner cannot assume roles. (SEC-7, data-team, "
                "until 2026-12-31; The user may read one prefix.)"});
}

}  // namespace
}  // namespace secure_templates_test
