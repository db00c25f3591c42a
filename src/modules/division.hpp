#pragma once

#include <map>
#include <set>
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

/// What stands before the colon of an id.
std::string_view service_of(const guardrails::Requirement& requirement);

/// Whether a requirement forbids its type altogether.
bool forbids_type(const guardrails::Requirement& requirement);

/// How a plan's types are divided among modules: what takes the whole catalog and the whole schema to know, and is
/// known once for all modules.
class Division {
 public:
  explicit Division(const Plan& plan);

  const Plan& plan() const { return plan_; }
  /// The services of the catalog with at least one resource type that a module can make, sorted. A service is what
  /// stands before the colon of an id.
  std::vector<std::string> services() const;
  /// The service whose module makes a type: of those that ask something of it the largest. Empty where none does.
  std::string_view owner(std::string_view type) const;
  /// Whether there is a block for a type: the provider has it and has not given it up, the settings do not leave it
  /// out, and no requirement forbids it.
  bool has_block(std::string_view type) const;
  /// Whether a requirement holds for the plan's tier and version of the provider.
  bool is_obeyed(const guardrails::Requirement& requirement) const;
  /// Whether modules ask for an argument once: the settings want it, and the provider has it nearly everywhere.
  bool is_shared(std::string_view argument) const { return shared_.contains(argument); }

 private:
  const Plan plan_;
  std::map<std::string_view, std::string_view> owners_;
  std::set<std::string_view> forbidden_;
  std::set<std::string_view> shared_;
};

}  // namespace parapet::modules
