#include "hidden_dynamic.hpp"

#include <algorithm>
#include <string>

#include "parapet/error.hpp"

namespace parapet::detail {

namespace {

template <class F>
bool any_part(const Value* value, F&& test) {
  if (value == nullptr) return false;
  switch (value->kind) {
    case Kind::list:
    case Kind::blocks:
      return std::any_of(elements_of(value), elements_of(value) + value->size, test);
    case Kind::record:
      return std::any_of(slots_of(value), slots_of(value) + value->size, test);
    case Kind::map:
      return std::any_of(entries_of(value), entries_of(value) + value->size,
                         [&](const Entry& entry) { return test(entry.value); });
    case Kind::dynamic:
      return test(payload<DynamicBlock>(value)->content);
    default:
      return false;
  }
}

/// An object, or one in a list, with the two members of a dynamic block.
bool is_dynamic_block(const Value* value) {
  if (value == nullptr) return false;
  if (value->kind == Kind::map)
    return member_of(value, "for_each") != nullptr && member_of(value, "content") != nullptr;
  return (value->kind == Kind::list || value->kind == Kind::blocks) && any_part(value, is_dynamic_block);
}

/// Labels with dynamic blocks, in an object or a list of objects.
bool holds_dynamic_blocks(const Value* value) {
  if (value == nullptr) return false;
  if (value->kind == Kind::map) return any_part(value, is_dynamic_block);
  return (value->kind == Kind::list || value->kind == Kind::blocks) && any_part(value, holds_dynamic_blocks);
}

bool is_hiding(const Value* value) {
  if (value != nullptr && value->kind == Kind::map && holds_dynamic_blocks(member_of(value, "dynamic"))) return true;
  return any_part(value, is_hiding);
}

}  // namespace

void refuse_hidden_dynamic(const Element* element, const Value* body) {
  if (!is_hiding(body)) return;
  throw Error(
      place_of(element) +
      ": an object called `dynamic` holds dynamic blocks, which nobody could judge; make them with parapet::dynamic");
}

}  // namespace parapet::detail
