#pragma once

#include <map>
#include <vector>

#include "modules/module.hpp"
#include "parapet/guardrails/check.hpp"

namespace parapet::modules {

using Verdicts = std::map<const guardrails::Requirement*, guardrails::Status>;

/// What a module is given when it is judged.
enum class Given : unsigned char { nothing, inputs };

/// How the guardrails judge what a module writes when it is given its required inputs and no more, or not even those.
/// Requirements without a resource in the module have no verdict.
Verdicts judge(const Module& module, const std::vector<const guardrails::Requirement*>& requirements,
               const Settings& settings, Given given = Given::inputs);

/// What the module says of each requirement of its service; `obeyed` are those of its tier and provider version.
std::vector<Claim> claims_of(const Module& module, const std::vector<const guardrails::Requirement*>& requirements,
                             const std::vector<const guardrails::Requirement*>& obeyed, const Settings& settings,
                             guardrails::Tier tier);

}  // namespace parapet::modules
