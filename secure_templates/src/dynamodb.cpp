#include "../dynamodb.hpp"

#include <aws/backup_selection.hpp>
#include <aws/dynamodb_resource_policy.hpp>

#include "composite.hpp"

namespace secure {

namespace dynamodb {

void add_policy(Composite& composite, const aws::DynamodbTable& table, const table_options& options) {
  auto policy = composite.part<aws::dynamodb_resource_policy>();
  policy.policy = parapet::policy::Document{.statements = options.statements};
  policy.resource_arn = composite.instance_of(table).arn();
  composite.add<aws::DynamodbResourcePolicy>(table, "policy", policy);
}

/// AWS Backup allows fifty characters.
void add_backup(Composite& composite, const aws::DynamodbTable& table, const table_options& options) {
  auto selection = composite.part<aws::backup_selection>();
  selection.iam_role_arn = composite.demanded(options.backup_role_arn, "backup_role_arn", table, "backup_role_arn");
  selection.name = table.node().id().substr(0, 50);
  selection.plan_id = options.backup_plan_id;
  selection.resources = {composite.instance_of(table).arn()};
  composite.add<aws::BackupSelection>(table, "backup", selection);
}

aws::DynamodbTable build(const parapet::Scope& scope, std::string_view id, const aws::dynamodb_table& config,
                         const table_options& options) {
  Composite composite(scope, config);
  const auto table = composite.add<aws::DynamodbTable>(parapet::Construct(scope.parapet_element()), id, config);
  if (!Composite::is_nothing(options.statements)) add_policy(composite, table, options);
  if (!Composite::is_nothing(options.backup_plan_id)) add_backup(composite, table, options);
  composite.finish();
  return table;
}

}  // namespace dynamodb

Table::Table(parapet::Scope scope, std::string_view id, const aws::dynamodb_table& config, const table_options& options)
    : aws::DynamodbTable(dynamodb::build(scope, id, config, options)) {}

}  // namespace secure
