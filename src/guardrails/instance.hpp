#pragma once

#include "parapet/document/resolve.hpp"

/// Blocks with `count` or `for_each`, and the instance that is looked at.
namespace parapet::guardrails {

/// References are followed this far; a program that needs more hides something.
inline constexpr int kLongestChain = 8;

inline bool has_instances(const DocumentBlock& block) {
  const View body(block.body);
  return static_cast<bool>(body.member("for_each")) || static_cast<bool>(body.member("count"));
}

/// Whether what a place is about is there for certain: a block with `count` or `for_each` that nobody knows, or that
/// are empty only by a variable's default, may have no instance at all.
inline bool is_certain(const Place& place) {
  return place.block == nullptr || place.bindings != nullptr || !has_instances(*place.block);
}

/// The key of the instance that a place is about; empty for a whole block.
inline View own_key(const Place& place) {
  for (const Binding* binding = place.bindings; binding != nullptr; binding = binding->outer) {
    if (binding->known && (binding->name == "each" || binding->name == "count")) return binding->key;
  }
  return {};
}

}  // namespace parapet::guardrails
