#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parapet/document.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// The newest major version that a constraint of Terraform (`~> 5.0`, `>= 5.1, < 6`) allows; nothing where it sets no
/// upper bound or is no constraint.
std::optional<int> newest_major(std::string_view constraint);

/// What a document demands of the provider `aws` (`required_providers`). The version of programs is that of the schema
/// that they are built on.
class ProviderVersion {
 public:
  explicit ProviderVersion(const Document& document);
  /// Whether a requirement is `since` a later major version than any that the document allows, so that nobody could
  /// meet it.
  bool excludes(const Requirement& requirement) const;
  /// The name by which the catalog knows a provider that the document may call something else.
  std::string_view known_name(std::string_view name) const;

 private:
  std::optional<int> newest_;
  std::vector<std::string_view> names_;
};

}  // namespace parapet::guardrails
