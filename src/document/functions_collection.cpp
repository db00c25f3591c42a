#include <algorithm>
#include <map>

#include "document/functions.hpp"

namespace parapet::detail {

namespace {

const Value* concat(const Call& call) {
  std::vector<View> all;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const auto items = call.elements(call[i]);
    if (!items) return nullptr;
    all.insert(all.end(), items->begin(), items->end());
  }
  return make_views(all);
}

const Value* merge(const Call& call) {
  std::map<std::string_view, const Value*> merged;
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (call[i].kind() == Kind::null) continue;
    if (!call[i].is_object() || !call.folder().spend(call[i].size())) return nullptr;
    const auto members = sorted_members(call[i]);
    if (!members) return nullptr;
    for (const auto& [name, value] : *members) merged[name] = value;
  }
  std::vector<Entry> entries;
  for (const auto& [name, value] : merged) entries.push_back({make_text(name), value});
  return make_map(entries.data(), entries.size());
}

const Value* lookup(const Call& call) {
  const auto key = call.text(1);
  if (!key || !call[0].is_object()) return nullptr;
  const auto members = sorted_members(call[0]);
  if (!members) return nullptr;
  for (const auto& [name, value] : *members) {
    if (name == *key) return call.inner(value).value();
  }
  return call.size() == 3 ? call[2].value() : nullptr;
}

/// The first that is neither null nor an empty text; an unknown one before it hides it.
const Value* coalesce(const Call& call) {
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (call[i].is_expression()) return nullptr;
    const bool empty = call[i].is_unset() || (call[i].is_text() && call[i].text().empty());
    if (!empty) return call[i].value();
  }
  return nullptr;
}

const Value* coalescelist(const Call& call) {
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (call[i].is_expression()) return nullptr;
    if (call[i].is_list() && call[i].size() != 0) return call[i].value();
  }
  return nullptr;
}

const Value* compact(const Call& call) {
  const auto items = call.elements(call[0]);
  if (!items) return nullptr;
  std::vector<View> kept;
  for (const View item : *items) {
    const View known = call.inner(item);
    if (known.is_expression()) return nullptr;
    if (!known.is_unset() && !(known.is_text() && known.text().empty())) kept.push_back(known);
  }
  return make_views(kept);
}

/// Whether `wanted` is among the items; nothing if an unknown one may be it.
std::optional<bool> found(const Call& call, const std::vector<View>& items, View wanted) {
  const auto whole_wanted = call.whole(wanted);
  bool unsure = !whole_wanted;
  for (const View item : items) {
    const auto whole = call.whole(item);
    if (whole && whole_wanted && same(*whole, *whole_wanted)) return true;
    unsure = unsure || !whole;
  }
  return unsure ? std::nullopt : std::optional(false);
}

const Value* contains(const Call& call) {
  const auto items = call.elements(call[0]);
  const auto result = items ? found(call, *items, call[1]) : std::nullopt;
  return result ? make_boolean(*result) : nullptr;
}

const Value* element(const Call& call) {
  const auto items = call.elements(call[0]);
  const auto position = call.integer(1);
  if (!items || items->empty() || !position || *position < 0) return nullptr;
  return call.inner((*items)[static_cast<std::size_t>(*position) % items->size()]).value();
}

bool flatten_into(const Call& call, View list, int depth, std::vector<View>& flat) {
  constexpr int kMaxDepth = 60;
  const auto items = call.elements(list);
  if (!items || depth > kMaxDepth) return false;
  for (const View item : *items) {
    const View known = call.inner(item);
    // An unknown element may be a list; a reference to something unknown may be, too.
    if (known.is_expression()) return false;
    if (!known.is_list()) {
      flat.push_back(known);
    } else if (!flatten_into(call, known, depth + 1, flat)) {
      return false;
    }
  }
  return true;
}

const Value* flatten(const Call& call) {
  std::vector<View> flat;
  return flatten_into(call, call[0], 0, flat) ? make_views(flat) : nullptr;
}

const Value* index(const Call& call) {
  const auto items = call.elements(call[0]);
  const auto wanted = call.whole(call[1]);
  if (!items || !wanted) return nullptr;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto whole = call.whole((*items)[i]);
    if (!whole) return nullptr;
    if (same(*whole, *wanted)) return make_integer(static_cast<std::int64_t>(i));
  }
  return nullptr;
}

