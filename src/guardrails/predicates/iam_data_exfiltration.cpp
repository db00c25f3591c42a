#include "guardrails/grants.hpp"

namespace parapet::guardrails::predicates {

namespace of_iam_data_exfiltration {

PredicateResult judge(const PredicateInput& input) {
  static const std::vector<ActionSet> actions = {
      {"ec2:ModifySnapshotAttribute"},
      {"rds:ModifyDBClusterSnapshotAttribute"},
      {"rds:ModifyDBSnapshotAttribute"},
      {"rds:StartExportTask"},
      {"s3:GetObject"},
      {"s3:GetObjectVersion"},
      {"secretsmanager:BatchGetSecretValue"},
      {"secretsmanager:GetSecretValue"},
      {"ssm:GetParameter"},
      {"ssm:GetParameterHistory"},
      {"ssm:GetParameters"},
      {"ssm:GetParametersByPath"},
  };
  return refuse_grants(input, actions);
}

}  // namespace of_iam_data_exfiltration

/// The policy does not let its holder read objects, parameters or secrets, or hand snapshots to others, on everything
/// and without a condition. `path` is where the policy is; without it the resource is an aws_iam_policy_document.
PredicateInfo iam_data_exfiltration() {
  return {"iam_data_exfiltration", &of_iam_data_exfiltration::judge, {{"path", true, false}}};
}

}  // namespace parapet::guardrails::predicates
