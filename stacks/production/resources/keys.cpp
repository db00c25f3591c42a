#include <parapet/expression.hpp>
#include <parapet/guardrails/context.hpp>
#include <parapet/policy/policy.hpp>
#include <secure_templates/kms.hpp>

#include "../account.hpp"
#include "../resources.hpp"

namespace guardrails = parapet::guardrails;
namespace policy = parapet::policy;

namespace {

/// The account decides through IAM who may use a key; CloudWatch may encrypt the account's logs with it.
policy::Document key_policy(const char* in_region) {
  return policy::Document{.statements = {
      policy::Statement{
          .actions = {"kms:*"},
          .principals = {policy::aws(parapet::text("arn:aws:iam::", account, ":root"))},
          .resources = {"*"},
          .sid = "AccountDecides",
      },
      policy::Statement{
          .actions = {"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"},
          .conditions = {policy::Condition{
              .test = "ArnLike",
              .values = {parapet::text("arn:aws:logs:", in_region, ":", account, ":log-group:*")},
              .variable = "kms:EncryptionContext:aws:logs:arn",
          }},
          .principals = {policy::service(parapet::text("logs.", in_region, ".amazonaws.com"))},
          .resources = {"*"},
          .sid = "LogsOfThisAccount",
      },
  }};
}

}  // namespace

void keys(parapet::Stack& stack, const Providers& other_providers) {
  secure::Key data(stack, "data", aws::kms_key{
      .deletion_window_in_days = 30,
      .description = "Everything that production stores",
      .policy = key_policy(region),
  });
  secure::Key backups(stack, "backups-replica-key", aws::kms_key{
      .deletion_window_in_days = 30,
      .description = "The second copy of the backups",
      .policy = key_policy(replica_region),
      .provider = other_providers.replica,
  });
  guardrails::set_security_context(stack, guardrails::SecurityContext{.kms_key_arn = data.arn()});
}
