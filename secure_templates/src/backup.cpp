#include "../backup.hpp"

#include <aws/backup_vault_lock_configuration.hpp>
#include <aws/backup_vault_notifications.hpp>
#include <aws/backup_vault_policy.hpp>
#include <aws/iam_role_policy_attachment.hpp>

#include "composite.hpp"

namespace secure {

namespace backup {

/// Builds what belongs to one vault.
class Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const aws::backup_vault& config, const vault_options& options)
      : composite_(scope, config),
        whole_(composite_.add<aws::BackupVault>(parapet::Construct(scope.parapet_element()), id, config)),
        vault_(composite_.instance_of(whole_)),
        config_(config),
        options_(options) {}

  aws::BackupVault build() {
    add_lock();
    add_policy();
    add_notifications();
    const aws::BackupPlan plan = add_plan();
    const aws::IamRole role = add_backup_role();
    if (!Composite::is_nothing(options_.resources) || !Composite::is_nothing(options_.selection_tags)) {
      add_selection(plan, role);
    }
    composite_.finish();
    return whole_;
  }

 private:
  void add_lock() {
    auto lock = composite_.part<aws::backup_vault_lock_configuration>();
    lock.backup_vault_name = vault_.name();
    lock.changeable_for_days = options_.lock_changeable_for_days;
    composite_.add<aws::BackupVaultLockConfiguration>(whole_, "lock", lock);
  }

  void add_policy() {
    auto policy = composite_.part<aws::backup_vault_policy>();
    policy.backup_vault_name = vault_.name();
    policy.policy =
        parapet::policy::Document{.statements = {parapet::policy::Statement{
                                      .actions = {"backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"},
                                      .effect = parapet::policy::deny,
                                      .principals = {parapet::policy::anyone()},
                                      .resources = {"*"},
                                      .sid = "KeepBackups",
                                  }}};
    composite_.add<aws::BackupVaultPolicy>(whole_, "policy", policy);
  }

  /// BACKUP_JOB_COMPLETED tells of failures, too; its state says which.
  void add_notifications() {
    const parapet::Str topic = composite_.given(options_.sns_topic_arn, "sns_topic_arn");
    if (Composite::is_nothing(topic)) return;
    auto notifications = composite_.part<aws::backup_vault_notifications>();
    notifications.backup_vault_events = {"BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED",
                                         "S3_BACKUP_OBJECT_FAILED"};
    notifications.backup_vault_name = vault_.name();
    notifications.sns_topic_arn = topic;
    composite_.add<aws::BackupVaultNotifications>(whole_, "notifications", notifications);
  }

  /// One night's rule, or those of the options; each with this vault.
  parapet::Block<aws::backup_plan::Rule> rules() const {
    using Rule = aws::backup_plan::Rule;
    parapet::Block<Rule> all = options_.rules;
    if (Composite::is_nothing(all)) {
      Rule nightly{.lifecycle = {{.delete_after = 35}}, .rule_name = "nightly", .schedule = "cron(0 3 * * ? *)"};
      if (composite_.is_regulated()) nightly.enable_continuous_backup = true;
      all = {nightly};
    }
    Composite::complete(all, [&](Rule& rule) {
      if (Composite::is_nothing(rule.target_vault_name)) rule.target_vault_name = vault_.name();
      if (!Composite::is_nothing(options_.copy_to_vault_arn) && !Composite::has(rule.copy_action)) {
        rule.copy_action = {{.destination_vault_arn = options_.copy_to_vault_arn, .lifecycle = {{.delete_after = 35}}}};
      }
    });
    return all;
  }

  aws::BackupPlan add_plan() {
    auto plan = composite_.part<aws::backup_plan>();
    plan.name = config_.name;
    plan.rule = rules();
    return composite_.add_part<aws::BackupPlan>(whole_, "plan", plan);
  }

  aws::IamRole add_backup_role() {
    const auto role = add_role(composite_, whole_, "role", "backup.amazonaws.com",
                               {condition("StringEquals", "aws:SourceAccount", composite_.account_id(whole_))});
    for (const std::string what : {"Backup", "Restores"}) {
      auto attachment = composite_.part<aws::iam_role_policy_attachment>();
      attachment.policy_arn = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor" + what;
      attachment.role = composite_.instance_of(role).name();
      composite_.add<aws::IamRolePolicyAttachment>(role, "for-" + what, attachment);
    }
    return composite_.instance_of(role);
  }

  void add_selection(const aws::BackupPlan& plan, const aws::IamRole& role) {
    auto selection = composite_.part<aws::backup_selection>();
    selection.iam_role_arn = role.arn();
    selection.name = config_.name;
    selection.plan_id = plan.id();
    selection.resources = options_.resources;
    selection.selection_tag = options_.selection_tags;
    composite_.add<aws::BackupSelection>(whole_, "selection", selection);
  }

  Composite composite_;
  aws::BackupVault whole_;
  aws::BackupVault vault_;
  const aws::backup_vault& config_;
  const vault_options& options_;
};

}  // namespace backup

Vault::Vault(parapet::Scope scope, std::string_view id, const aws::backup_vault& config, const vault_options& options)
    : aws::BackupVault(backup::Parts(scope, id, config, options).build()) {}

aws::BackupPlan Vault::plan() const { return aws::BackupPlan(node().find_child("plan").parapet_element()); }

aws::IamRole Vault::role() const { return aws::IamRole(node().find_child("role").parapet_element()); }

}  // namespace secure
