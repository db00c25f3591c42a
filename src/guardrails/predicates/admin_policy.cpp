#include <algorithm>

#include "guardrails/policy_reader.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace {

/// Everything on everything; also through NotAction and NotResource, and by `*:*` or `**`.
policy::Answer is_admin(const policy::StatementView& statement) {
  return std::min({statement.allows, policy::speaks_of_action(statement, "*"), policy::speaks_of_resource(statement, "*")});
}

PredicateResult judge(const PredicateInput& input) {
  auto policies = input.policies.read(input.resolve("path"));
  if (policies.empty()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  PredicateResult result{.truth = Truth::yes, .path = {}, .value = {}};
  for (const auto& policy : policies) {
    if (!policy->complete) result.truth = result.truth && Truth::unknown;
    for (std::size_t i = 0; i < policy->statements.size(); ++i) {
      Truth fine = !static_cast<Truth>(is_admin(policy->statements[i]));
      if (fine >= result.truth) continue;
      result = {fine, std::string(input.path("path")) + ".Statement[" + std::to_string(i) + "]", policy::text_of(policy->statements[i])};
    }
  }
  return result;
}

}  // namespace

/// No Allow statement of the policy grants every action on every resource.
PredicateInfo admin_policy() { return {"admin_policy", &judge, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
