#include <algorithm>

#include "core/utf8.hpp"
#include "organization/code_owners.hpp"
#include "organization/names.hpp"

namespace parapet::organization {

namespace {

/// The words of a line; a space that belongs to a path has a backslash before it, and `#` begins a comment.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escaped = line[i] == '\\' && i + 1 < line.size() && line[i + 1] == ' ';
    const bool space = line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
    if (line[i] == '#' && !inside) break;
    if (!space && !inside) words.emplace_back();
    inside = !space;
    if (space) continue;
    if (escaped) ++i;
    words.back() += line[i];
  }
  return words;
}

bool is_owner(const std::string& text) {
  if (text.front() != '@') {
    const std::size_t at = text.find('@');
    return at != std::string::npos && at > 0 && text.find('.', at) != std::string::npos;
  }
  const std::size_t slash = text.find('/');
  const std::string_view name = std::string_view(text).substr(1, slash == std::string::npos ? slash : slash - 1);
  const std::string_view team = slash == std::string::npos ? "team" : std::string_view(text).substr(slash + 1);
  return !name.empty() && holds_only(name, "-_") && !team.empty() && holds_only(team, "-_.");
}

bool can_be_shown(const std::string& text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return detail::is_valid_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

std::string mistake_in(const std::vector<std::string>& words) {
  if (!std::all_of(words.begin(), words.end(), can_be_shown)) return "a character that cannot be shown means no file";
  const std::string& pattern = words.front();
  if (pattern.front() == '!') return "GitHub knows no pattern with `!`";
  if (pattern.find('[') != std::string::npos) return "GitHub knows no pattern with `[`";
  if (pattern.find("***") != std::string::npos) return "GitHub knows no pattern with `***`";
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!is_owner(words[i]))
      return "`" + words[i] + "` is no owner; write it like `@acme/security`, `@user` or `user@example.com`";
  }
  return {};
}

}  // namespace

OwnersFile read_owners(std::string_view text) {
  OwnersFile file;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::vector<std::string> words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty()) continue;
    if (const std::string mistake = mistake_in(words); !mistake.empty()) {
      file.findings.push_back({line, mistake + "; GitHub skips the line"});
      continue;
    }
    std::string pattern = std::move(words.front());
    words.erase(words.begin());
    file.rules.push_back({line, std::move(pattern), std::move(words)});
  }
  return file;
}

}  // namespace parapet::organization
