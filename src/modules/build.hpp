#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/module.hpp"

namespace parapet::modules {

/// What modules are built from.
struct Plan {
  const std::vector<const guardrails::Requirement*>& requirements;  ///< of the whole catalog, in the order of their ids
  const schema::ProviderSchema& provider;
  std::string version;  ///< of the provider
  const Settings& settings;
  guardrails::Tier tier = guardrails::Tier::regulated;  ///< the highest that a module obeys
};

/// The services of the catalog with at least one resource type that a module can make, sorted. A service is what stands
/// before the colon of an id.
std::vector<std::string> services_of(const Plan& plan);

/// The module of a service. Throws Error for a service without requirements or without a resource type.
Module build_module(const Plan& plan, std::string_view service);

/// What stands before the colon of an id.
std::string_view service_of(const guardrails::Requirement& requirement);

/// Whether a requirement holds for this version of the provider.
bool is_in_force(const guardrails::Requirement& requirement, std::string_view version);

/// The type that a requirement wants to point at its resource, or one that it would be content with; nullptr when it
/// asks for none.
const guardrails::Connected* companion_of(const guardrails::Requirement& requirement);

/// Whether a requirement forbids its type altogether.
bool forbids_type(const guardrails::Requirement& requirement);

}  // namespace parapet::modules
