#include "../efs.hpp"

#include <aws/efs_backup_policy.hpp>
#include <aws/efs_file_system_policy.hpp>
#include <aws/efs_mount_target.hpp>
#include <aws/efs_replication_configuration.hpp>
#include <string>

#include "parapet/fn/collection.hpp"
#include "parts.hpp"

namespace secure {

namespace efs {

/// Builds a file system and what belongs to it.
class Parts : PartsOf<aws::efs_file_system, file_system_options> {
 public:
  using PartsOf::PartsOf;

  aws::EfsFileSystem build(std::string_view id) {
    const auto files = add_owner<aws::EfsFileSystem>(id, config_);
    add_policy(files);
    add<aws::EfsBackupPolicy>("backup", {.backup_policy = {{.status = "ENABLED"}}, .file_system_id = files.id()});
    add_mount_targets(files);
    if (!is_unset(options_.replica_region)) add_replica(files);
    return finish(files);
  }

 private:
  void add_policy(const aws::EfsFileSystem& files) {
    const policy::Document who{
        .statements = together({denial_without_tls({"elasticfilesystem:*"}, {files.arn()})}, options_.statements)};
    add<aws::EfsFileSystemPolicy>("policy", {.file_system_id = files.id(), .policy = who});
  }

  /// One for each subnet; `count` of them where only Terraform knows how many there are.
  void add_mount_targets(const aws::EfsFileSystem& files) {
    const auto subnets = demanded(options_.subnet_ids, "subnet_ids", "subnet_ids");
    if (is_unset(subnets)) return;
    const parapet::View list(subnets.parapet_value());
    if (list.kind() != parapet::detail::Kind::list) return add_unknown_targets(files, list);
    for (std::size_t i = 0; i < list.size(); ++i) {
      add<aws::EfsMountTarget>("mount-target-" + std::to_string(i + 1),
                               {.file_system_id = files.id(), .subnet_id = as_str(list.element(i))});
    }
  }

  void add_unknown_targets(const aws::EfsFileSystem& files, const parapet::View& list) {
    if (has_instances()) {
      throw parapet::Error(path() + ": subnets that only Terraform knows and `count` or `for_each` do not go together");
    }
    const parapet::Ref<parapet::Set<parapet::Str>> subnets(list.value());
    add<aws::EfsMountTarget>("mount-targets", {.count = parapet::fn::length(subnets),
                                               .file_system_id = files.id(),
                                               .subnet_id = subnets[parapet::count_index()]});
  }

  void add_replica(const aws::EfsFileSystem& files) {
    add<aws::EfsReplicationConfiguration>(
        "replica", {.destination = {{.kms_key_id = options_.replica_kms_key_arn, .region = options_.replica_region}},
                    .source_file_system_id = files.id()});
  }
};

}  // namespace efs

FileSystem::FileSystem(parapet::Scope scope, std::string_view id, const aws::efs_file_system& config,
                       const file_system_options& options)
    : aws::EfsFileSystem(efs::Parts(scope, config, options).build(id)) {}

}  // namespace secure
