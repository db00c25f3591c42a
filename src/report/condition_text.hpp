#pragma once

#include <string>
#include <vector>

#include "parapet/guardrails/requirement.hpp"

namespace parapet::report {

/// A condition for readers, one line per part, deeper parts indented by two spaces: `` `publicly_accessible` is false
/// ``.
std::vector<std::string> condition_text(const guardrails::Condition& condition);

/// The value the way JSON writes it.
std::string literal_text(const guardrails::Literal& literal);

}  // namespace parapet::report
