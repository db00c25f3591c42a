#pragma once

#include <aws/backup_plan.hpp>
#include <aws/backup_selection.hpp>
#include <aws/backup_vault.hpp>
#include <aws/iam_role.hpp>
#include <secure_templates/resources/backup.hpp>

#include "parapet/guardrails/secured.hpp"

/// Backups. The requirements are in `catalog/backup.json`.
namespace secure {

/// What a vault gets beside the vault itself.
struct vault_options {
  /// Vault that gets a second copy of everything, in another region or account; tier regulated demands one.
  parapet::Str copy_to_vault_arn{};
  /// Days until nobody can take the lock of the vault away any more; unset: never, and 3 where the tier is regulated.
  parapet::Num lock_changeable_for_days{};
  /// ARNs of what is backed up, wildcards allowed.
  parapet::Set<parapet::Str> resources{};
  /// What is backed up by its tags, beside `resources`; without both nothing is selected yet.
  parapet::Block<aws::backup_selection::SelectionTag> selection_tags{};
  /// When backups are made and how long they are kept; `target_vault_name` may be left out. Unset: every night, kept
  /// for 35 days.
  parapet::Block<aws::backup_plan::Rule> rules{};
  /// Topic that failures are told to; unset: `sns_topic_arn` of the SecurityContext.
  parapet::Str sns_topic_arn{};
};

/// A vault that is locked and whose backups nobody deletes, encrypted from tier sensitive on with `kms_key_arn` of the
/// SecurityContext, with a plan, the role that AWS Backup takes on, and a selection.
///
///     secure::Vault vault(stack, "backups", aws::backup_vault{.name = "production"}, secure::vault_options{
///         .selection_tags = {{.key = "backup", .type = "STRINGEQUALS", .value = "true"}},
///     });
///     vault.plan().id();
class Vault : public aws::BackupVault {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Vault(parapet::Scope scope, std::string_view id, const aws::backup_vault& config, const vault_options& options = {});

  /// When backups are made; further selections name it.
  aws::BackupPlan plan() const;
  /// What AWS Backup takes on for it.
  aws::IamRole role() const;
};

}  // namespace secure
