#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/document/view.hpp"

namespace parapet::importing {

/// A reference taken apart: `aws_vpc.main.id` is the root `aws_vpc` and two steps.
struct Traversal {
  struct Part {
    enum class Kind { attribute, index, splat };
    Kind kind = Kind::attribute;
    std::string_view name;  ///< of an attribute
    View key;               ///< of an index
  };
  std::string_view root;
  std::vector<Part> parts;

  bool is_attribute(std::size_t position) const {
    return position < parts.size() && parts[position].kind == Part::Kind::attribute;
  }
};

/// The reference that an expression is; nothing if it is anything else.
std::optional<Traversal> traversal_of(View value);

/// Calls `visit` with the longest form of every reference in a value.
void each_traversal(View value, const std::function<void(const Traversal&)>& visit);

/// Takes away what only says that an expression is written without `${}`.
View without_bare(View value);

}  // namespace parapet::importing
