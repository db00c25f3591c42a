#include "modules/division.hpp"

#include <algorithm>

#include "guardrails/versions.hpp"

namespace parapet::modules {

using guardrails::Requirement;

namespace {

std::map<std::string_view, std::string_view> owners_in(const Plan& plan) {
  std::map<std::string_view, std::map<std::string_view, std::size_t>> counts;
  std::map<std::string_view, std::size_t> sizes;
  for (const Requirement* requirement : plan.requirements) {
    ++counts[requirement->resource][service_of(*requirement)];
    ++sizes[service_of(*requirement)];
  }
  std::map<std::string_view, std::string_view> found;
  for (const auto& [type, services] : counts) {
    const auto weight = [&](const auto& one) { return std::pair(sizes.at(one.first), one.second); };
    found[type] = std::max_element(services.begin(), services.end(), [&](const auto& one, const auto& other) {
                    return weight(one) < weight(other);
                  })->first;
  }
  return found;
}

/// Whether the provider has an argument nearly everywhere.
bool is_common(const schema::ProviderSchema& provider, std::string_view name) {
  const auto having =
      std::count_if(provider.resources.begin(), provider.resources.end(), [&](const schema::ResourceType& type) {
        const schema::Attribute* found = type.block.attribute(name);
        return found != nullptr && found->optional;
      });
  return 3 * static_cast<std::size_t>(having) > provider.resources.size();
}

}  // namespace

std::string_view service_of(const Requirement& requirement) {
  return requirement.id.substr(0, requirement.id.find(':'));
}

bool forbids_type(const Requirement& requirement) {
  return requirement.when == nullptr && requirement.require->kind == guardrails::Condition::Kind::never;
}

Division::Division(const Plan& plan) : plan_(plan), owners_(owners_in(plan)) {
  for (const Requirement* requirement : plan.requirements) {
    if (forbids_type(*requirement) && requirement->tier <= plan.tier) forbidden_.insert(requirement->resource);
  }
  for (const SharedArgument& shared : plan.settings.shared) {
    if (is_common(plan.provider, shared.name)) shared_.insert(shared.name);
  }
}

std::vector<std::string> Division::services() const {
  std::set<std::string> services;
  for (const Requirement* requirement : plan_.requirements) {
    if (is_obeyed(*requirement) && has_block(requirement->resource))
      services.insert(std::string(owner(requirement->resource)));
  }
  return {services.begin(), services.end()};
}

std::string_view Division::owner(std::string_view type) const {
  const auto found = owners_.find(type);
  return found == owners_.end() ? std::string_view() : found->second;
}

bool Division::has_block(std::string_view type) const {
  const schema::ResourceType* found = plan_.provider.find(schema::Category::resource, type);
  return found != nullptr && !found->block.deprecated && !plan_.settings.left_out.contains(type) &&
         !forbidden_.contains(type);
}

bool Division::is_obeyed(const Requirement& requirement) const {
  return requirement.tier <= plan_.tier && guardrails::is_in_force(requirement, plan_.version);
}

}  // namespace parapet::modules
