#include <algorithm>

#include "document/folder.hpp"

namespace parapet::detail {

std::optional<std::vector<Binding>> Folder::bindings_of(const Value* collection, std::string_view name,
                                                        const Place& place) {
  const View view(collection);
  if (!spend(view.size()) || !(view.is_list() || view.is_object())) return std::nullopt;
  std::vector<Binding> bindings;
  for (std::size_t i = 0; view.is_list() && i < view.size(); ++i) {
    if (view.element(i).is_dynamic()) return std::nullopt;
    const Value* element = fold(view.element(i).value(), bare(place));
    bindings.push_back({name, element, element, place.bindings});
  }
  for (std::size_t i = 0; view.is_object() && i < view.size(); ++i) {
    const bool record = view.kind() == Kind::record;
    const View value = view.value_at(i);
    if (record && value.value() == nullptr) continue;
    const Value* key = record ? make_text(view.name(i)) : operand(view.key_at(i).value(), bare(place));
    bindings.push_back({name, key, value.value() == nullptr ? make_null() : value, place.bindings});
  }
  if (view.is_object()) {
    std::stable_sort(bindings.begin(), bindings.end(),
                     [](const Binding& a, const Binding& b) { return a.key.text() < b.key.text(); });
  }
  return bindings;
}

const Folder::Instances& Folder::instances(const DocumentBlock& block, const Document* document) {
  if (const auto known = instances_.find(&block); known != instances_.end() && known->second.lasting) {
    met.add(known->second.met);
    return known->second;
  }
  const Met before = std::exchange(met, {});
  Instances result = find_instances(block, document);
  result.met = met;
  result.lasting = is_lasting();
  met.add(before);
  return instances_[&block] = std::move(result);
}

std::vector<const Binding*> Folder::keep(const std::vector<Binding>& bindings) {
  std::vector<const Binding*> kept;
  kept.reserve(bindings.size());
  for (const Binding& binding : bindings) kept.push_back(&bindings_.emplace_back(binding));
  return kept;
}

const Folder::Instances& Folder::blocks_of(const Value* dynamic, std::string_view label, const Place& place) {
  Instances& known = dynamics_[{dynamic, place.bindings}];
  if (known.lasting) {
    met.add(known.met);
    return known;
  }
  const Met before = std::exchange(met, {});
  const View block(dynamic);
  const std::string_view name = block.dynamic_iterator().empty() ? label : block.dynamic_iterator();
  const auto bindings = bindings_of(operand(block.dynamic_for_each().value(), place), name, place);
  Instances result;
  // Nothing is certain about a collection that is empty only as long as nobody sets a variable.
  result.unknown = !bindings || (bindings->empty() && met.from_variable);
  result.bindings = result.unknown ? keep({Binding{name, {}, {}, place.bindings, false, false}}) : keep(*bindings);
  result.met = met;
  result.lasting = is_lasting();
  met.add(before);
  return dynamics_[{dynamic, place.bindings}] = std::move(result);
}

Folder::Instances Folder::find_instances(const DocumentBlock& block, const Document* document) {
  constexpr std::int64_t kMaxCount = 10'000;
  Instances result;
  const Place place{document, nullptr, nullptr};
  const bool has_body = block.kind != NodeKind::local;
  const View each = has_body ? View(block.body).member("for_each") : View();
  const View count = has_body ? View(block.body).member("count") : View();
  result.none = each.is_unset() && count.is_unset();
  if (each) {
    const auto bindings = bindings_of(operand(each.value(), place), "each", place);
    result.unknown = !bindings.has_value();
    if (bindings) result.bindings = keep(*bindings);
  } else if (count) {
    const auto number = as_number(operand(count.value(), place));
    const auto integer = number ? number->as_integer() : std::nullopt;
    result.unknown = !integer || *integer < 0 || *integer > kMaxCount;
    for (std::int64_t i = 0; !result.unknown && i < *integer; ++i)
      result.bindings.push_back(&bindings_.emplace_back(Binding{"count", make_integer(i), {}}));
  }
  return result;
}

}  // namespace parapet::detail
