#include "guardrails/grants.hpp"

namespace parapet::guardrails::predicates {

namespace of_iam_credential_exposure {

PredicateResult judge(const PredicateInput& input) {
  // ecr:GetAuthorizationToken is not among them: whoever pulls an image needs it, and no resource can be named for it.
  static const std::vector<ActionSet> actions = {
      {"airflow:CreateCliToken"},
      {"airflow:CreateWebLoginToken"},
      {"appsync:CreateApiKey"},
      {"chime:CreateApiKey"},
      {"cloud9:CreateEnvironmentToken"},
      {"codeartifact:GetAuthorizationToken"},
      {"codepipeline:PollForJobs"},
      {"cognito-identity:GetCredentialsForIdentity"},
      {"cognito-identity:GetOpenIdToken"},
      {"cognito-identity:GetOpenIdTokenForDeveloperIdentity"},
      {"cognito-idp:GetSigningCertificate"},
      {"connect:GetFederationToken"},
      {"ec2:GetPasswordData"},
      {"emr-containers:GetManagedEndpointSessionCredentials"},
      {"gamelift:GetComputeAccess"},
      {"gamelift:GetComputeAuthToken"},
      {"gamelift:GetInstanceAccess"},
      {"gamelift:RequestUploadCredentials"},
      {"grafana:CreateWorkspaceApiKey"},
      {"iam:CreateAccessKey"},
      {"iam:CreateLoginProfile"},
      {"iam:CreateServiceSpecificCredential"},
      {"iam:ResetServiceSpecificCredential"},
      {"iam:UpdateAccessKey"},
      {"iot:AssumeRoleWithCertificate"},
      {"license-manager:GetAccessToken"},
      {"lightsail:CreateBucketAccessKey"},
      {"lightsail:DownloadDefaultKeyPair"},
      {"lightsail:GetInstanceAccessDetails"},
      {"lightsail:GetRelationalDatabaseMasterUserPassword"},
      {"mediapackage:RotateChannelCredentials"},
      {"mediapackage:RotateIngestEndpointCredentials"},
      {"rds-db:connect"},
      {"redshift:GetClusterCredentials"},
      {"redshift:GetClusterCredentialsWithIAM"},
      {"redshift-serverless:GetCredentials"},
      {"secretsmanager:BatchGetSecretValue"},
      {"secretsmanager:GetSecretValue"},
      {"sso:GetRoleCredentials"},
      {"sts:AssumeRole"},
      {"sts:AssumeRoleWithSAML"},
      {"sts:AssumeRoleWithWebIdentity"},
      {"sts:GetFederationToken"},
      {"sts:GetSessionToken"},
  };
  return refuse_grants(input, actions);
}

}  // namespace of_iam_credential_exposure

/// The policy grants, on everything and without a condition, no action whose answer holds credentials. `path` is where
/// the policy is; without it the resource is an aws_iam_policy_document.
PredicateInfo iam_credential_exposure() {
  return {"iam_credential_exposure", &of_iam_credential_exposure::judge, {{"path", true, false}}};
}

}  // namespace parapet::guardrails::predicates
