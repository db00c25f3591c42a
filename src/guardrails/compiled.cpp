#include <algorithm>

#include "parapet/error.hpp"
#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails {

namespace {

/// Filled before main, by the compiled catalogs' own initialisers, in any order.
std::vector<CompiledCatalog>& catalogs() {
  static std::vector<CompiledCatalog> catalogs;
  return catalogs;
}

/// An exception for one of two requirements with the same id would permit the other, too.
void refuse_doubles(const std::vector<const Requirement*>& sorted) {
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end(),
                                        [](const Requirement* a, const Requirement* b) { return a->id == b->id; });
  if (twice == sorted.end()) return;
  throw Error("two catalogs of this program have a requirement " + std::string((*twice)->id) + ": one about `" +
              std::string((*twice)->resource) + "`, one about `" + std::string(twice[1]->resource) +
              "`; name the services of one of them differently");
}

}  // namespace

bool register_catalog(const CompiledCatalog& catalog) {
  catalogs().push_back(catalog);
  return true;
}

const std::vector<const Requirement*>& compiled_requirements() {
  static const std::vector<const Requirement*> requirements = [] {
    std::vector<const Requirement*> all;
    for (const CompiledCatalog& catalog : catalogs()) {
      for (const Requirement& requirement : catalog.requirements) all.push_back(&requirement);
    }
    std::sort(all.begin(), all.end(), [](const Requirement* a, const Requirement* b) { return a->id < b->id; });
    refuse_doubles(all);
    return all;
  }();
  return requirements;
}

const std::vector<ProviderFacts>& compiled_providers() {
  static const std::vector<ProviderFacts> providers = [] {
    std::vector<ProviderFacts> all;
    for (const CompiledCatalog& catalog : catalogs())
      all.insert(all.end(), catalog.providers.begin(), catalog.providers.end());
    std::sort(all.begin(), all.end(),
              [](const ProviderFacts& a, const ProviderFacts& b) { return a.source < b.source; });
    return all;
  }();
  return providers;
}

std::string_view compiled_contact() {
  std::string_view name, contact;
  for (const CompiledCatalog& catalog : catalogs()) {
    if (catalog.contact.empty() || (!name.empty() && name < catalog.name)) continue;
    name = catalog.name;
    contact = catalog.contact;
  }
  return contact;
}

}  // namespace parapet::guardrails
