#include "guardrails/by_type.hpp"

#include <algorithm>
#include <unordered_map>

#include "guardrails/types.hpp"
#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails {

namespace {

using ByType = std::unordered_map<std::string_view, std::vector<const Requirement*>>;

const ByType& compiled_by_type() {
  static const ByType by_type = [] {
    ByType map;
    for (const Requirement* requirement : compiled_requirements()) map[requirement->resource].push_back(requirement);
    return map;
  }();
  return by_type;
}

void append(std::string_view type, std::vector<const Requirement*>& to) {
  const auto found = compiled_by_type().find(type);
  if (found != compiled_by_type().end()) to.insert(to.end(), found->second.begin(), found->second.end());
}

}  // namespace

std::vector<const Requirement*> requirements_for(std::string_view type, const std::vector<const Requirement*>* all) {
  const std::string_view canonical = canonical_type(type);
  std::vector<const Requirement*> result;
  if (all != nullptr) {
    std::copy_if(all->begin(), all->end(), std::back_inserter(result), [&](const Requirement* requirement) {
      return requirement->resource == type || requirement->resource == canonical;
    });
    return result;
  }
  append(type, result);
  if (canonical != type) {
    append(canonical, result);
    std::sort(result.begin(), result.end(), [](const Requirement* a, const Requirement* b) { return a->id < b->id; });
  }
  return result;
}

}  // namespace parapet::guardrails
