#include "guardrails/judging.hpp"
#include "guardrails/versions.hpp"

namespace parapet::guardrails::predicates {

namespace of_version_at_least {

std::string text_of(const Literal& version) {
  return version.kind == Literal::Kind::number ? Number::of(version.number).text() : std::string(version.text);
}

PredicateResult judge(const PredicateInput& input) {
  Resolved value = input.resolve("path");
  if (value.is_unset()) return nothing_to_judge();
  std::string wanted = text_of(input.find("version")->value);
  Truth fine = agreed(value, [&](const Resolved& version) {
    auto text = guardrails::text_of(version);
    return text ? is_version_at_least(*text, wanted) : Truth::unknown;
  });
  return {.truth = fine, .path = {}, .value = {}};
}

}  // namespace of_version_at_least

/// The version at `path` is at least `version`; see versions.hpp for how they are read.
PredicateInfo version_at_least() {
  return {"version_at_least", &of_version_at_least::judge, {{"path", true, true}, {"version", false, true}}};
}

}  // namespace parapet::guardrails::predicates
