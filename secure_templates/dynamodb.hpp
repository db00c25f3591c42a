#pragma once

#include <aws/dynamodb_table.hpp>
#include <secure_templates/resources/dynamodb.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Tables of DynamoDB. The requirements are in `catalog/dynamodb.json`.
namespace secure {

/// What a table gets beside the table itself.
struct table_options {
  /// Plan of AWS Backup that copies the table, `plan().id()` of a secure::Vault; tier regulated demands one.
  parapet::Str backup_plan_id{};
  /// Role that AWS Backup takes on for it, `role().arn()` of the vault; unset: `backup_role_arn` of the
  /// SecurityContext.
  parapet::Str backup_role_arn{};
  /// Statements of the table's resource policy; unset: it has none, and IAM alone decides.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A table with point-in-time recovery, paid per request; from tier sensitive on encrypted with `kms_key_arn` of the
/// SecurityContext and protected against deletion.
///
///     secure::Table baskets(stack, "baskets", aws::dynamodb_table{
///         .attribute = {aws::dynamodb_table::Attribute{.name = "customer", .type = "S"}},
///         .hash_key = "customer",
///         .name = "baskets",
///     });
class Table : public aws::DynamodbTable {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Table(parapet::Scope scope, std::string_view id, const aws::dynamodb_table& config,
        const table_options& options = {});
};

}  // namespace secure
