#include <algorithm>
#include <unordered_set>

#include "document/functions.hpp"

namespace parapet::detail {

namespace {

/// The elements of a list without repetitions, in their order; whole ones are compared, unknown ones all kept.
std::optional<std::vector<View>> distinct_items(const Call& call, View list) {
  const auto items = call.elements(list);
  if (!items) return std::nullopt;
  std::vector<View> kept;
  std::unordered_set<std::string> seen;
  for (const View item : *items) {
    const auto whole = call.whole(item);
    if (whole && !seen.insert(encode_json(*whole)).second) continue;
    kept.push_back(whole ? *whole : call.inner(item));
  }
  return kept;
}

/// Sets of texts are iterated in order.
const Value* make_set(std::vector<View> items) {
  const bool texts = std::all_of(items.begin(), items.end(), [](View item) { return item.is_text(); });
  if (texts) std::sort(items.begin(), items.end(), [](View a, View b) { return a.text() < b.text(); });
  auto* set = const_cast<Value*>(make_views(items));
  set->flag = kSet;
  return set;
}

const Value* distinct(const Call& call) {
  const auto items = distinct_items(call, call[0]);
  return items ? make_views(*items) : nullptr;
}

const Value* toset(const Call& call) {
  const auto items = distinct_items(call, call[0]);
  return items ? make_set(*items) : nullptr;
}

const Value* setunion(const Call& call) {
  std::vector<View> all;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const auto items = call.elements(call[i]);
    if (!items) return nullptr;
    all.insert(all.end(), items->begin(), items->end());
  }
  const auto items = distinct_items(call, make_views(all));
  return items ? make_set(*items) : nullptr;
}

std::optional<std::unordered_set<std::string>> encoded(const Call& call, View list) {
  const auto items = call.elements(list);
  if (!items) return std::nullopt;
  std::unordered_set<std::string> result;
  for (const View item : *items) {
    const auto whole = call.whole(item);
    if (!whole) return std::nullopt;
    result.insert(encode_json(*whole));
  }
  return result;
}

/// The elements of the first set that all others have (`wanted`), or that the second does not have.
const Value* filtered(const Call& call, bool wanted) {
  const auto items = distinct_items(call, call[0]);
  if (!items) return nullptr;
  std::vector<View> kept = *items;
  for (std::size_t i = 1; i < call.size(); ++i) {
    const auto others = encoded(call, call[i]);
    if (!others) return nullptr;
    for (const View item : kept) {
      if (!call.whole(item)) return nullptr;
    }
    kept.erase(std::remove_if(kept.begin(), kept.end(),
                              [&](View item) { return (others->count(encode_json(item)) != 0) != wanted; }),
               kept.end());
  }
  return make_set(std::move(kept));
}

const Value* setintersection(const Call& call) { return filtered(call, true); }
const Value* setsubtract(const Call& call) { return filtered(call, false); }

}  // namespace

const std::vector<Function>& set_functions() {
  static const std::vector<Function> functions{
      {"distinct", 1, 1, distinct},
      {"setintersection", 1, 100, setintersection},
      {"setsubtract", 2, 2, setsubtract},
      {"setunion", 1, 100, setunion},
      {"toset", 1, 1, toset},
  };
  return functions;
}

}  // namespace parapet::detail
