#include "parapet/testing/golden.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <vector>

#include "parsed.hpp"

namespace parapet::testing {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShownLines = 12;

bool is_on(const char* variable, const std::string& yes) {
  const char* value = std::getenv(variable);
  return value != nullptr && value == yes;
}

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void show(std::ostream& out, char sign, const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < from + kShownLines; ++i) out << '\n' << sign << ' ' << lines[i];
  if (to > from + kShownLines) out << '\n' << sign << " ... " << to - from - kShownLines << " more lines";
}

/// What stands between the equal beginning and the equal end, `-` what was expected, `+` what was found.
void show_difference(std::ostream& out, const std::string& expected, const std::string& found) {
  const std::vector<std::string> old_lines = lines_of(expected);
  const std::vector<std::string> new_lines = lines_of(found);
  const std::size_t most = std::min(old_lines.size(), new_lines.size());
  std::size_t same = 0;
  while (same < most && old_lines[same] == new_lines[same]) ++same;
  std::size_t same_at_end = 0;
  while (same_at_end < most - same &&
         old_lines[old_lines.size() - 1 - same_at_end] == new_lines[new_lines.size() - 1 - same_at_end])
    ++same_at_end;
  out << "from line " << same + 1 << ":";
  show(out, '-', old_lines, same, old_lines.size() - same_at_end);
  show(out, '+', new_lines, same, new_lines.size() - same_at_end);
}

bool approve(const std::string& path, const std::string& text, std::ostream& out) {
  const fs::path target(path);
  const fs::path fresh(path + ".new");
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) fs::rename(fresh, target, error);
  const bool written = file && !error;
  out << (written ? "approved: it is the content of " : "it cannot be written to ") << path;
  return written;
}

/// Documents and their blocks carry the place in the program, which changes with every line above it.
void remove_places(detail::Json& json) {
  if (json.is_array()) {
    for (detail::Json& item : json) remove_places(item);
  }
  if (!json.is_object()) return;
  for (auto& [key, value] : json.items()) {
    if (key != "//") {
      remove_places(value);
    } else if (value.is_object() && value.contains("metadata") && value["metadata"].is_object()) {
      value["metadata"].erase("file");
      value["metadata"].erase("line");
    }
  }
}

}  // namespace

bool GoldenMatcher::MatchAndExplain(const Document& document, std::ostream* out) const {
  detail::Json json = detail::Json::parse(document.text());
  remove_places(json);
  return MatchAndExplain(json.dump(2) + "\n", out);
}

bool GoldenMatcher::MatchAndExplain(const std::string& text, std::ostream* out) const {
  std::ofstream nowhere;
  std::ostream& explain = out != nullptr ? *out : nowhere;
  const std::optional<std::string> golden = content_of(path_);
  if (golden == text) return true;
  if (is_on("PARAPET_APPROVE", "1")) {
    if (!is_on("CI", "true")) return approve(path_, text, explain);
    explain << "PARAPET_APPROVE is set, but in CI nothing is approved; approve on your machine and commit " << path_;
    return false;
  }
  if (golden) {
    show_difference(explain, *golden, text);
  } else {
    explain << path_ << " cannot be read";
  }
  explain << "\nIf this is as it should be, run the test again with PARAPET_APPROVE=1 and commit " << path_;
  return false;
}

void GoldenMatcher::DescribeTo(std::ostream* out) const { *out << "is what stands in " << path_; }
void GoldenMatcher::DescribeNegationTo(std::ostream* out) const { *out << "is not what stands in " << path_; }

}  // namespace parapet::testing
