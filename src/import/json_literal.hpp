#pragma once

#include <string>
#include <string_view>

namespace parapet::importing {

/// A text for Terraform's JSON syntax: `$` and `%` before `{` are doubled, so that nothing in it is an expression.
std::string json_literal(std::string_view text);

}  // namespace parapet::importing
