#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/guardrails/requirement.hpp"
#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// The catalog, by what a check is matched with.
class CatalogIndex {
 public:
  using Requirements = std::vector<const guardrails::Requirement*>;
  explicit CatalogIndex(const Requirements& catalog);

  const Requirements& all() const { return all_; }
  /// Names of services, sorted.
  const std::set<std::string, std::less<>>& services() const { return services_; }
  const std::set<std::string, std::less<>>& ids() const { return ids_; }
  /// Number of the last requirement of a service; 0 without any.
  unsigned highest(std::string_view service) const;
  /// `cloudProvider` of a service's requirements; of a service without any, that of the catalog.
  std::string_view cloud_provider(std::string_view service) const;

  /// The requirements that say in `sources` that they are what a check asks for.
  Requirements claiming(const SourceCheck& check) const;
  /// A requirement about the same attribute of the same resource type, and whether what the check asks for may be
  /// more or other than what it demands.
  struct Match {
    const guardrails::Requirement* requirement;
    bool differs = false;
  };
  /// Where several requirements are about an attribute, and where a check has but an example, those that certainly
  /// demand the same.
  std::vector<Match> about(std::string_view resource, const Setting& setting) const;
  /// The requirements of a resource type for the switches that the id of a check spells out:
  /// `x_deletion_protection_enabled`.
  Requirements spelled_in(std::string_view resource, std::string_view id) const;
  /// The service of a resource type: of the catalog's requirements for it, else for the types whose names begin alike;
  /// empty where nothing begins alike.
  std::string service_of(std::string_view resource) const;

 private:
  struct Aim {
    const guardrails::Requirement* requirement;
    const guardrails::Condition* leaf;  ///< nullptr: what it demands of the path is not said by a leaf
  };
  void index_condition(const guardrails::Requirement& requirement, const guardrails::Condition& condition,
                       const std::string& prefix, bool plain);

  Requirements all_;
  std::set<std::string, std::less<>> services_;
  std::set<std::string, std::less<>> ids_;
  std::map<std::string, unsigned, std::less<>> highest_;
  std::map<std::string, std::string, std::less<>> providers_;
  std::map<std::string, Requirements, std::less<>> claims_;                           ///< by `tool id`
  std::map<std::string, std::map<std::string, std::vector<Aim>>, std::less<>> aims_;  ///< by resource, by path
  std::map<std::string, std::map<std::string, unsigned>, std::less<>> types_;  ///< beginning of a type, by service
};

}  // namespace parapet::requirements
