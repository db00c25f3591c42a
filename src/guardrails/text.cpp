#include "parapet/guardrails/check.hpp"

namespace parapet::guardrails {

std::string_view text_of(Severity severity) {
  static constexpr std::string_view words[] = {"low", "medium", "high", "critical"};
  return words[static_cast<unsigned>(severity)];
}

std::string_view text_of(Tier tier) {
  static constexpr std::string_view words[] = {"baseline", "sensitive", "regulated"};
  return words[static_cast<unsigned>(tier)];
}

std::string_view text_of(Level level) { return level == Level::refuse ? "refuse" : "warn"; }

std::string_view text_of(Status status) {
  static constexpr std::string_view words[] = {"pass", "fail", "unknown", "not_applicable", "excepted"};
  return words[static_cast<unsigned>(status)];
}

}  // namespace parapet::guardrails
