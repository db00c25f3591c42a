#pragma once

#include <aws/efs_file_system.hpp>
#include <secure_templates/resources/efs.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// File systems. The requirements are in `catalog/efs.json`.
namespace secure {

/// What a file system gets beside the file system itself.
struct file_system_options {
  /// Key in the other region that the replica is encrypted with.
  parapet::Str replica_kms_key_arn{};
  /// Region that everything is copied to; unset: none, which is refused where the tier is regulated.
  parapet::Str replica_region{};
  /// Further statements of the file system's policy.
  parapet::Block<parapet::policy::Statement> statements{};
  /// Where it is mounted, one subnet of each zone; unset: `subnet_ids` of the SecurityContext.
  parapet::Set<parapet::Str> subnet_ids{};
};

/// An encrypted file system with a mount target in each subnet, backed up by AWS Backup, whose policy denies clients
/// without TLS and leaves the rest to IAM: clients mount with `-o tls,iam`. Mount targets stand in `security_group_ids`
/// of the SecurityContext.
///
///     secure::FileSystem uploads(stack, "uploads", aws::efs_file_system{});
class FileSystem : public aws::EfsFileSystem {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id and for subnets that are
  /// known only to Terraform where the configuration has `count` or `for_each`; nothing stays behind then.
  FileSystem(parapet::Scope scope, std::string_view id, const aws::efs_file_system& config,
             const file_system_options& options = {});
};

}  // namespace secure
