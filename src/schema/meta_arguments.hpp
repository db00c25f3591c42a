#pragma once

#include <span>
#include <string_view>

#include "schema/schema.hpp"

namespace parapet::schema {

/// An argument that the engine adds to every block of a category, with the C++ type of its member.
struct MetaArgument {
  std::string_view name;
  std::string_view slot;
  std::string_view shape;
  std::string_view flags;
};

/// The meta-arguments of a category, sorted. A provider's `alias` is written like an attribute and has the shape of
/// one.
std::span<const MetaArgument> meta_arguments(Category category);

/// What is inside `lifecycle`; no schema says it.
const Block& lifecycle_block();

}  // namespace parapet::schema
