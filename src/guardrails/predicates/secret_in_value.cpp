#include "guardrails/secrets.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_secret_in_value {

PredicateResult judge(const PredicateInput& input) {
  Resolved value = input.resolve("path");
  if (value.is_unset()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  return {.truth = !is_literal(value), .path = {}, .value = "(sensitive)"};
}

}  // namespace of_secret_in_value

/// No secret is written out: the value comes from a variable without default, another resource or a data source.
PredicateInfo secret_in_value() { return {"secret_in_value", &of_secret_in_value::judge, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
