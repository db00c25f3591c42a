#include "guardrails/judging.hpp"
#include "guardrails/secrets.hpp"

namespace parapet::guardrails::predicates {

namespace of_secret_in_text {

PredicateResult judge(const PredicateInput& input) {
  const Resolved value = input.resolve("path");
  if (value.is_unset()) return nothing_to_judge();
  return {.truth = !holds_secret(input.resolver, value), .path = {}, .value = "(sensitive)"};
}

}  // namespace of_secret_in_text

/// No text such as user data, a script or JSON gives a secret away: a credential, or a literal value behind
/// `DB_PASSWORD=`, `"secret":` and the like, also in base64. Variables of the shell, ARNs and what a template takes
/// from elsewhere are fine.
PredicateInfo secret_in_text() { return {"secret_in_text", &of_secret_in_text::judge, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
