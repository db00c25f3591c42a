#include "../dynamodb.hpp"

#include <aws/backup_selection.hpp>
#include <aws/dynamodb_resource_policy.hpp>

#include "parts.hpp"

namespace secure {

namespace dynamodb {

/// Builds a table and what belongs to it.
class Parts : PartsOf<aws::dynamodb_table, table_options> {
 public:
  using PartsOf::PartsOf;

  aws::DynamodbTable build(std::string_view id) {
    const auto table = add_owner<aws::DynamodbTable>(id, config_);
    if (!is_unset(options_.statements)) {
      add<aws::DynamodbResourcePolicy>(
          "policy", {.policy = policy::Document{.statements = options_.statements}, .resource_arn = table.arn()});
    }
    if (!is_unset(options_.backup_plan_id)) add_backup(table);
    return finish(table);
  }

 private:
  /// AWS Backup allows fifty characters.
  void add_backup(const aws::DynamodbTable& table) {
    add<aws::BackupSelection>("backup",
                              {.iam_role_arn = demanded(options_.backup_role_arn, "backup_role_arn", "backup_role_arn"),
                               .name = table.node().id().substr(0, 50),
                               .plan_id = options_.backup_plan_id,
                               .resources = {table.arn()}});
  }
};

}  // namespace dynamodb

Table::Table(parapet::Scope scope, std::string_view id, const aws::dynamodb_table& config, const table_options& options)
    : aws::DynamodbTable(dynamodb::Parts(scope, config, options).build(id)) {}

}  // namespace secure
