#pragma once

#include <map>
#include <string>
#include <vector>

#include "parapet/guardrails/catalog.hpp"
#include "schema/schema.hpp"

/// Holds the paths of a catalog against the provider's schemas, so that a requirement about an attribute that does not
/// exist never builds.
namespace parapet::catalogc {

/// A schema with the version it is of.
struct VersionedSchema {
  std::string version;
  schema::ProviderSchema provider;
};

/// What the schemas say of a path's end.
struct PathFacts {
  guardrails::Shape shape = guardrails::Shape::any;
  bool sensitive = false;
};
using Facts = std::map<const guardrails::Path*, PathFacts>;

/// Checks every requirement with every schema it applies to. Throws Error with file, JSON pointer of the record, path,
/// type and version, and the nearest name. Where one schema does not know a part's type, the others decide.
Facts check_paths(const guardrails::Catalog& catalog, const std::vector<VersionedSchema>& schemas);

}  // namespace parapet::catalogc
