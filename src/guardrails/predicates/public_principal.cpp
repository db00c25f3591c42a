#include <algorithm>

#include "guardrails/narrowing_keys.hpp"
#include "guardrails/policy_reader.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_public_principal {

policy::Answer is_public(const policy::StatementView& statement) {
  policy::Answer open = std::min(statement.allows, policy::speaks_to_anyone(statement));
  policy::Answer narrowed = policy::narrowed_by(statement, narrowing_keys);
  if (narrowed == policy::Answer::yes) return policy::Answer::no;
  return narrowed == policy::Answer::unknown ? std::min(open, policy::Answer::unknown) : open;
}

PredicateResult judge(const PredicateInput& input) {
  Resolved value = input.resolve("path");
  auto policies = input.policies.read(value);
  if (policies.empty()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  PredicateResult result{.truth = Truth::yes, .path = {}, .value = {}};
  for (const auto& policy : policies) {
    if (!policy->complete) result.truth = result.truth && Truth::unknown;
    for (std::size_t i = 0; i < policy->statements.size(); ++i) {
      Truth fine = !static_cast<Truth>(is_public(policy->statements[i]));
      if (fine >= result.truth) continue;
      result = {fine, std::string(input.path("path")) + ".Statement[" + std::to_string(i) + "]",
                policy::text_of(policy->statements[i])};
    }
  }
  return result;
}

}  // namespace of_public_principal

/// No Allow statement of the policy is for everybody, unless a condition ties it to an account, organization, network
/// or source.
PredicateInfo public_principal() { return {"public_principal", &of_public_principal::judge, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
