#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parapet/guardrails/condition.hpp"

namespace parapet::guardrails {

/// The steps of a path as requirements write it; the names refer to `text`. `@` has none: the element itself. False,
/// with what is wrong in `problem`, if the text is no path.
bool parse_path(std::string_view text, std::vector<PathStep>& steps, std::string& problem);

/// The text of steps: `ingress[*].cidr_blocks`.
std::string text_of(const PathStep* steps, std::size_t count);

}  // namespace parapet::guardrails
