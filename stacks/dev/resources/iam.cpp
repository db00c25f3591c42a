#include <parapet/expression.hpp>
#include <parapet/find.hpp>
#include <parapet/policy/policy.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/iam.hpp>
#include <secure_templates/kms.hpp>
#include <secure_templates/s3.hpp>

#include "../resources.hpp"

namespace policy = parapet::policy;

void iam(parapet::Stack& stack, const Providers&) {
  secure::Role app(stack, "app-role", aws::iam_role{
      .assume_role_policy = policy::Document{.statements = {policy::Statement{
          .actions = {"sts:AssumeRole"},
          .principals = {policy::service("ecs-tasks.amazonaws.com")},
      }}},
      .name = "dev-app",
  });
  secure::RolePolicy(stack, "app-policy", aws::iam_role_policy{
      .name = "app",
      .policy = policy::Document{.statements = {
          policy::Statement{
              .actions = {"s3:GetObject", "s3:PutObject"},
              .resources = {parapet::text(parapet::find<aws::S3Bucket>(stack, "uploads").arn(), "/*")},
          },
          policy::Statement{
              .actions = {"kms:Decrypt", "kms:GenerateDataKey"},
              .resources = {parapet::find<aws::KmsKey>(stack, "data").arn()},
          },
      }},
      .role = app.name(),
  });
  parapet::Output(stack, "app-role-arn", parapet::OutputOptions{.value = app.arn()});
}