const Value* keys(const Call& call) {
  const auto members = call[0].is_object() ? sorted_members(call[0]) : std::nullopt;
  if (!members || !call.folder().spend(members->size())) return nullptr;
  std::vector<std::string> names;
  for (const auto& [name, value] : *members) names.emplace_back(name);
  return make_texts(names);
}

const Value* values(const Call& call) {
  const auto members = call[0].is_object() ? sorted_members(call[0]) : std::nullopt;
  if (!members || !call.folder().spend(members->size())) return nullptr;
  std::vector<View> result;
  for (const auto& [name, value] : *members) result.emplace_back(value);
  return make_views(result);
}

/// Characters of a text are counted only where each is one byte.
const Value* length(const Call& call) {
  const View of = call[0];
  if (of.is_list() && !call.elements(of)) return nullptr;
  if (of.is_text() &&
      std::any_of(of.text().begin(), of.text().end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return nullptr;
  if (!of.is_list() && !of.is_object() && !of.is_text()) return nullptr;
  const auto members = of.is_object() ? sorted_members(of) : std::nullopt;
  if (of.is_object() && !members) return nullptr;
  const std::size_t size = of.is_text() ? of.text().size() : of.is_object() ? members->size() : of.size();
  return make_integer(static_cast<std::int64_t>(size));
}

const Value* one(const Call& call) {
  const auto items = call.elements(call[0]);
  if (!items || items->size() > 1) return nullptr;
  return items->empty() ? make_null() : call.inner(items->front()).value();
}

const Value* reverse(const Call& call) {
  auto items = call.elements(call[0]);
  if (!items) return nullptr;
  std::reverse(items->begin(), items->end());
  return make_views(*items);
}

const Value* slice(const Call& call) {
  const auto items = call.elements(call[0]);
  const auto from = call.integer(1);
  const auto to = call.integer(2);
  if (!items || !from || !to || *from < 0 || *to < *from || static_cast<std::size_t>(*to) > items->size())
    return nullptr;
  return make_views({items->begin() + *from, items->begin() + *to});
}

const Value* sort(const Call& call) {
  auto texts = call.texts(call[0]);
  if (!texts) return nullptr;
  std::sort(texts->begin(), texts->end());
  return make_texts(*texts);
}

const Value* zipmap(const Call& call) {
  const auto names = call.texts(call[0]);
  const auto items = call.elements(call[1]);
  if (!names || !items || names->size() != items->size()) return nullptr;
  std::map<std::string_view, View> zipped;
  for (std::size_t i = 0; i < names->size(); ++i) zipped[(*names)[i]] = (*items)[i];
  std::vector<Entry> entries;
  for (const auto& [name, value] : zipped) entries.push_back({make_text(name), value.value()});
  return make_map(entries.data(), entries.size());
}

/// `anytrue` is decided by one true element, `alltrue` by one false.
const Value* decided_by(const Call& call, bool decides) {
  const auto items = call.elements(call[0]);
  if (!items) return nullptr;
  bool unsure = false;
  for (const View item : *items) {
    const View known = call.inner(item);
    const auto boolean = known.is_unset() ? std::optional(false) : as_boolean(known);
    if (boolean == decides) return make_boolean(decides);
    unsure = unsure || !boolean;
  }
  return unsure ? nullptr : make_boolean(!decides);
}

const Value* alltrue(const Call& call) { return decided_by(call, false); }
const Value* anytrue(const Call& call) { return decided_by(call, true); }

}  // namespace

const std::vector<Function>& collection_functions() {
  static const std::vector<Function> functions{
      {"alltrue", 1, 1, alltrue},
      {"anytrue", 1, 1, anytrue},
      {"coalesce", 1, 100, coalesce},
      {"coalescelist", 1, 100, coalescelist},
      {"compact", 1, 1, compact},
      {"concat", 1, 100, concat},
      {"contains", 2, 2, contains},
      {"element", 2, 2, element},
      {"flatten", 1, 1, flatten},
      {"index", 2, 2, index},
      {"keys", 1, 1, keys},
      {"length", 1, 1, length},
      {"lookup", 2, 3, lookup},
      {"merge", 0, 100, merge},
      {"one", 1, 1, one},
      {"reverse", 1, 1, reverse},
      {"slice", 3, 3, slice},
      {"sort", 1, 1, sort},
      {"values", 1, 1, values},
      {"zipmap", 2, 2, zipmap},
  };
  return functions;
}

}  // namespace parapet::detail
