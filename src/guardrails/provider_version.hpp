#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parapet/document.hpp"
#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails {

/// The newest major version that a constraint of Terraform (`~> 5.0`, `>= 5.1, < 6`) allows; nothing where it sets no
/// upper bound or is no constraint.
std::optional<int> newest_major(std::string_view constraint);

/// What a document demands of the providers that catalogs are about (`required_providers`). The version of programs is
/// that of the schema that they are built on.
class ProviderVersions {
 public:
  explicit ProviderVersions(const Document& document, const std::vector<ProviderFacts>& known = compiled_providers());
  /// Whether a requirement is `since` a later major version than any that the document allows, so that nobody could
  /// meet it.
  bool excludes(const Requirement& requirement) const;
  /// The name by which the catalog knows a provider that the document may call something else.
  std::string_view known_name(std::string_view name) const;

 private:
  struct Demand {
    std::string_view provider;  ///< as catalogs know it
    std::string_view name;      ///< as the document calls it
    std::optional<int> newest;
  };
  std::vector<Demand> demands_;
};

}  // namespace parapet::guardrails
