#include <secure_templates/lambda.hpp>

#include "parapet/error.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

aws::lambda_function orders_function() {
  return {
      .code_signing_config_arn = "arn:aws:lambda:eu-central-1:111122223333:code-signing-config:csc-1",
      .function_name = "orders",
      .handler = "orders.handle",
      .s3_bucket = "acme-code",
      .s3_key = "orders.zip",
      .s3_object_version = "1",
  };
}

TEST_F(Assemblies, GiveAFunctionARoleAndALogGroupOfItsOwn) {
  secure::Function function(stack, "orders", orders_function());
  EXPECT_EQ(resources(), (Resources{
                             "orders/Default aws_lambda_function",
                             "orders/log-group aws_cloudwatch_log_group",
                             "orders/log-group-masking aws_cloudwatch_log_data_protection_policy",
                             "orders/role aws_iam_role",
                             "orders/role-network aws_iam_role_policy_attachment",
                             "orders/role-policy aws_iam_role_policy",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/orders/Default");
  EXPECT_EQ(made.address(), "aws_lambda_function.orders");
  EXPECT_TRUE(made["role"] == function.execution_role().arn());
  EXPECT_TRUE(made["logging_config.log_group"] == function.log_group().name());
  EXPECT_EQ(made["vpc_config.0.subnet_ids"].json(), R"(["subnet-1","subnet-2"])");
  EXPECT_TRUE(made["dead_letter_config.target_arn"] == "arn:aws:sqs:eu-central-1:111122223333:failed");
  const auto log = written.resource_at("production/orders/log-group");
  EXPECT_TRUE(log["name"] == "/aws/lambda/orders");
  EXPECT_TRUE(log["kms_key_id"] == key_arn);
  EXPECT_TRUE(log["retention_in_days"] == 365);
  EXPECT_EQ(written.resource_at("production/orders/role")["assume_role_policy"].json(),
            R"("{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":)"
            R"({\"aws:SourceAccount\":\"111122223333\"}},\"Effect\":\"Allow\",)"
            R"(\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}],\"Version\":\"2012-10-17\"}")");
  EXPECT_EQ(sids(written.resource_at("production/orders/role-policy")["policy"]),
            (Sids{"WriteLog", "KeepNetworkFromCode", "KeepFailedEvents", "Trace"}));
  EXPECT_EQ(made["depends_on"].size(), 2u);
}

TEST_F(Assemblies, LetAFunctionDoWhatItIsToldTo) {
  context("baseline");
  secure::Function(stack, "orders", orders_function(),
                   secure::function_options{.log_retention_days = 400,
                                            .statements = {policy::Statement{
                                                .actions = {"dynamodb:GetItem"},
                                                .resources = {"arn:aws:dynamodb:eu-central-1:111122223333:table/o"},
                                                .sid = "ReadOrders"}}});
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/orders/log-group")["retention_in_days"] == 400);
  EXPECT_EQ(sids(written.resource_at("production/orders/role-policy")["policy"]), (Sids{"WriteLog", "ReadOrders"}));
  EXPECT_FALSE(written.resource_at("production/orders/Default")["vpc_config"]);
}

TEST_F(Assemblies, TakeTheRoleAndTheLogThatAFunctionBrings) {
  auto config = orders_function();
  config.role = "arn:aws:iam::111122223333:role/orders";
  config.logging_config = {{.log_format = "JSON", .log_group = "/acme/orders"}};
  secure::Function function(stack, "orders", config);
  EXPECT_EQ(resources(), Resources{"orders/Default aws_lambda_function"});
  EXPECT_THROW(function.execution_role(), parapet::Error);
}

TEST_F(Assemblies, RefuseEverythingAboutAFunctionAtOnce) {
  auto config = orders_function();
  config.runtime = "python2.7";
  const unsigned line = __LINE__ + 2;
  const std::string text = refusal([&] {
    secure::Function(stack, "x", config, secure::function_options{.log_retention_days = 7});
  });
  const std::string at = "  ask:      security@example.com\n  at:       tests/secure_templates/lambda_test.cpp:" +
                         std::to_string(line);
  EXPECT_EQ(text,
            "2 violations of the security requirements\n\n"
            "logs:002 (medium) production/x/log-group: `retention_in_days` is 7\n"
            "  required: Log groups keep events for a year.\n"
            "  fix:      Set `retention_in_days` to 365 or more.\n" +
                at +
                "\n\n"
                "lambda:010 (high) production/x/Default: `runtime` is \"python2.7\"\n"
                "  required: Lambda functions run on a runtime that AWS still patches.\n"
                "  fix:      Set `runtime` to a version listed as current.\n" +
                at);
  EXPECT_FALSE(stack.node().try_find_child("x"));
  config.runtime = {};
  EXPECT_EQ(violations([&] {
              secure::Function(stack, "x", config,
                               secure::function_options{.statements = {policy::Statement{
                                   .actions = {"s3:DeleteObject"}, .resources = {"*"}}}});
            }),
            (Refusals{"iam:080 policy.Statement[4]", "iam:081 policy.Statement[4]"}));
}

TEST_F(Assemblies, WantAFunctionForEachInstance) {
  auto config = orders_function();
  config.count = 2;
  EXPECT_THROW(secure::Function(stack, "x", config), parapet::Error);
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
