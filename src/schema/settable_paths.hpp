#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace parapet::schema {

/// The paths of what a configuration can set in a type, in the grammar of schema/path.hpp: outer ones first, then in
/// the order of the schema, at most `most` of them. `[*]` stands behind everything that can occur more than once. Left
/// out are timeouts and what is deprecated.
std::vector<std::string> settable_paths(const ResourceType& type, std::size_t most);

}  // namespace parapet::schema
