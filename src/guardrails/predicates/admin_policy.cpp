#include <algorithm>

#include "guardrails/policy_reader.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_admin_policy {

/// Nobody lists these: what speaks of all of them does so through wildcards, `arn:*` or one for each letter.
constexpr std::string_view any_actions[] = {"ec2:Anything",           "iam:Anything", "kms:Anything",
                                            "organizations:Anything", "s3:Anything",  "sts:Anything"};
constexpr std::string_view any_resources[] = {"arn:aws:iam::000000000000:role/anything",
                                              "arn:aws:kms:us-east-1:000000000000:key/anything",
                                              "arn:aws:s3:::anything"};

template <class SpeaksOf, std::size_t N>
policy::Answer speaks_of_all(SpeaksOf speaks_of, const std::string_view (&samples)[N]) {
  policy::Answer all = policy::Answer::yes;
  for (std::string_view sample : samples) all = std::min(all, speaks_of(sample));
  return std::max(all, speaks_of("*"));
}

/// Everything on everything; also through NotAction and NotResource, and by `*:*` or `**`.
policy::Answer is_admin(const policy::StatementView& statement) {
  policy::Answer actions =
      speaks_of_all([&](std::string_view action) { return policy::speaks_of_action(statement, action); }, any_actions);
  policy::Answer resources = speaks_of_all(
      [&](std::string_view resource) { return policy::speaks_of_resource(statement, resource); }, any_resources);
  return std::min({statement.allows, actions, resources});
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
      result = {fine, std::string(input.path("path")) + ".Statement[" + std::to_string(i) + "]",
                policy::text_of(policy->statements[i])};
    }
  }
  return result;
}

}  // namespace of_admin_policy

/// No Allow statement of the policy grants every action on every resource.
PredicateInfo admin_policy() { return {"admin_policy", &of_admin_policy::judge, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
