#include <secure_templates/stepfunctions.hpp>

#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

constexpr const char* state_machine_definition = R"({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})";

TEST_F(Assemblies, LogTraceAndEncryptAStateMachine) {
  secure::StateMachine billing(stack, "billing", aws::sfn_state_machine{.definition = state_machine_definition});
  EXPECT_EQ(resources(), (Resources{
                             "billing/Default aws_sfn_state_machine",
                             "billing/log-group aws_cloudwatch_log_group",
                             "billing/log-group-masking aws_cloudwatch_log_data_protection_policy",
                             "billing/role aws_iam_role",
                             "billing/role-policy aws_iam_role_policy",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/billing/Default");
  EXPECT_EQ(made.address(), "aws_sfn_state_machine.billing");
  EXPECT_TRUE(made["role_arn"] == billing.execution_role().arn());
  EXPECT_EQ(made["logging_configuration"].json(),
            R"([{"include_execution_data":true,"level":"ALL",)"
            R"("log_destination":"${aws_cloudwatch_log_group.billing_log-group_F4197FD5.arn}:*"}])");
  EXPECT_EQ(made["tracing_configuration"].json(), R"([{"enabled":true}])");
  EXPECT_TRUE(made["encryption_configuration.kms_key_id"] == key_arn);
  EXPECT_EQ(sids(written.resource_at("production/billing/role-policy")["policy"]),
            (Sids{"DeliverLog", "Trace", "UseKey"}));
}

TEST_F(Assemblies, LetTheStatesOfAStateMachineDoWhatTheyAreToldTo) {
  secure::StateMachine(stack, "billing", aws::sfn_state_machine{.definition = state_machine_definition},
                       secure::state_machine_options{.statements = {policy::Statement{
                           .actions = {"lambda:InvokeFunction"},
                           .resources = {"arn:aws:lambda:eu-central-1:111122223333:function:charge"},
                           .sid = "Charge"}}});
  EXPECT_EQ(sids(document().resource_at("production/billing/role-policy")["policy"]),
            (Sids{"DeliverLog", "Trace", "UseKey", "Charge"}));
}

TEST_F(Assemblies, RefuseEverythingAboutAStateMachineAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::StateMachine(
                  stack, "x",
                  aws::sfn_state_machine{.definition = state_machine_definition, .tracing_configuration = {{.enabled = false}}},
                  secure::state_machine_options{
                      .log_retention_days = 1,
                      .statements = {policy::Statement{.actions = {"sts:AssumeRole"}, .resources = {"*"}}}});
            }),
            (Refusals{"logs:002 retention_in_days", "stepfunctions:005 tracing_configuration.enabled",
                      "iam:020 policy.Statement[3]", "iam:077 policy.Statement[3]", "iam:081 policy.Statement[3]"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
