#include "guardrails/grants.hpp"

namespace parapet::guardrails::predicates {

namespace of_iam_privilege_escalation {

PredicateResult judge(const PredicateInput& input) {
  static const std::vector<ActionSet> ways = {
      // Becoming another user.
      {"iam:CreateAccessKey"},
      {"iam:CreateLoginProfile"},
      {"iam:UpdateLoginProfile"},
      {"iam:AddUserToGroup"},
      // Widening what a policy, a user, a group or a role may.
      {"iam:CreatePolicyVersion"},
      {"iam:SetDefaultPolicyVersion"},
      {"iam:AttachUserPolicy"},
      {"iam:AttachGroupPolicy"},
      {"iam:AttachRolePolicy"},
      {"iam:PutUserPolicy"},
      {"iam:PutGroupPolicy"},
      {"iam:PutRolePolicy"},
      {"iam:DeleteUserPermissionsBoundary"},
      {"iam:DeleteRolePermissionsBoundary"},
      // Being trusted by a role.
      {"iam:UpdateAssumeRolePolicy"},
      // Giving a role to something that runs one's own code.
      {"iam:PassRole", "ec2:RunInstances"},
      {"iam:PassRole", "ec2:AssociateIamInstanceProfile"},
      {"iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"},
      {"iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"},
      {"iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"},
      {"iam:PassRole", "lambda:UpdateFunctionConfiguration"},
      {"iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"},
      {"iam:PassRole", "glue:CreateDevEndpoint"},
      {"iam:PassRole", "glue:CreateJob", "glue:StartJobRun"},
      {"iam:PassRole", "cloudformation:CreateStack"},
      {"iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"},
      {"iam:PassRole", "datapipeline:CreatePipeline"},
      {"iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"},
      {"iam:PassRole", "sagemaker:CreateTrainingJob"},
      // Running one's own code with the role that something already has.
      {"glue:UpdateDevEndpoint"},
      {"lambda:UpdateFunctionCode"},
      {"sagemaker:CreatePresignedNotebookInstanceUrl"},
  };
  return refuse_grants(input, ways);
}

}  // namespace of_iam_privilege_escalation

/// The policy grants, on everything and without a condition, none of the known ways to more rights than it gives.
/// `path` is where the policy is; without it the resource is an aws_iam_policy_document.
PredicateInfo iam_privilege_escalation() {
  return {"iam_privilege_escalation", &of_iam_privilege_escalation::judge, {{"path", true, false}}};
}

}  // namespace parapet::guardrails::predicates
