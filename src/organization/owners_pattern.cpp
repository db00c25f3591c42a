#include <string_view>
#include <utility>
#include <vector>

#include "organization/code_owners.hpp"
#include "parapet/policy/analysis.hpp"

namespace parapet::organization {

namespace {

using Segments = std::vector<std::string_view>;

Segments segments_of(std::string_view path) {
  Segments segments;
  while (true) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

/// Folders of a pattern from the root on: without a slash inside it holds anywhere, with one at its end it is a folder.
Segments pattern_segments(std::string_view pattern) {
  const bool rooted = pattern.substr(0, pattern.size() - 1).find('/') != std::string_view::npos;
  Segments segments = segments_of(pattern);
  if (segments.front().empty()) {
    segments.erase(segments.begin());
  } else if (!rooted && segments.front() != "**") {
    segments.insert(segments.begin(), "**");
  }
  if (segments.back().empty()) segments.back() = "**";
  return segments;
}

bool same(std::string_view glob, std::string_view name) {
  return policy::covers(glob, name, false) == policy::Answer::yes;
}

/// From the end: whether what is left of the pattern means what is left of the file. A table, because several `**`
/// would be tried in too many ways otherwise.
bool match_segments(const Segments& pattern, const Segments& file) {
  const std::size_t end = file.size();
  // What names a folder holds for all that is in it; `*` at the end means files only.
  const bool names_folder = pattern.back() != "*" && pattern.back() != "**";
  std::vector<bool> later(end + 1, names_folder);
  later[end] = true;
  for (std::size_t p = pattern.size(); p-- > 0;) {
    std::vector<bool> now(end + 1, false);
    for (std::size_t f = end; f-- > 0;) {
      if (pattern[p] != "**") {
        now[f] = same(pattern[p], file[f]) && later[f + 1];
      } else {
        // At the end of a pattern it needs something to mean.
        now[f] = p + 1 == pattern.size() || later[f] || now[f + 1];
      }
    }
    later = std::move(now);
  }
  return later[0];
}

}  // namespace

bool matches(std::string_view pattern, std::string_view file) {
  // GitHub matches nothing with the root alone.
  if (pattern.empty() || pattern == "/") return false;
  if (pattern == "*") return true;
  return match_segments(pattern_segments(pattern), segments_of(file));
}

}  // namespace parapet::organization
