#pragma once

#include <string_view>
#include <vector>

#include "parapet/document/resolve.hpp"
#include "parapet/guardrails/truth.hpp"

/// Other resources that a predicate looks at; conditions have `connected`.
namespace parapet::guardrails {

struct Neighbour {
  const DocumentBlock* block = nullptr;
  Place place;          ///< of the instance
  bool certain = true;  ///< false: may be another instance, or another resource
};

struct Neighbours {
  std::vector<Neighbour> found;
  bool complete = true;  ///< false: something that no document holds is meant as well, or instead
};

/// Which resources are looked for: types of the provider (`*_parameter_group` for all that end so), and the attributes
/// whose literal value names one.
struct Wanted {
  std::vector<std::string_view> types;
  std::vector<std::string_view> names;
};

/// The resources that a value names: by reference, also through other resources, or by a name they have as well. A list
/// names several.
Neighbours neighbours(Resolver& resolver, const Resolved& value, const Wanted& wanted);

/// Every resource of exactly this type in all documents, one per instance.
std::vector<Neighbour> resources_of(Resolver& resolver, std::string_view type);

/// Whether both are the same instance of the same resource.
Truth is_same(const Neighbour& left, const Neighbour& right);

}  // namespace parapet::guardrails
