#include "requirements/catalog_index.hpp"

#include <algorithm>
#include <functional>

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
    case Literal::Kind::none:
      break;
  }
  return false;
}

std::vector<Literal> literals_of(const Literal& literal) {
  if (literal.kind != Literal::Kind::list) return {literal};
  return {literal.list.begin(), literal.list.end()};
}

bool is_one_of(const Literal& literal, const std::vector<Json>& values) {
  return std::any_of(values.begin(), values.end(), [&](const Json& value) { return same_value(literal, value); });
}

bool holds_all(const std::vector<Literal>& literals, const std::vector<Json>& values) {
  return std::all_of(values.begin(), values.end(), [&](const Json& value) {
    return std::any_of(literals.begin(), literals.end(), [&](const Literal& l) { return same_value(l, value); });
  });
}

/// Whether whoever meets a leaf certainly meets what a check asks of its attribute.
bool leaf_implies(const Condition& leaf, const Setting& setting) {
  using guardrails::Operator;
  const std::vector<Literal> literals = literals_of(leaf.argument);
  const auto every = [&](bool wanted) {
    return std::all_of(literals.begin(), literals.end(),
                       [&](const Literal& l) { return is_one_of(l, setting.values) == wanted; });
  };
  const bool fixed = leaf.op == Operator::equals || leaf.op == Operator::one_of || leaf.op == Operator::in_list;
  const auto bound = [&](Operator op, auto compare) {
    return leaf.op == op && setting.values.size() == 1 && setting.values.front().is_number() &&
           compare(leaf.argument.number, setting.values.front().get<double>());
  };
  switch (setting.wish) {
    case Wish::inspected:
    case Wish::exists:
      return true;
    case Wish::one_of:
    case Wish::example:
      return fixed && every(true);
    case Wish::none_of:
      if (fixed) return every(false);
      return (leaf.op == Operator::not_equals || leaf.op == Operator::none_of) && holds_all(literals, setting.values);
    case Wish::contains:
      return (leaf.op == Operator::contains || leaf.op == Operator::contains_all) &&
             holds_all(literals, setting.values);
    case Wish::not_contains:
      return leaf.op == Operator::not_contains && holds_all(literals, setting.values);
    case Wish::at_least:
      return bound(Operator::at_least, std::greater_equal<>());
    case Wish::at_most:
      return bound(Operator::at_most, std::less_equal<>());
    case Wish::not_exists:
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
    index_condition(*requirement, *requirement->require, "", true);
    const std::string_view type = bare_type(requirement->resource);
    for (std::size_t end = type.find('_'); end != std::string_view::npos; end = type.find('_', end + 1))
      ++types_[std::string(type.substr(0, end))][service];
    ++types_[std::string(type)][service];
  }
}

void CatalogIndex::index_condition(const Requirement& requirement, const Condition& condition,
                                   const std::string& prefix, bool plain) {
  const auto add = [&](std::string_view path, const Condition* leaf) {
    std::vector<Aim>& aims = aims_[std::string(requirement.resource)][plain_path(prefix + std::string(path))];
    const bool known =
        std::any_of(aims.begin(), aims.end(), [&](const Aim& a) { return a.requirement == &requirement; });
    if (!known) aims.push_back({&requirement, leaf});
  };
  switch (condition.kind) {
    case Kind::leaf:
      return add(condition.path->text, plain ? &condition : nullptr);
    case Kind::all:
    case Kind::any:
    case Kind::negation:
      // Of several ways to meet it each is about its attribute, but none demands it.
      for (const Condition& child : condition.children)
        index_condition(requirement, child, prefix, plain && condition.kind == Kind::all);
      return;
    case Kind::each:
    case Kind::some:
    case Kind::none:
      // With a selection it is about some elements only, and so is another requirement about the others.
      if (condition.where == nullptr && condition.require != nullptr && condition.require->kind == Kind::leaf)
        index_condition(requirement, *condition.require, prefix + std::string(condition.path->text) + ".",
                        plain && condition.kind == Kind::each);
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

std::vector<CatalogIndex::Match> CatalogIndex::about(std::string_view resource, const Setting& setting) const {
  const auto type = aims_.find(resource);
  if (type == aims_.end()) return {};
  const auto found = type->second.find(plain_path(setting.path));
  if (found == type->second.end()) return {};
  const bool certain = found->second.size() > 1 || setting.wish == Wish::example;
  std::vector<Match> matches;
  for (const Aim& aim : found->second) {
    const bool implied = aim.leaf != nullptr && leaf_implies(*aim.leaf, setting);
    if (implied || !certain) matches.push_back({aim.requirement, aim.leaf != nullptr && !implied});
  }
  return matches;
}

CatalogIndex::Requirements CatalogIndex::spelled_in(std::string_view resource, std::string_view id) const {
  const auto type = aims_.find(resource);
  if (type == aims_.end()) return {};
  const std::string words = "_" + std::string(id) + "_";
  const bool wanted = !id.ends_with("_disabled");
  Requirements found;
  for (const auto& [path, aims] : type->second) {
    const std::string last = path.substr(path.rfind('.') + 1);
    const Condition* leaf = aims.size() == 1 ? aims.front().leaf : nullptr;
    // One word alone (`enabled`) stands in ids by chance.
    if (leaf != nullptr && leaf->op == guardrails::Operator::equals && same_value(leaf->argument, wanted) &&
        last.find('_') != std::string::npos && words.find("_" + last + "_") != std::string::npos)
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
