#include <string_view>
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

bool match_from(const Segments& pattern, std::size_t p, const Segments& file, std::size_t f) {
  if (p == pattern.size()) {
    // What names a folder holds for all that is in it; `*` at the end means files only.
    return f == file.size() || (pattern.back() != "*" && pattern.back() != "**");
  }
  if (f == file.size()) return false;
  if (pattern[p] == "**") {
    if (p + 1 == pattern.size()) return true;
    for (std::size_t next = f; next < file.size(); ++next) {
      if (match_from(pattern, p + 1, file, next)) return true;
    }
    return false;
  }
  return same(pattern[p], file[f]) && match_from(pattern, p + 1, file, f + 1);
}

}  // namespace

bool matches(std::string_view pattern, std::string_view file) {
  // GitHub matches nothing with the root alone.
  if (pattern.empty() || pattern == "/") return false;
  if (pattern == "*") return true;
  return match_from(pattern_segments(pattern), 0, segments_of(file), 0);
}

}  // namespace parapet::organization
