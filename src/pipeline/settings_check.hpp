#pragma once

#include "guardrails/json.hpp"
#include "pipeline/settings.hpp"

namespace parapet::pipeline {

/// Throws Error for settings, read from `at`, that no pipeline could be made of, or that would be more than the text
/// they should be: in an expression, a script, a name.
void check_settings(const guardrails::At& at, const Settings& settings);

}  // namespace parapet::pipeline
