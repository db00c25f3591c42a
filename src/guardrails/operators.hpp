#pragma once

#include "guardrails/walker.hpp"
#include "parapet/guardrails/truth.hpp"

/// The operators of the condition language on values that are there.
namespace parapet::guardrails {

/// Whether a scalar (or list) equals what is expected, after the conversions that Terraform makes. `comparable` becomes
/// false where no conversion exists: `"True"` for a boolean, a list for a text. `any_case`: texts are equal in any
/// case.
Truth equal(View value, const Literal& expected, bool& comparable, bool any_case = false);

/// Whether a range of addresses is wider than a prefix length: `0.0.0.0/0`, `::/0`, `0.0.0.0/1` for 8. Text that is no
/// range counts as open.
bool is_open_cidr(std::string_view cidr, unsigned prefix_length);

/// The share of all addresses that a range holds, 1 for `0.0.0.0/0`; 0 for text that is no range.
double share_of_cidr(std::string_view cidr);

/// Whether every address of `inner` is in `outer`; false for text that is no range.
bool holds_cidr(std::string_view outer, std::string_view inner);

/// Whether the whole text matches a regular expression (RE2).
bool matches(std::string_view text, std::string_view pattern, bool any_case = false);

}  // namespace parapet::guardrails
