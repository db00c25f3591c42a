#include "import/traversal.hpp"

#include <algorithm>

#include "core/visit.hpp"

namespace parapet::importing {

using detail::Kind;
using detail::Value;

std::optional<Traversal> traversal_of(View value) {
  Traversal found;
  const Value* at = without_bare(value).value();
  for (; at != nullptr && at->kind != Kind::name;) {
    if (at->kind == Kind::get) {
      const auto& part = *detail::payload<detail::GetPart>(at);
      found.parts.push_back({Traversal::Part::Kind::attribute, {part.name, at->size}, {}});
      at = part.base;
    } else if (at->kind == Kind::index) {
      const auto& part = *detail::payload<detail::IndexPart>(at);
      found.parts.push_back({Traversal::Part::Kind::index, {}, View(part.key)});
      at = part.base;
    } else if (at->kind == Kind::splat) {
      found.parts.push_back({Traversal::Part::Kind::splat, {}, {}});
      at = *detail::payload<const Value*>(at);
    } else {
      return std::nullopt;
    }
  }
  if (at == nullptr) return std::nullopt;
  found.root = detail::text_of(at);
  std::reverse(found.parts.begin(), found.parts.end());
  return found;
}

void each_traversal(View value, const std::function<void(const Traversal&)>& visit) {
  if (value.value() == nullptr) return;
  if (const auto traversal = traversal_of(value)) {
    visit(*traversal);
    for (const Traversal::Part& part : traversal->parts) each_traversal(part.key, visit);
    return;
  }
  detail::for_each_child(value.value(), [&](const Value* child) { each_traversal(View(child), visit); });
}

View without_bare(View value) {
  return value.kind() == Kind::bare ? View(*detail::payload<const Value*>(value.value())) : value;
}

}  // namespace parapet::importing
