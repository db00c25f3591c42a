#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parapet/guardrails/condition.hpp"

namespace parapet::modules {

/// A condition of Terraform on a policy's JSON text. `value` is the expression of that text. nothing where Terraform's
/// functions cannot say it.
std::optional<std::string> policy_guard(const guardrails::Condition& condition, const std::string& value);

/// The same for a named predicate.
std::optional<std::string> predicate_guard(const guardrails::Condition& condition, const std::string& value);

/// Why a predicate is no condition of a variable.
std::string predicate_obstacle(std::string_view predicate);

}  // namespace parapet::modules
