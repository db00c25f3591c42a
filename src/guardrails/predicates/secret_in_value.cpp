#include <algorithm>

#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace {

/// Whether a value is written out somewhere in the program or its documents.
Truth is_literal(const Resolved& value) {
  if (!value.alternatives.empty()) {
    Truth any = Truth::no;
    for (const Resolved& alternative : value.alternatives) any = any || is_literal(alternative);
    return any;
  }
  if (value.is_unset()) return Truth::no;
  if (value.is_known()) return truth(!(value.value.is_text() && value.value.text().empty()));
  if (value.state == Resolved::State::reference) return truth(static_cast<bool>(value.value));
  // A variable without default is given from outside, which is what it should be.
  if (value.target != nullptr && value.target->kind == NodeKind::variable) return Truth::no;
  return Truth::unknown;
}

PredicateResult judge_secret_in_value(const PredicateInput& input) {
  Resolved value = input.resolve("path");
  if (value.is_unset()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  return {.truth = !is_literal(value), .path = {}, .value = "(sensitive)"};
}

}  // namespace

/// No secret is written out: the value comes from a variable without default, another resource or a data source.
PredicateInfo secret_in_value() { return {"secret_in_value", &judge_secret_in_value, {{"path", true, true}}}; }

}  // namespace parapet::guardrails::predicates
