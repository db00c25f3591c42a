#include "requirements/catalog_index.hpp"

#include <algorithm>

#include "requirements/ledger.hpp"
#include "requirements/names.hpp"

namespace parapet::requirements {

using guardrails::Condition;
using guardrails::Literal;
using guardrails::Requirement;

namespace {

using Kind = Condition::Kind;

bool same_value(const Literal& literal, const Json& value) {
  switch (literal.kind) {
    case Literal::Kind::boolean:
      return value == literal.boolean;
    case Literal::Kind::number:
      return value.is_number() && value.get<double>() == literal.number;
    case Literal::Kind::text:
      return value == literal.text;
    case Literal::Kind::list:
      return std::any_of(literal.list.begin(), literal.list.end(), [&](const Literal& l) { return same_value(l, value); });
    case Literal::Kind::none:
      break;
  }
  return false;
}

/// The only path among the arguments of a predicate; nullptr if there are several.
const guardrails::Path* only_path(const Condition& predicate) {
  const guardrails::Path* path = nullptr;
  for (const guardrails::Argument& argument : predicate.arguments) {
    if (argument.path == nullptr) continue;
    if (path != nullptr) return nullptr;
    path = argument.path;
  }
  return path;
}

/// Without `data.`, of which services know nothing.
std::string_view bare_type(std::string_view resource) {
  return resource.starts_with("data.") ? resource.substr(5) : resource;
}

std::string claim_of(std::string_view tool, std::string_view id) { return std::string(tool) + " " + std::string(id); }

}  // namespace

CatalogIndex::CatalogIndex(const Requirements& catalog) : all_(catalog) {
  for (const Requirement* requirement : all_) {
    const std::string service(service_of_id(requirement->id));
    services_.insert(service);
    ids_.emplace(requirement->id);
    unsigned& highest = highest_[service];
    highest = std::max(highest, number_of_id(requirement->id));
    providers_.emplace(service, requirement->cloud_provider);
    for (const guardrails::Source& source : requirement->sources) {
      for (const std::string_view id : source.ids) claims_[claim_of(source.tool, id)].push_back(requirement);
    }
    index_condition(*requirement, *requirement->require, "");
    const std::string_view type = bare_type(requirement->resource);
    for (std::size_t end = type.find('_'); end != std::string_view::npos; end = type.find('_', end + 1))
      ++types_[std::string(type.substr(0, end))][service];
    ++types_[std::string(type)][service];
  }
}

void CatalogIndex::index_condition(const Requirement& requirement, const Condition& condition,
                                   const std::string& prefix) {
  const auto add = [&](std::string_view path, const Condition* leaf) {
    std::vector<Aim>& aims = aims_[std::string(requirement.resource)][without_positions(prefix + std::string(path))];
    const bool known = std::any_of(aims.begin(), aims.end(), [&](const Aim& a) { return a.requirement == &requirement; });
    if (!known) aims.push_back({&requirement, leaf});
  };
  switch (condition.kind) {
    case Kind::leaf:
      return add(condition.path->text, &condition);
    case Kind::all:
    case Kind::any:
    case Kind::negation:
      for (const Condition& child : condition.children) index_condition(requirement, child, prefix);
      return;
    case Kind::each:
    case Kind::some:
    case Kind::none:
      // With a selection it is about some elements only, and so is another requirement about the others.
      if (condition.where == nullptr && condition.require != nullptr && condition.require->kind == Kind::leaf)
        index_condition(requirement, *condition.require, prefix + std::string(condition.path->text) + ".");
      return;
    case Kind::predicate:
      if (const guardrails::Path* path = only_path(condition)) add(path->text, nullptr);
      return;
    default:
      return;
  }
}

unsigned CatalogIndex::highest(std::string_view service) const {
  const auto found = highest_.find(service);
  return found == highest_.end() ? 0 : found->second;
}

std::string_view CatalogIndex::cloud_provider(std::string_view service) const {
  const auto found = providers_.find(service);
  if (found != providers_.end()) return found->second;
  return all_.empty() ? std::string_view() : all_.front()->cloud_provider;
}

CatalogIndex::Requirements CatalogIndex::claiming(const SourceCheck& check) const {
  Requirements found;
  std::vector<std::string> ids = check.aliases;
  ids.insert(ids.begin(), check.id);
  for (const std::string& id : ids) {
    const auto claims = claims_.find(claim_of(check.source, id));
    if (claims == claims_.end()) continue;
    for (const Requirement* requirement : claims->second) {
      if (std::find(found.begin(), found.end(), requirement) == found.end()) found.push_back(requirement);
    }
  }
  return found;
}

CatalogIndex::Requirements CatalogIndex::about(std::string_view resource, const Setting& setting) const {
  const auto type = aims_.find(resource);
  if (type == aims_.end()) return {};
  const auto found = type->second.find(without_positions(setting.path));
  if (found == type->second.end()) return {};
  const std::vector<Aim>& aims = found->second;
  if (aims.size() == 1) return {aims.front().requirement};
  Requirements same;
  for (const Aim& aim : aims) {
    if (aim.leaf == nullptr) continue;
    const bool names_it = std::any_of(setting.values.begin(), setting.values.end(),
                                      [&](const Json& value) { return same_value(aim.leaf->argument, value); });
    if (names_it) same.push_back(aim.requirement);
  }
  return same;
}

CatalogIndex::Requirements CatalogIndex::spelled_in(std::string_view resource, std::string_view id) const {
  const auto type = aims_.find(resource);
  if (type == aims_.end()) return {};
  const std::string words = "_" + std::string(id) + "_";
  Requirements found;
  for (const auto& [path, aims] : type->second) {
    const std::string last = path.substr(path.rfind('.') + 1);
    // One word alone (`name`, `port`) stands in ids by chance.
    if (aims.size() == 1 && last.find('_') != std::string::npos && words.find("_" + last + "_") != std::string::npos)
      found.push_back(aims.front().requirement);
  }
  return found;
}

std::string CatalogIndex::service_of(std::string_view resource) const {
  const std::string_view type = bare_type(resource);
  std::string_view begin = type;
  auto found = types_.find(begin);
  while (found == types_.end() && begin.find('_') != std::string_view::npos) {
    begin = begin.substr(0, begin.rfind('_'));
    found = types_.find(begin);
  }
  // All types of a provider begin with its name, which says nothing.
  if (found == types_.end() || (begin != type && begin.find('_') == std::string_view::npos)) return {};
  const auto most = std::max_element(found->second.begin(), found->second.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most->first;
}

}  // namespace parapet::requirements
