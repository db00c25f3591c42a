#include "document/functions.hpp"

#include <algorithm>

namespace parapet::detail {

namespace {

std::vector<Function> gather() {
  std::vector<Function> all;
  for (const auto* some : {&text_functions(), &format_functions(), &collection_functions(), &set_functions(),
                           &number_functions(), &type_functions()}) {
    all.insert(all.end(), some->begin(), some->end());
  }
  std::sort(all.begin(), all.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
  return all;
}

/// The arguments with `list...` spread out; nothing when that list is unknown.
std::optional<std::vector<const Value*>> spread(std::vector<const Value*> arguments, bool expand, std::size_t most) {
  if (!expand) return arguments;
  const View last(arguments.back());
  if (!last.is_list() || last.size() > most) return std::nullopt;
  arguments.pop_back();
  for (std::size_t i = 0; i < last.size(); ++i) arguments.push_back(last.element(i).value());
  return arguments;
}

}  // namespace

const Function* find_function(std::string_view name) {
  static const std::vector<Function> all = gather();
  if (name.substr(0, 6) == "core::") name.remove_prefix(6);
  const auto found =
      std::lower_bound(all.begin(), all.end(), name,
                       [](const Function& function, std::string_view wanted) { return function.name < wanted; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

std::optional<std::int64_t> Call::integer(std::size_t position) const {
  const auto number = as_number((*this)[position]);
  return number ? number->as_integer() : std::nullopt;
}

std::optional<std::vector<View>> Call::elements(View list) const {
  if (!list.is_list() || !folder_.spend(list.size())) return std::nullopt;
  std::vector<View> result;
  result.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list.element(i).is_dynamic()) return std::nullopt;
    result.push_back(list.element(i));
  }
  return result;
}

std::optional<std::vector<std::string>> Call::texts(View list) const {
  const auto items = elements(list);
  if (!items) return std::nullopt;
  std::vector<std::string> result;
  result.reserve(items->size());
  for (const View item : *items) {
    auto text = as_text(inner(item));
    if (!text) return std::nullopt;
    result.push_back(std::move(*text));
  }
  return result;
}

std::optional<View> Call::whole(View value, int depth) const {
  constexpr int kMaxDepth = 60;
  const View known = inner(value);
  if (known.is_unset() || known.is_scalar()) return known;
  if (known.is_expression() || known.is_dynamic() || depth > kMaxDepth) return std::nullopt;
  if (known.is_list()) {
    std::vector<View> items;
    for (std::size_t i = 0; i < known.size(); ++i) {
      const auto item = whole(known.element(i), depth + 1);
      if (!item) return std::nullopt;
      items.push_back(*item);
    }
    return make_views(items);
  }
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known.kind() == Kind::record && known.value_at(i).value() == nullptr) continue;
    const View key = known.kind() == Kind::record ? View(make_text(known.name(i))) : inner(known.key_at(i));
    const auto name = as_text(key);
    const auto item = whole(known.value_at(i), depth + 1);
    if (!name || !item) return std::nullopt;
    entries.push_back(
        {key.is_text() ? key.value() : make_text(*name), item->value() == nullptr ? make_null() : item->value()});
  }
  const Value* map = make_map(entries.data(), entries.size());
  // A key that stands twice has no meaning that everybody shares.
  return map->flag != 0 ? std::nullopt : std::optional(View(map));
}

const Value* make_texts(const std::vector<std::string>& texts) {
  std::vector<const Value*> items;
  items.reserve(texts.size());
  for (const std::string& text : texts) items.push_back(make_text(text));
  return make_list(items.data(), items.size());
}

const Value* make_views(const std::vector<View>& views) {
  std::vector<const Value*> items;
  items.reserve(views.size());
  for (const View view : views) items.push_back(view.value());
  return make_list(items.data(), items.size());
}

const Value* Folder::call(const Value* value, const Place& place) {
  std::vector<const Value*> arguments;
  arguments.reserve(value->size);
  for (std::uint32_t i = 0; i < value->size; ++i) arguments.push_back(operand(arguments_of(value)[i], place));
  const char* name = payload<CallPart>(value)->name;
  const bool expand = value->flag == 1 && !arguments.empty();
  if (std::string_view(name) == "sensitive") met.sensitive = true;
  if (const Function* function = find_function(name)) {
    auto spread_out = spread(arguments, expand, 10'000);
    if (spread_out && spread_out->size() >= function->least && spread_out->size() <= function->most) {
      if (const Value* result = function->fold(Call(*this, place, std::move(*spread_out)))) return result;
    }
  }
  return make_call(name, arguments.data(), arguments.size(), expand);
}

}  // namespace parapet::detail
