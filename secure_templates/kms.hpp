#pragma once

#include <aws/kms_key.hpp>
#include <secure_templates/resources/kms.hpp>

#include "parapet/guardrails/secured.hpp"

/// Customer keys. The requirements are in `catalog/kms.json`.
namespace secure {

/// What a key gets beside the key itself.
struct key_options {
  /// Begins with `alias/`; unset: `alias/` and the construct's path. `parapet::null`: no alias.
  parapet::Str alias{};
};

/// A key that rotates every year, with an alias.
///
///     secure::Key data(stack, "data", aws::kms_key{.description = "Databases"});
///
/// is `aws_kms_key.data` with the alias `alias/production/data`. With `count` or `for_each` there is an alias only if
/// the options name one, an expression of `each`.
class Key : public parapet::guardrails::Secured<aws::KmsKey> {
 public:
  /// Throws SecurityException when a requirement is violated, and Error for a bad id.
  Key(parapet::Scope scope, std::string_view id, const aws::kms_key& config, const key_options& options = {});
};

}  // namespace secure
