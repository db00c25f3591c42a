#pragma once

#include <aws/secretsmanager_secret.hpp>
#include <secure_templates/resources/secretsmanager.hpp>

#include "parapet/guardrails/secured.hpp"
#include "parapet/policy/policy.hpp"

/// Secrets. The requirements are in `catalog/secretsmanager.json`.
namespace secure {

/// What a secret gets beside the secret itself.
struct secret_options {
  /// Days from one rotation to the next.
  parapet::Num rotation_days = 30;
  /// Function that writes the next version; unset: the secret does not rotate, which is refused from tier sensitive on.
  parapet::Str rotation_lambda_arn{};
  /// Further statements of the secret's policy.
  parapet::Block<parapet::policy::Statement> statements{};
};

/// A secret that nobody outside of the account reads, whatever another policy says, and nobody without TLS; from tier
/// sensitive on it is encrypted with `kms_key_arn` of the SecurityContext. The account's number is `account_id` of the
/// SecurityContext, or that of the provider's credentials.
///
///     secure::Secret payment(stack, "payment", aws::secretsmanager_secret{.name = "payment"},
///                            secure::secret_options{.rotation_lambda_arn = rotate.arn()});
///
/// It has no version yet: whoever knows the value writes it, or the rotation. With `policy` in the configuration there
/// is no policy of its own.
class Secret : public aws::SecretsmanagerSecret {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Secret(parapet::Scope scope, std::string_view id, const aws::secretsmanager_secret& config,
         const secret_options& options = {});
};

}  // namespace secure
