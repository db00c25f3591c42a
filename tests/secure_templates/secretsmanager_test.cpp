#include <gmock/gmock.h>
#include <secure_templates/secretsmanager.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

constexpr const char* rotate = "arn:aws:lambda:eu-central-1:111122223333:function:rotate";

TEST_F(Composites, GiveASecretAPolicyAndARotation) {
  complete_context("regulated");
  secure::Secret secret(stack, "payment", aws::secretsmanager_secret{.name = "payment"},
                        secure::secret_options{.rotation_lambda_arn = rotate});
  const auto written = document();
  EXPECT_EQ(resources(written), (Resources{"production/payment aws_secretsmanager_secret",
                                           "production/payment/policy aws_secretsmanager_secret_policy",
                                           "production/payment/rotation aws_secretsmanager_secret_rotation"}));
  EXPECT_TRUE(written.resource_at("production/payment")["kms_key_id"] == key_arn);
  EXPECT_TRUE(written.resource_at("production/payment")["recovery_window_in_days"] == 30);
  const auto policy = written.resource_at("production/payment/policy");
  EXPECT_TRUE(policy["block_public_policy"] == true);
  EXPECT_TRUE(policy["secret_arn"] == secret.arn());
  EXPECT_THAT(text(policy["policy"]), testing::HasSubstr(R"("StringNotEquals":{"aws:PrincipalAccount":"111122223333"})"));
  EXPECT_THAT(text(policy["policy"]), testing::HasSubstr(R"("Bool":{"aws:SecureTransport":"false"})"));
  const auto rotation = written.resource_at("production/payment/rotation");
  EXPECT_TRUE(rotation["rotation_rules.automatically_after_days"] == 30);
  EXPECT_TRUE(rotation["rotation_lambda_arn"] == rotate);
  EXPECT_TRUE(written.blocks(parapet::NodeKind::data_source).empty());
}

TEST_F(Composites, AskForTheAccountOfASecretThatTheContextDoesNotName) {
  parapet::Stack bare(app, "bare");
  secure::Secret(bare, "payment", aws::secretsmanager_secret{.name = "payment"});
  const auto written = parapet::testing::synth(app)["bare"];
  EXPECT_EQ(resources(written), (Resources{"bare/payment aws_secretsmanager_secret",
                                           "bare/payment/policy aws_secretsmanager_secret_policy"}));
  EXPECT_EQ(written.blocks(parapet::NodeKind::data_source, "aws_caller_identity").size(), 1u);
  EXPECT_THAT(text(written.resource_at("bare/payment/policy")["policy"]), testing::HasSubstr(".account_id"));
}

TEST_F(Composites, RefuseASecretThatDoesNotRotate) {
  secure::Secret(stack, "payment", aws::secretsmanager_secret{.name = "payment"});
  EXPECT_EQ(violations([&] { document(); }), Refusals{"secretsmanager:004 aws_secretsmanager_secret_rotation"});
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundASecretAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::Secret(stack, "x",
                             aws::secretsmanager_secret{.kms_key_id = "alias/aws/secretsmanager",
                                                        .recovery_window_in_days = 0},
                             secure::secret_options{.rotation_days = 365,
                                                    .rotation_lambda_arn = rotate,
                                                    .statements = {policy::Statement{
                                                        .actions = {"secretsmanager:*"},
                                                        .principals = {policy::anyone()},
                                                        .resources = {"*"}}}});
            }),
            (Refusals{"secretsmanager:001 kms_key_id", "secretsmanager:003 recovery_window_in_days", "secretsmanager:009 policy.Statement[2]", "secretsmanager:010 policy.Statement[2]", "secretsmanager:011 policy.Statement[2]", "secretsmanager:012 rotation_rules.automatically_after_days"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Composites, RefuseASecretThatIsGoneAtOnce) {
  const unsigned line = __LINE__ + 2;
  const std::string text = refusal([&] {
    secure::Secret(stack, "x", aws::secretsmanager_secret{.recovery_window_in_days = 0});
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "secretsmanager:003 (medium) production/x: `recovery_window_in_days` is 0\n"
            "  required: Deleted secrets can be brought back for a week.\n"
            "  fix:      Delete the line or set `recovery_window_in_days` to 30.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/secretsmanager_test.cpp:" +
                std::to_string(line));
}

}  // namespace
}  // namespace secure_templates_test
