#include "import/defaults.hpp"

#include "parapet/guardrails/catalog.hpp"

namespace parapet::importing {

namespace {

using guardrails::PathStep;

void add(Defaults& defaults, const guardrails::Path& path) {
  Defaults* at = &defaults;
  for (const PathStep& step : path.steps) {
    // Templates fill in nothing behind `[*]` and inside JSON.
    if (step.kind != PathStep::Kind::member && step.kind != PathStep::Kind::key) return;
    at = &at->below[std::string(step.name)];
  }
}

}  // namespace

Defaults defaults_of(std::string_view type, guardrails::Tier tier) {
  Defaults defaults;
  for (const guardrails::Requirement* requirement : guardrails::compiled_requirements()) {
    if (requirement->resource != type || requirement->tier > tier) continue;
    for (const guardrails::Default& fill : requirement->defaults) add(defaults, fill.path);
  }
  return defaults;
}

std::string service_of(std::string_view type) {
  std::map<std::string_view, std::size_t> counts;
  for (const guardrails::Requirement* requirement : guardrails::compiled_requirements()) {
    if (requirement->resource == type) ++counts[requirement->id.substr(0, requirement->id.find(':'))];
  }
  std::string_view service;
  for (const auto& [name, count] : counts) {
    if (service.empty() || count > counts[service]) service = name;
  }
  return std::string(service);
}

}  // namespace parapet::importing
