#include "../secretsmanager.hpp"

#include <aws/secretsmanager_secret_policy.hpp>
#include <aws/secretsmanager_secret_rotation.hpp>

#include "composite.hpp"

namespace secure {

namespace secretsmanager {

/// Services of AWS act for the account and have none of their own.
parapet::policy::Statement denial_of_strangers(const parapet::Str& account) {
  return parapet::policy::Statement{
      .actions = {"secretsmanager:*"},
      .conditions = {condition("Bool", "aws:PrincipalIsAWSService", "false"),
                     condition("StringNotEquals", "aws:PrincipalAccount", account)},
      .effect = parapet::policy::deny,
      .principals = {parapet::policy::anyone()},
      .resources = {"*"},
      .sid = "DenyOtherAccounts",
  };
}

void add_policy(Composite& composite, const aws::SecretsmanagerSecret& secret, const secret_options& options) {
  auto policy = composite.part<aws::secretsmanager_secret_policy>();
  policy.policy = parapet::policy::Document{.statements = together({denial_of_strangers(composite.account_id(secret)),
                                                                    denial_without_tls({"secretsmanager:*"}, {"*"})},
                                                                   options.statements)};
  policy.secret_arn = composite.instance_of(secret).arn();
  composite.add<aws::SecretsmanagerSecretPolicy>(secret, "policy", policy);
}

void add_rotation(Composite& composite, const aws::SecretsmanagerSecret& secret, const secret_options& options) {
  auto rotation = composite.part<aws::secretsmanager_secret_rotation>();
  rotation.rotation_lambda_arn = options.rotation_lambda_arn;
  rotation.rotation_rules = {{.automatically_after_days = options.rotation_days}};
  rotation.secret_id = composite.instance_of(secret).id();
  composite.add<aws::SecretsmanagerSecretRotation>(secret, "rotation", rotation);
}

aws::SecretsmanagerSecret build(const parapet::Scope& scope, std::string_view id,
                                const aws::secretsmanager_secret& config, const secret_options& options) {
  Composite composite(scope, config);
  const auto secret = composite.add<aws::SecretsmanagerSecret>(parapet::Construct(scope.parapet_element()), id, config);
  if (Composite::is_nothing(config.policy)) add_policy(composite, secret, options);
  if (!Composite::is_nothing(options.rotation_lambda_arn)) add_rotation(composite, secret, options);
  composite.finish();
  return secret;
}

}  // namespace secretsmanager

Secret::Secret(parapet::Scope scope, std::string_view id, const aws::secretsmanager_secret& config,
               const secret_options& options)
    : aws::SecretsmanagerSecret(secretsmanager::build(scope, id, config, options)) {}

}  // namespace secure
