#include <gmock/gmock.h>
#include <secure_templates/backup.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

secure::vault_options everything_tagged() {
  return secure::vault_options{.selection_tags = {{.key = "backup", .type = "STRINGEQUALS", .value = "true"}}};
}

TEST_F(Composites, GiveAVaultALockAPlanAndARole) {
  secure::Vault vault(stack, "backups", aws::backup_vault{.name = "production"}, everything_tagged());
  const auto written = document();
  EXPECT_EQ(resources(written), (Resources{"production/backups aws_backup_vault",
                                           "production/backups/lock aws_backup_vault_lock_configuration",
                                           "production/backups/notifications aws_backup_vault_notifications",
                                           "production/backups/plan aws_backup_plan",
                                           "production/backups/policy aws_backup_vault_policy",
                                           "production/backups/role aws_iam_role",
                                           "production/backups/role/for-Backup aws_iam_role_policy_attachment",
                                           "production/backups/role/for-Restores aws_iam_role_policy_attachment",
                                           "production/backups/selection aws_backup_selection"}));
  EXPECT_TRUE(written.resource_at("production/backups")["kms_key_arn"] == key_arn);
  const auto lock = written.resource_at("production/backups/lock");
  EXPECT_TRUE(lock["min_retention_days"] == 30);
  EXPECT_TRUE(lock["backup_vault_name"] == vault.name());
  EXPECT_THAT(text(written.resource_at("production/backups/policy")["policy"]),
              testing::HasSubstr("backup:DeleteRecoveryPoint"));
  EXPECT_EQ(written.resource_at("production/backups/plan")["rule"].json(),
            R"json([{"lifecycle":[{"delete_after":35}],"rule_name":"nightly","schedule":"cron(0 3 * * ? *)",)json"
            R"json("target_vault_name":"${aws_backup_vault.backups.name}"}])json");
  const auto selection = written.resource_at("production/backups/selection");
  EXPECT_TRUE(selection["plan_id"] == vault.plan().id());
  EXPECT_TRUE(selection["iam_role_arn"] == vault.role().arn());
  EXPECT_TRUE(selection["selection_tag.key"] == "backup");
}

TEST_F(Composites, CopyWhatARegulatedVaultKeeps) {
  complete_context("regulated");
  secure::vault_options options = everything_tagged();
  options.copy_to_vault_arn = "arn:aws:backup:eu-west-1:111122223333:backup-vault:replica";
  secure::Vault(stack, "backups", aws::backup_vault{.name = "production"}, options);
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/backups/lock")["changeable_for_days"] == 3);
  const auto plan = written.resource_at("production/backups/plan");
  EXPECT_TRUE(plan["rule.enable_continuous_backup"] == true);
  EXPECT_TRUE(plan["rule.copy_action.destination_vault_arn"] ==
              "arn:aws:backup:eu-west-1:111122223333:backup-vault:replica");
}

TEST_F(Composites, KeepTheRulesOfTheOptions) {
  using Rule = aws::backup_plan::Rule;
  secure::vault_options options = everything_tagged();
  options.rules = {Rule{.lifecycle = {{.delete_after = 90}}, .rule_name = "weekly", .schedule = "cron(0 3 ? * 1 *)"},
                   Rule{.lifecycle = {{.delete_after = 365}}, .rule_name = "monthly", .schedule = "cron(0 3 1 * ? *)",
                        .target_vault_name = "archive"}};
  secure::Vault vault(stack, "backups", aws::backup_vault{.name = "production"}, options);
  const auto plan = document().resource_at("production/backups/plan");
  EXPECT_TRUE(plan["rule.0.target_vault_name"] == vault.name());
  EXPECT_TRUE(plan["rule.1.target_vault_name"] == "archive");
}

TEST_F(Composites, RefuseAVaultThatForgetsAtOnce) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    secure::vault_options options = everything_tagged();
    options.rules = {{.lifecycle = {{.delete_after = 3}}, .rule_name = "nightly", .schedule = "cron(0 3 * * ? *)"}};
    secure::Vault(stack, "x", aws::backup_vault{.name = "production"}, options);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "backup:011 (medium) production/x/plan: `rule[0].lifecycle.delete_after` is 3\n"
            "  required: Backups are kept for a month.\n"
            "  fix:      Set `delete_after` in the `lifecycle` of each `rule` to 35.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/backup_test.cpp:" +
                std::to_string(line));
}

}  // namespace
}  // namespace secure_templates_test
