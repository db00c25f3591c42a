#include <algorithm>
#include <array>

#include "guardrails/grants.hpp"
#include "guardrails/iam_actions.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails::predicates {

namespace of_iam_unconstrained_actions {

using Levels = std::array<bool, 5>;

Levels levels_of(const Argument* argument) {
  static constexpr std::string_view names[] = {"list", "read", "tagging", "write", "permissions"};
  Levels levels{};
  if (argument == nullptr) {
    levels[static_cast<std::size_t>(Access::write)] = levels[static_cast<std::size_t>(Access::permissions)] = true;
    return levels;
  }
  for (const Literal& level : argument->value.list) {
    auto found = std::find(std::begin(names), std::end(names), level.text);
    if (found == std::end(names))
      throw Error("unknown access level \"" + std::string(level.text) +
                  "\"; known are list, read, tagging, write, permissions");
    levels[static_cast<std::size_t>(found - std::begin(names))] = true;
  }
  return levels;
}

Finding find(const Grants& grants, const void* what) {
  const Levels& levels = *static_cast<const Levels*>(what);
  Finding worst;
  std::string_view service;
  bool possible = false;
  for (const ActionGroup& group : action_groups()) {
    if (group.service != service) possible = grants.may_grant(group.service);
    service = group.service;
    if (!possible || !group.by_resource || !levels[static_cast<std::size_t>(group.access)]) continue;
    for (std::string_view rest = group.names; !rest.empty();) {
      std::string action = std::string(service) + ":" + std::string(ActionGroup::next(rest));
      policy::Answer granted = grants.grants(action);
      if (granted <= worst.given) continue;
      worst = {granted, action, grants.statement_of(action)};
      if (granted == policy::Answer::yes) return worst;
    }
  }
  return worst;
}

PredicateResult judge(const PredicateInput& input) {
  Levels levels = levels_of(input.find("levels"));
  return judge_grants(input, &find, &levels);
}

}  // namespace of_iam_unconstrained_actions

/// The policy grants, on everything and without a condition, no action that could be tied to resources. `levels` are
/// the access levels that count (list, read, tagging, write, permissions), write and permissions if it is left out;
/// `path` is where the policy is, without it the resource is an aws_iam_policy_document.
PredicateInfo iam_unconstrained_actions() {
  return {"iam_unconstrained_actions",
          &of_iam_unconstrained_actions::judge,
          {{"path", true, false}, {"levels", false, false}}};
}

}  // namespace parapet::guardrails::predicates
