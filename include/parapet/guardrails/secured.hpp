#pragma once

#include <string_view>

#include "parapet/construct.hpp"

/// The secure templates' machinery; light, because every template includes it.
namespace parapet::guardrails {

/// Fills the catalog's defaults into slots that are unset: literals, and inputs of the SecurityContext. Slots that are
/// set, or `parapet::null`, stay. `slots` are those of an aggregate of `type`, whose nested blocks are replaced, never
/// changed. Throws SecurityException if an input is missing; it names the attribute, the field of the context and the
/// requirement.
void fill_defaults(const detail::TypeInfo& type, const detail::Value** slots, const Scope& scope, std::string_view id);

/// Throws SecurityException with everything that certainly fails.
void refuse_violations(const detail::TypeInfo& type, const detail::Value* const* slots, const Scope& scope,
                       std::string_view id);

/// Both, with the settings of this thread.
void secure(const detail::TypeInfo& type, void* aggregate, const Scope& scope, std::string_view id);

/// A construct whose configuration is completed and judged before it joins the tree: `using Key =
/// Secured<aws::KmsKey>;`. The refused resource leaves the stack as it was.
template <class Resource>
class Secured : public Resource {
 public:
  using Config = typename Resource::Config;
  /// Throws SecurityException when a requirement is certainly violated or an input is missing, and what Resource's
  /// constructor throws.
  Secured(Scope scope, std::string_view id, Config config) : Resource(scope, id, secured(scope, id, config)) {}

 private:
  static const Config& secured(const Scope& scope, std::string_view id, Config& config) {
    secure(Config::parapet_type, &config, scope, id);
    return config;
  }
};

}  // namespace parapet::guardrails
