#include "guardrails/versions.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace parapet::guardrails {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A number without leading zeros, or a word.
struct Part {
  std::string_view text;
  bool number = false;
};

std::vector<Part> parts_of(std::string_view version) {
  if (version.size() > 1 && (version[0] == 'v' || version[0] == 'V') && is_digit(version[1])) version.remove_prefix(1);
  std::vector<Part> parts;
  for (std::size_t i = 0; i < version.size();) {
    std::size_t end = i;
    if (is_digit(version[i])) {
      while (end < version.size() && is_digit(version[end])) ++end;
      while (i + 1 < end && version[i] == '0') ++i;
      parts.push_back({version.substr(i, end - i), true});
    } else if (is_letter(version[i])) {
      while (end < version.size() && is_letter(version[end])) ++end;
      parts.push_back({version.substr(i, end - i), false});
    } else {
      ++end;
    }
    i = end;
  }
  return parts;
}

bool has_number(const std::vector<Part>& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.number; });
}

/// Numbers may have any length.
int compare(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  return left.compare(right);
}

}  // namespace

Truth is_version_at_least(std::string_view version, std::string_view wanted) {
  std::vector<Part> have = parts_of(version), want = parts_of(wanted);
  if (!has_number(have) || !has_number(want)) return Truth::unknown;
  bool numbers = false;
  for (std::size_t i = 0; i < want.size(); ++i) {
    if (i == have.size()) {
      bool zeros = std::all_of(want.begin() + static_cast<std::ptrdiff_t>(i), want.end(),
                               [](const Part& part) { return part.number && part.text == "0"; });
      return zeros ? Truth::yes : Truth::unknown;
    }
    if (have[i].number && want[i].number) {
      numbers = true;
      int order = compare(have[i].text, want[i].text);
      if (order != 0) return truth(order > 0);
    } else if (have[i].text != want[i].text) {
      return numbers ? Truth::unknown : Truth::no;
    }
  }
  return Truth::yes;
}

bool is_in_force(const Requirement& requirement, std::string_view version) {
  const auto at_least = [](std::string_view one, std::string_view other) {
    return other.empty() || one.empty() || is_version_at_least(one, other) == Truth::yes;
  };
  return at_least(version, requirement.since) && at_least(requirement.until, version);
}

}  // namespace parapet::guardrails
