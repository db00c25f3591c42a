#include "modules/policies.hpp"

#include <algorithm>
#include <set>

#include "guardrails/iam_actions.hpp"

namespace parapet::modules {

namespace {

bool is_granted(PolicyKind kind, guardrails::Access access) {
  using guardrails::Access;
  if (kind == PolicyKind::read) return access == Access::list || access == Access::read;
  return access == Access::write || access == Access::tagging;
}

bool is_text(const schema::Attribute& attribute) {
  return attribute.nested == nullptr && attribute.type.kind == schema::Type::Kind::string;
}

}  // namespace

std::vector<std::string> arns_of(const Module& module) {
  std::vector<std::string> found;
  for (const Resource& resource : module.resources) {
    const schema::Attribute* arn = resource.type->block.attribute("arn");
    if (arn != nullptr && is_text(*arn)) found.push_back(resource.type->name + ".this[*].arn");
  }
  return found;
}

Json actions_of(const Module& module, PolicyKind kind) {
  std::set<std::string> names;
  for (const guardrails::ActionGroup& group : guardrails::action_groups()) {
    const bool ours = std::find(module.prefixes.begin(), module.prefixes.end(), group.service) != module.prefixes.end();
    if (!ours || !group.by_resource || !is_granted(kind, group.access)) continue;
    std::string_view rest = group.names;
    for (std::string_view name = guardrails::ActionGroup::next(rest); !name.empty();
         name = guardrails::ActionGroup::next(rest))
      names.insert(std::string(group.service) + ":" + std::string(name));
  }
  return Json(names);
}

bool has_policies(const Module& module) {
  return !module.policy_type.empty() && !arns_of(module).empty() &&
         !(actions_of(module, PolicyKind::read).empty() && actions_of(module, PolicyKind::write).empty());
}

}  // namespace parapet::modules
