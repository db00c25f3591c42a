#pragma once

#include "parapet/detail/value.hpp"

namespace parapet::detail {

/// Calls `f` with every direct part of a value (never nullptr).
template <class F>
void for_each_child(const Value* value, F&& f) {
  const auto each = [&](const Value* const* items, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (items[i] != nullptr) f(items[i]);
    }
  };
  switch (value->kind) {
    case Kind::list:
    case Kind::blocks:
    case Kind::join:
    case Kind::unary:
    case Kind::binary:
    case Kind::conditional:
      return each(elements_of(value), value->size);
    case Kind::call:
      return each(arguments_of(value), value->size);
    case Kind::record:
      return each(slots_of(value), value->size);
    case Kind::map:
      for (std::uint32_t i = 0; i < value->size; ++i) {
        const Entry& entry = entries_of(value)[i];
        const Value* parts[] = {entry.key, entry.value};
        each(parts, 2);
      }
      return;
    case Kind::get: {
      const Value* base = payload<GetPart>(value)->base;
      return each(&base, 1);
    }
    case Kind::index:
      return each(payload<const Value*>(value), 2);
    case Kind::splat:
    case Kind::bare:
      return each(payload<const Value*>(value), 1);
    case Kind::dynamic:
      return each(payload<const Value*>(value), 3);
    case Kind::for_each:
      return each(payload<const Value*>(value), 6);
    default:
      return;
  }
}

/// Whether an expression refers to anything outside itself (or is handwritten, which counts).
inline bool contains_reference(const Value* value) {
  if (value->kind == Kind::root || value->kind == Kind::name || value->kind == Kind::raw) return true;
  bool found = false;
  for_each_child(value, [&](const Value* child) { found = found || contains_reference(child); });
  return found;
}

}  // namespace parapet::detail
