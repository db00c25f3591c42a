#include "engine/version.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "parapet/error.hpp"

namespace parapet::engine {

namespace {

struct Version {
  std::vector<int> numbers;
  bool prerelease = false;
};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Version version_of(std::string_view text) {
  Version version;
  const std::string_view release = text.substr(0, text.find_first_of("-+"));
  version.prerelease = text.substr(release.size()).starts_with('-');
  for (std::string_view left = release;;) {
    const std::string_view part = left.substr(0, left.find('.'));
    int number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error != std::errc() || end != part.data() + part.size())
      throw Error("expected a version like 1.10.2, found \"" + std::string(text) + "\"");
    version.numbers.push_back(number);
    if (part.size() == left.size()) break;
    left.remove_prefix(part.size() + 1);
  }
  return version;
}

/// Below, at or above 0 as `a` is older than, the same as or newer than `b`.
int compare(const Version& a, const Version& b) {
  for (std::size_t i = 0; i < std::max(a.numbers.size(), b.numbers.size()); ++i) {
    const int left = i < a.numbers.size() ? a.numbers[i] : 0, right = i < b.numbers.size() ? b.numbers[i] : 0;
    if (left != right) return left < right ? -1 : 1;
  }
  return static_cast<int>(b.prerelease) - static_cast<int>(a.prerelease);
}

/// `~> 1.8.0`: at least that, and of all numbers but the last the same.
bool is_compatible(const Version& version, const Version& wanted) {
  if (compare(version, wanted) < 0) return false;
  for (std::size_t i = 0; i + 1 < wanted.numbers.size(); ++i) {
    if ((i < version.numbers.size() ? version.numbers[i] : 0) != wanted.numbers[i]) return false;
  }
  return true;
}

bool allows_one(std::string_view constraint, const Version& version) {
  constexpr std::string_view operators[] = {"~>", ">=", "<=", "!=", ">", "<", "="};
  std::string_view found = "=";
  for (const std::string_view one : operators) {
    if (!constraint.starts_with(one)) continue;
    found = one;
    constraint.remove_prefix(one.size());
    break;
  }
  const Version wanted = version_of(trimmed(constraint));
  const int order = compare(version, wanted);
  if (found == "~>") return is_compatible(version, wanted);
  if (found == ">=") return order >= 0;
  if (found == "<=") return order <= 0;
  if (found == "!=") return order != 0;
  if (found == ">") return order > 0;
  if (found == "<") return order < 0;
  return order == 0;
}

}  // namespace

bool allows(std::string_view constraint, std::string_view version) {
  const Version is = version_of(version);
  for (std::string_view left = constraint;;) {
    const std::string_view one = left.substr(0, left.find(','));
    if (!allows_one(trimmed(one), is)) return false;
    if (one.size() == left.size()) return true;
    left.remove_prefix(one.size() + 1);
  }
}

}  // namespace parapet::engine
