#include <gmock/gmock.h>
#include <secure_templates/dynamodb.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

aws::dynamodb_table baskets() {
  return aws::dynamodb_table{.attribute = {aws::dynamodb_table::Attribute{.name = "customer", .type = "S"}},
                             .hash_key = "customer",
                             .name = "baskets"};
}

TEST_F(Composites, ProtectATable) {
  secure::Table(stack, "baskets", baskets());
  const auto written = document();
  EXPECT_EQ(resources(written), Resources{"production/baskets aws_dynamodb_table"});
  const auto table = written.resource_at("production/baskets");
  EXPECT_TRUE(table["billing_mode"] == "PAY_PER_REQUEST");
  EXPECT_TRUE(table["deletion_protection_enabled"] == true);
  EXPECT_TRUE(table["point_in_time_recovery.enabled"] == true);
  EXPECT_TRUE(table["server_side_encryption.enabled"] == true);
  EXPECT_TRUE(table["server_side_encryption.kms_key_arn"] == key_arn);
}

TEST_F(Composites, GiveATableAPolicyAndABackup) {
  complete_context("regulated");
  secure::Table table(
      stack, "baskets", baskets(),
      secure::table_options{
          .backup_plan_id = "0b1c2d3e",
          .backup_role_arn = "arn:aws:iam::111122223333:role/backup",
          .statements = {policy::Statement{.actions = {"dynamodb:GetItem"},
                                           .principals = {policy::aws("arn:aws:iam::111122223333:role/reader")},
                                           .resources = {"*"}}}});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/baskets aws_dynamodb_table", "production/baskets/backup aws_backup_selection",
                       "production/baskets/policy aws_dynamodb_resource_policy"}));
  const auto backup = written.resource_at("production/baskets/backup");
  EXPECT_TRUE(backup["plan_id"] == "0b1c2d3e");
  EXPECT_TRUE(backup["resources.0"] == table.arn());
  EXPECT_TRUE(written.resource_at("production/baskets/policy")["resource_arn"] == table.arn());
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundATableAtOnce) {
  EXPECT_EQ(violations([&] {
              aws::dynamodb_table config = baskets();
              config.deletion_protection_enabled = false;
              config.point_in_time_recovery = {{.enabled = false}};
              secure::Table(stack, "x", config,
                            secure::table_options{.statements = {policy::Statement{
                                                      .actions = {"dynamodb:*"},
                                                      .principals = {policy::anyone()},
                                                      .resources = {"*"}}}});
            }),
            (Refusals{"dynamodb:003 point_in_time_recovery.enabled", "dynamodb:005 deletion_protection_enabled",
                      "dynamodb:013 policy.Statement[0]", "dynamodb:014 policy.Statement[0]",
                      "dynamodb:015 policy.Statement[0]", "dynamodb:016 policy.Statement[0]"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Composites, RefuseATableThatAnybodyMayDelete) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::dynamodb_table config = baskets();
    config.deletion_protection_enabled = false;
    secure::Table(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "dynamodb:005 (medium) production/x: `deletion_protection_enabled` is false\n"
            "  required: DynamoDB tables are protected against deletion.\n"
            "  fix:      Set `deletion_protection_enabled` to true.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/dynamodb_test.cpp:" +
                std::to_string(line));
}

}  // namespace
}  // namespace secure_templates_test
