#pragma once

#include <string>
#include <string_view>

namespace parapet::guardrails {

/// What stands for a value that nobody may read.
inline constexpr std::string_view hidden_value = "(sensitive)";

/// The value as it may be shown: `(sensitive)` when the attribute's name is that of a secret and the value a text, or
/// when the value looks like a secret itself (access keys, private keys, tokens, passwords in URLs and assignments).
std::string redacted(std::string_view attribute_path, std::string value);

}  // namespace parapet::guardrails
