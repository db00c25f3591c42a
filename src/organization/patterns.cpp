#include "organization/patterns.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace parapet::organization {

namespace {

/// How much of a name any of the others begins with.
std::size_t shared_length(const std::string& name, const std::vector<std::string>& others) {
  std::size_t longest = 0;
  for (const std::string& other : others) {
    const auto [end, unused] = std::mismatch(name.begin(), name.end(), other.begin(), other.end());
    longest = std::max(longest, static_cast<std::size_t>(end - name.begin()));
  }
  return longest;
}

std::string shortest_pattern(const std::string& name, const std::vector<std::string>& others) {
  const std::size_t needed = others.empty() ? 0 : shared_length(name, others) + 1;
  return needed >= name.size() ? name : name.substr(0, needed) + "*";
}

}  // namespace

std::vector<std::string> shortest_patterns(const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& others) {
  std::set<std::string> patterns;
  for (const std::string& name : wanted) patterns.insert(shortest_pattern(name, others));
  // A name that another begins with stays written out, although a pattern may cover it.
  const auto is_covered = [&](const std::string& one) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
      return pattern != one && pattern.back() == '*' &&
             one.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
    });
  };
  std::vector<std::string> result;
  std::copy_if(patterns.begin(), patterns.end(), std::back_inserter(result),
               [&](const std::string& one) { return !is_covered(one); });
  return result;
}

}  // namespace parapet::organization
