#include <aws/iam_openid_connect_provider.hpp>
#include <parapet/expression.hpp>
#include <parapet/find.hpp>
#include <parapet/policy/policy.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/iam.hpp>
#include <secure_templates/kms.hpp>
#include <secure_templates/rds.hpp>
#include <secure_templates/s3.hpp>

#include "../account.hpp"
#include "../resources.hpp"

namespace policy = parapet::policy;

namespace {

/// How the ARNs of a service begin here.
parapet::Str account_arn(const char* service) { return parapet::text("arn:aws:", service, ":", region, ":", account); }

/// What the shop's containers may do.
void app(parapet::Stack& stack) {
  const auto uploads = parapet::find<aws::S3Bucket>(stack, "uploads");
  const auto database = parapet::find<aws::DbInstance>(stack, "zip-db");
  secure::Role role(stack, "app-role", aws::iam_role{
      .assume_role_policy = policy::Document{.statements = {policy::Statement{
          .actions = {"sts:AssumeRole"},
          .conditions = {policy::Condition{
              .test = "StringEquals",
              .values = {account},
              .variable = "aws:SourceAccount",
          }},
          .principals = {policy::service("ecs-tasks.amazonaws.com")},
      }}},
      .name = "production-app",
  });
  secure::RolePolicy(stack, "app-policy", aws::iam_role_policy{
      .name = "app",
      .policy = policy::Document{.statements = {
          policy::Statement{
              .actions = {"s3:GetObject", "s3:PutObject"},
              .resources = {parapet::text(uploads.arn(), "/*")},
              .sid = "Uploads",
          },
          policy::Statement{
              .actions = {"kms:Decrypt", "kms:GenerateDataKey"},
              .resources = {parapet::find<aws::KmsKey>(stack, "data").arn()},
              .sid = "UploadsAreEncrypted",
          },
          policy::Statement{
              .actions = {"rds-db:connect"},
              .resources = {parapet::text(account_arn("rds-db"), ":dbuser:", database.resource_id(), "/app")},
              .sid = "ConnectWithoutPassword",
          },
      }},
      .role = role.name(),
  });
  parapet::Output(stack, "app-role-arn", parapet::OutputOptions{.value = role.arn()});
}

/// GitHub's workflows come in without keys: the production environment of one repository, and nobody else.
void deployment(parapet::Stack& stack) {
  aws::IamOpenidConnectProvider github(stack, "github", aws::iam_openid_connect_provider{
      .client_id_list = {"sts.amazonaws.com"},
      .url = "https://token.actions.githubusercontent.com",
  });
  secure::Role role(stack, "deployment-role", aws::iam_role{
      .assume_role_policy = policy::Document{.statements = {policy::Statement{
          .actions = {"sts:AssumeRoleWithWebIdentity"},
          .conditions = {
              policy::Condition{
                  .test = "StringEquals",
                  .values = {"sts.amazonaws.com"},
                  .variable = "token.actions.githubusercontent.com:aud",
              },
              policy::Condition{
                  .test = "StringEquals",
                  .values = {"repo:acme/shop:environment:production"},
                  .variable = "token.actions.githubusercontent.com:sub",
              },
          },
          .principals = {policy::federated(github.arn())},
      }}},
      .max_session_duration = 3600,
      .name = "production-deployment",
  });
  secure::RolePolicy(stack, "deployment-policy", aws::iam_role_policy{
      .name = "deploy",
      .policy = policy::Document{.statements = {
          policy::Statement{
              .actions = {"ecs:DescribeServices", "ecs:UpdateService"},
              .resources = {parapet::text(account_arn("ecs"), ":service/production/shop")},
              .sid = "RollOut",
          },
          policy::Statement{
              .actions = {"iam:PassRole"},
              .conditions = {policy::Condition{
                  .test = "StringEquals",
                  .values = {"ecs-tasks.amazonaws.com"},
                  .variable = "iam:PassedToService",
              }},
              .resources = {parapet::find<aws::IamRole>(stack, "app-role").arn()},
              .sid = "AsTheAppOnly",
          },
      }},
      .role = role.name(),
  });
  parapet::Output(stack, "deployment-role-arn", parapet::OutputOptions{.value = role.arn()});
}

}  // namespace

void iam(parapet::Stack& stack, const Providers&) {
  app(stack);
  deployment(stack);
}
