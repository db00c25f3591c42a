#include "../efs.hpp"

#include <aws/efs_backup_policy.hpp>
#include <aws/efs_file_system_policy.hpp>
#include <aws/efs_mount_target.hpp>
#include <aws/efs_replication_configuration.hpp>
#include <string>

#include "composite.hpp"
#include "parapet/error.hpp"
#include "parapet/fn/collection.hpp"

namespace secure {

namespace efs {

void add_policy(Composite& composite, const aws::EfsFileSystem& files, const file_system_options& options) {
  auto policy = composite.part<aws::efs_file_system_policy>();
  policy.file_system_id = composite.instance_of(files).id();
  policy.policy = parapet::policy::Document{
      .statements = together({denial_without_tls({"elasticfilesystem:*"}, {composite.instance_of(files).arn()})},
                             options.statements)};
  composite.add<aws::EfsFileSystemPolicy>(files, "policy", policy);
}

void add_backup(Composite& composite, const aws::EfsFileSystem& files) {
  auto backup = composite.part<aws::efs_backup_policy>();
  backup.backup_policy = {{.status = "ENABLED"}};
  backup.file_system_id = composite.instance_of(files).id();
  composite.add<aws::EfsBackupPolicy>(files, "backup", backup);
}

void add_replica(Composite& composite, const aws::EfsFileSystem& files, const file_system_options& options) {
  auto replica = composite.part<aws::efs_replication_configuration>();
  replica.destination = {{.kms_key_id = options.replica_kms_key_arn, .region = options.replica_region}};
  replica.source_file_system_id = composite.instance_of(files).id();
  composite.add<aws::EfsReplicationConfiguration>(files, "replica", replica);
}

/// One for each subnet; `count` of them where only Terraform knows how many there are.
void add_mount_targets(Composite& composite, const aws::EfsFileSystem& files, const file_system_options& options) {
  const auto subnets = composite.demanded(options.subnet_ids, "subnet_ids", files, "subnet_ids");
  if (Composite::is_nothing(subnets)) return;
  auto target = composite.part<aws::efs_mount_target>();
  target.file_system_id = composite.instance_of(files).id();
  const parapet::detail::Value* list = subnets.parapet_value();
  if (list->kind == parapet::detail::Kind::list) {
    for (std::uint32_t i = 0; i < list->size; ++i) {
      target.subnet_id = parapet::Ref<parapet::Str>(parapet::detail::elements_of(list)[i]);
      composite.add<aws::EfsMountTarget>(files, "mount-target-" + std::to_string(i + 1), target);
    }
    return;
  }
  if (composite.has_instances()) {
    throw parapet::Error(std::string(files.node().path()) +
                         ": subnets that only Terraform knows and `count` or `for_each` do not go together");
  }
  const parapet::Ref<parapet::Set<parapet::Str>> unknown(list);
  target.count = parapet::fn::length(unknown);
  target.subnet_id = unknown[parapet::count_index()];
  composite.add<aws::EfsMountTarget>(files, "mount-targets", target);
}

aws::EfsFileSystem build(const parapet::Scope& scope, std::string_view id, const aws::efs_file_system& config,
                         const file_system_options& options) {
  Composite composite(scope, config);
  const auto files = composite.add<aws::EfsFileSystem>(parapet::Construct(scope.parapet_element()), id, config);
  add_policy(composite, files, options);
  add_backup(composite, files);
  add_mount_targets(composite, files, options);
  if (!Composite::is_nothing(options.replica_region)) add_replica(composite, files, options);
  composite.finish();
  return files;
}

}  // namespace efs

FileSystem::FileSystem(parapet::Scope scope, std::string_view id, const aws::efs_file_system& config,
                       const file_system_options& options)
    : aws::EfsFileSystem(efs::build(scope, id, config, options)) {}

}  // namespace secure
