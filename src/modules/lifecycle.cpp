#include "modules/lifecycle.hpp"

#include "guardrails/literal_json.hpp"
#include "modules/arguments.hpp"

namespace parapet::modules {

using guardrails::Condition;

std::optional<LifecycleSetting> lifecycle_setting(const guardrails::Requirement& requirement) {
  const Condition& condition = *requirement.require;
  const bool fixed = requirement.when == nullptr && condition.kind == Condition::Kind::leaf &&
                     condition.op == guardrails::Operator::equals;
  if (!fixed) return std::nullopt;
  const Names path = names_of(*condition.path);
  if (path.size() != 2 || path.size() != condition.path->steps.size || path.front() != "lifecycle") return std::nullopt;
  return LifecycleSetting{path.back(), guardrails::json_of(condition.argument)};
}

}  // namespace parapet::modules
