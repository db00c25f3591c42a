#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "parapet/detail/value.hpp"

namespace parapet::detail {

/// A JSON text as values, all strings literal.
struct JsonTree {
  const Value* root = nullptr;  ///< nullptr when the text cannot be read
  bool duplicate = false;       ///< some object has a key twice; its map is flagged, too
  unsigned duplicate_line = 0;  ///< where the first of these begins
  /// Lines of the objects near the root, where blocks stand.
  std::unordered_map<const Value*, unsigned> lines;

  // Why there is no root.
  std::string problem;
  unsigned line = 0;
};

/// Streams the text into the arena. Objects below `lined` levels have no line.
JsonTree read_json(std::string_view bytes, std::size_t lined);

}  // namespace parapet::detail
