#include "../secretsmanager.hpp"

#include <aws/secretsmanager_secret_policy.hpp>
#include <aws/secretsmanager_secret_rotation.hpp>

#include "parts.hpp"

namespace secure {

namespace secretsmanager {

/// Services of AWS act for the account and have none of their own.
policy::Statement denial_of_strangers(const parapet::Str& account) {
  return policy::Statement{
      .actions = {"secretsmanager:*"},
      .conditions = {condition("Bool", "aws:PrincipalIsAWSService", "false"),
                     condition("StringNotEquals", "aws:PrincipalAccount", account)},
      .effect = policy::deny,
      .principals = {policy::anyone()},
      .resources = {"*"},
      .sid = "DenyOtherAccounts",
  };
}

/// Builds a secret and what belongs to it.
class Parts : PartsOf<aws::secretsmanager_secret, secret_options> {
 public:
  using PartsOf::PartsOf;

  aws::SecretsmanagerSecret build(std::string_view id) {
    const auto secret = add_owner<aws::SecretsmanagerSecret>(id, config_);
    if (is_unset(config_.policy)) add_policy(secret);
    if (!is_unset(options_.rotation_lambda_arn)) add_rotation(secret);
    return finish(secret);
  }

 private:
  void add_policy(const aws::SecretsmanagerSecret& secret) {
    const policy::Document who{
        .statements = together({denial_of_strangers(account_id()), denial_without_tls({"secretsmanager:*"}, {"*"})},
                               options_.statements)};
    add<aws::SecretsmanagerSecretPolicy>("policy", {.policy = who, .secret_arn = secret.arn()});
  }

  void add_rotation(const aws::SecretsmanagerSecret& secret) {
    add<aws::SecretsmanagerSecretRotation>("rotation",
                                           {.rotation_lambda_arn = options_.rotation_lambda_arn,
                                            .rotation_rules = {{.automatically_after_days = options_.rotation_days}},
                                            .secret_id = secret.id()});
  }
};

}  // namespace secretsmanager

Secret::Secret(parapet::Scope scope, std::string_view id, const aws::secretsmanager_secret& config,
               const secret_options& options)
    : aws::SecretsmanagerSecret(secretsmanager::Parts(scope, config, options).build(id)) {}

}  // namespace secure
