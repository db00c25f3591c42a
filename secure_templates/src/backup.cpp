#include "../backup.hpp"

#include <aws/backup_vault_lock_configuration.hpp>
#include <aws/backup_vault_notifications.hpp>
#include <aws/backup_vault_policy.hpp>

#include "parts.hpp"

namespace secure {

namespace backup {

/// Builds a vault and what belongs to it.
class Parts : PartsOf<aws::backup_vault, vault_options> {
 public:
  using PartsOf::PartsOf;

  aws::BackupVault build(std::string_view id) {
    const auto vault = add_owner<aws::BackupVault>(id, config_);
    add<aws::BackupVaultLockConfiguration>(
        "lock", {.backup_vault_name = vault.name(), .changeable_for_days = options_.lock_changeable_for_days});
    add_policy(vault);
    add_notifications(vault);
    const auto plan = add<aws::BackupPlan>("plan", {.name = config_.name, .rule = rules(vault)});
    const auto role = add_role();
    if (!is_unset(options_.resources) || !is_unset(options_.selection_tags)) add_selection(plan, role);
    return finish(vault);
  }

 private:
  void add_policy(const aws::BackupVault& vault) {
    const policy::Statement keep{
        .actions = {"backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"},
        .effect = policy::deny,
        .principals = {policy::anyone()},
        .resources = {"*"},
        .sid = "KeepBackups",
    };
    add<aws::BackupVaultPolicy>("policy",
                                {.backup_vault_name = vault.name(), .policy = policy::Document{.statements = {keep}}});
  }

  /// BACKUP_JOB_COMPLETED tells of failures, too; its state says which.
  void add_notifications(const aws::BackupVault& vault) {
    const parapet::Str topic = given(options_.sns_topic_arn, "sns_topic_arn");
    if (is_unset(topic)) return;
    add<aws::BackupVaultNotifications>(
        "notifications", {.backup_vault_events = {"BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED",
                                                  "S3_BACKUP_OBJECT_FAILED"},
                          .backup_vault_name = vault.name(),
                          .sns_topic_arn = topic});
  }

  /// One night's rule, or those of the options; each with this vault.
  parapet::Block<aws::backup_plan::Rule> rules(const aws::BackupVault& vault) const {
    using Rule = aws::backup_plan::Rule;
    parapet::Block<Rule> all = is_unset(options_.rules) ? nightly() : options_.rules;
    complete(all, [&](Rule& rule) {
      if (is_unset(rule.target_vault_name)) rule.target_vault_name = vault.name();
      if (!is_unset(options_.copy_to_vault_arn) && is_absent(rule.copy_action)) {
        rule.copy_action = {{.destination_vault_arn = options_.copy_to_vault_arn, .lifecycle = {{.delete_after = 35}}}};
      }
    });
    return all;
  }

  aws::backup_plan::Rule nightly() const {
    aws::backup_plan::Rule rule{
        .lifecycle = {{.delete_after = 35}}, .rule_name = "nightly", .schedule = "cron(0 3 * * ? *)"};
    if (is_regulated()) rule.enable_continuous_backup = true;
    return rule;
  }

  aws::IamRole add_role() {
    const auto made =
        role("role", "backup.amazonaws.com", {condition("StringEquals", "aws:SourceAccount", account_id())});
    for (const std::string what : {"Backup", "Restores"}) {
      attach(made, "for-" + what, made, "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor" + what);
    }
    return made;
  }

  void add_selection(const aws::BackupPlan& plan, const aws::IamRole& role) {
    add<aws::BackupSelection>("selection", {.iam_role_arn = role.arn(),
                                            .name = config_.name,
                                            .plan_id = plan.id(),
                                            .resources = options_.resources,
                                            .selection_tag = options_.selection_tags});
  }
};

}  // namespace backup

Vault::Vault(parapet::Scope scope, std::string_view id, const aws::backup_vault& config, const vault_options& options)
    : aws::BackupVault(backup::Parts(scope, config, options).build(id)) {}

aws::BackupPlan Vault::plan() const { return parapet::find<aws::BackupPlan>(*this, "plan"); }

aws::IamRole Vault::role() const { return parapet::find<aws::IamRole>(*this, "role"); }

}  // namespace secure
