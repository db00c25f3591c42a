#include <algorithm>

#include "document/folder.hpp"

namespace parapet::detail {

namespace {

constexpr std::size_t kSteps = 50'000;
constexpr int kDeepestFold = 150;

bool is_traversal(const Value* value) {
  return value->kind == Kind::get || value->kind == Kind::index || value->kind == Kind::splat;
}

}  // namespace

const Value* unknown(View text) { return text.kind() == Kind::raw ? text.value() : make_raw(render(text, 500)); }

std::optional<std::vector<std::pair<std::string_view, const Value*>>> sorted_members(View object) {
  std::vector<std::pair<std::string_view, const Value*>> members;
  members.reserve(object.size());
  for (std::size_t i = 0; i < object.size(); ++i) {
    if (object.kind() == Kind::map && !object.key_at(i).is_text()) return std::nullopt;
    const Value* value = object.value_at(i).value();
    if (value != nullptr || object.kind() == Kind::map)
      members.emplace_back(object.name(i), value == nullptr ? make_null() : value);
  }
  const auto by_name = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::stable_sort(members.begin(), members.end(), by_name);
  const auto twice = std::adjacent_find(members.begin(), members.end(),
                                        [](const auto& a, const auto& b) { return a.first == b.first; });
  if (twice != members.end()) return std::nullopt;
  return members;
}

void Folder::begin() {
  met = {};
  undecided_ = {};
  left_ = kSteps;
}

void Folder::Met::add(const Met& other) {
  sensitive |= other.sensitive;
  from_variable |= other.from_variable;
  instance |= other.instance;
  undecided |= other.undecided;
  truncated |= other.truncated;
}

bool Folder::spend(std::size_t steps) {
  if (steps > left_) {
    left_ = 0;
    met.truncated = true;
    return false;
  }
  left_ -= steps;
  return true;
}

const Value* Folder::fold(const Value* value, const Place& place) {
  if (value == nullptr) return make_null();
  met.truncated |= depth_ >= kDeepestFold;
  if (depth_ >= kDeepestFold || !spend(1)) return make_raw("(too complex)");
  ++depth_;
  const Value* result = fold_one(value, place);
  --depth_;
  return result;
}

const Value* Folder::fold_one(const Value* value, const Place& place) {
  switch (value->kind) {
    case Kind::list:
    case Kind::blocks:
      return needs_closing(place) ? close_list(value, place) : value;
    case Kind::map:
    case Kind::record:
      return needs_closing(place) ? close_object(value, place) : value;
    case Kind::dynamic:
      return needs_closing(place) ? make_raw("(dynamic block)") : value;
    case Kind::root:
    case Kind::name:
    case Kind::get:
    case Kind::index:
    case Kind::splat:
      return traversal(value, place);
    case Kind::call:
      return call(value, place);
    case Kind::unary:
      return unary(value, place);
    case Kind::binary:
      return binary(value, place);
    case Kind::conditional:
      return conditional(value, place);
    case Kind::join:
      return join(value, place);
    case Kind::for_each:
      return for_expression(value, place);
    case Kind::bare:
      return fold(*payload<const Value*>(value), place);
    default:
      return value;
  }
}

const Value* Folder::operand(const Value* value, const Place& place) {
  const Value* folded = fold(value, place);
  if (!is_traversal(folded)) return folded;
  Target target;
  if (!target_of(folded, place, target)) return folded;
  const Value* given = configured(target);
  return given == nullptr || is_expression(given) || given->kind == Kind::null ? folded : given;
}

/// Whether names inside could mean something else elsewhere.
bool Folder::needs_closing(const Place& place) const {
  if (place.bindings != nullptr) return true;
  if (place.block == nullptr || place.block->kind == NodeKind::local) return false;
  const View body(place.block->body);
  return body.member("for_each") || body.member("count");
}

const Value* Folder::close_list(const Value* value, const Place& place) {
  std::vector<const Value*> items;
  items.reserve(value->size);
  for (std::uint32_t i = 0; i < value->size; ++i) items.push_back(fold(elements_of(value)[i], place));
  return value->kind == Kind::list ? make_list(items.data(), items.size()) : make_blocks(items.data(), items.size());
}

const Value* Folder::close_object(const Value* value, const Place& place) {
  const View object(value);
  std::vector<Entry> entries;
  entries.reserve(object.size());
  for (std::size_t i = 0; i < object.size(); ++i) {
    const Value* member = object.value_at(i).value();
    if (object.kind() == Kind::record) {
      if (member != nullptr) entries.push_back({make_text(object.name(i)), fold(member, place)});
    } else {
      entries.push_back({operand(object.key_at(i).value(), place), fold(member, place)});
    }
  }
  for (Entry& entry : entries) {
    const auto text = as_text(entry.key);
    if (text && entry.key->kind != Kind::text) entry.key = make_text(*text);
  }
  return make_map(entries.data(), entries.size());
}

}  // namespace parapet::detail
