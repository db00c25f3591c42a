#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/nearest.hpp"

namespace parapet::guardrails {

using ::parapet::detail::did_you_mean;

/// `a, b, c`.
inline std::string joined(const std::vector<std::string_view>& words, std::string_view separator = ", ") {
  std::string text;
  for (std::string_view word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

}  // namespace parapet::guardrails
