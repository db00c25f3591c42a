#pragma once

#include <optional>
#include <string_view>

#include "parapet/document.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// The newest major version that a constraint of Terraform (`~> 5.0`, `>= 5.1, < 6`) allows; nothing where it sets no
/// upper bound or is no constraint.
std::optional<int> newest_major(std::string_view constraint);

/// What a document demands of the provider `aws` (`required_providers`), where it was read. Programs say it by the
/// schema that they are built on.
class ProviderVersion {
 public:
  explicit ProviderVersion(const Document& document);
  /// Whether a requirement is `since` a later major version than any that the document allows, so that nobody could
  /// meet it.
  bool excludes(const Requirement& requirement) const;

 private:
  std::optional<int> newest_;
};

}  // namespace parapet::guardrails
