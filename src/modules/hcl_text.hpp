#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

/// Values in Terraform's native syntax, spaced as `terraform fmt` does.
namespace parapet::modules {

using Json = nlohmann::ordered_json;

/// A quoted string; what would start a template is escaped.
std::string quote(std::string_view text);

/// Whether a text can stand as a name without quotes.
bool is_identifier(std::string_view text);

/// A text in which line breaks and tabs are spaces.
std::string one_line(std::string_view text);

/// A value on one line: `"a"`, `[1, 2]`, `{ a = true }`.
std::string literal(const Json& value);

}  // namespace parapet::modules
