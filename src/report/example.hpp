#pragma once

#include <string>

#include "parapet/guardrails/requirement.hpp"

namespace parapet::report {

/// The smallest Terraform JSON that meets a requirement, indented; attributes that it is not about are left out, so it
/// is no complete resource. Empty when none can be derived: an example is given only if the evaluator passes it.
std::string example_of(const guardrails::Requirement& requirement);

}  // namespace parapet::report
