#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli/gate.hpp"
#include "cli/stack_run.hpp"

namespace parapet::cli {

/// `2 to create, 1 to update`; `no changes`.
std::string counts_of(const engine::PlanChanges& changes);
/// What somebody changed outside, and what the plan does about it; empty where nobody did.
std::string drift_text(const engine::PlanChanges& changes);
/// What the guardrails say, for people.
std::string verdict_text(const Verdict& verdict, bool colour);
/// A plan of a stack for people: what the engine shows, drift, what the guardrails say, counts.
std::string plan_text(const StackRun& run, const Verdict& verdict, bool colour);
/// The same in GitHub's Markdown, for a comment on a change.
std::string plan_markdown(const StackRun& run, const Verdict& verdict);
/// The same as JSON: stack, outcome, changes, drift, outputs, refusals.
nlohmann::ordered_json plan_json(const StackRun& run, const Verdict* verdict);

}  // namespace parapet::cli
