#pragma once

#include <string_view>

namespace parapet::detail {

/// Whether Terraform takes the text as a name: a letter or `_` first, then letters, digits, `_` and `-`. ASCII only:
/// other letters are allowed by Terraform, but nobody needs them for the names that are checked here.
inline bool is_identifier(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (text.empty() || !is_letter(text.front())) return false;
  for (const char c : text) {
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-') return false;
  }
  return true;
}

}  // namespace parapet::detail
