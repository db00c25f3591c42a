#pragma once

#include <string_view>

#include "parapet/guardrails/requirement.hpp"
#include "parapet/guardrails/truth.hpp"

namespace parapet::guardrails {

/// Whether a version is at least another one. Both are read as numbers and words between them: `2.11`,
/// `OpenSearch_2.11`, `8.0.mysql_aurora.3.04.0`, `nodejs20.x`. Numbers decide in their order; where the words in front
/// differ, the version is of something else and the answer is no. Unknown: `latest`, an `x` in place of a number that
/// would decide, and a version that ends before a number that would.
Truth is_version_at_least(std::string_view version, std::string_view wanted);

/// Whether a requirement holds for a version of its provider: its `since` and `until` include that.
bool is_in_force(const Requirement& requirement, std::string_view version);

}  // namespace parapet::guardrails
