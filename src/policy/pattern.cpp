#include "policy/pattern.hpp"

#include <algorithm>
#include <array>

#include "parapet/error.hpp"

namespace parapet::policy {

namespace {

// Stand for characters that are meant as themselves; no text of a policy or request holds control characters.
constexpr char literal_star = '\x02', literal_mark = '\x03';

char escaped_character(char c) { return c == '*' ? literal_star : c == '?' ? literal_mark : c; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

constexpr std::size_t arn_parts = 6;

/// Up to six parts; the last one keeps its colons.
std::vector<std::string_view> parts_of(std::string_view arn) {
  std::vector<std::string_view> parts;
  while (parts.size() + 1 < arn_parts) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) break;
    parts.push_back(arn.substr(0, colon));
    arn.remove_prefix(colon + 1);
  }
  parts.push_back(arn);
  return parts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// `aws:PrincipalTag/team, 'none'`: the default of a variable, if it has one.
std::optional<std::string> default_of(std::string_view& name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view quoted = trimmed(name.substr(comma + 1));
  name = trimmed(name.substr(0, comma));
  if (quoted.size() < 2 || quoted.front() != '\'' || quoted.back() != '\'') return std::nullopt;
  return escaped(quoted.substr(1, quoted.size() - 2));
}

std::optional<std::string> value_of(std::string_view name, const RequestContext& context) {
  if (name == "*" || name == "?" || name == "$") return std::string(1, escaped_character(name.front()));
  std::optional<std::string> otherwise = default_of(name);
  const auto found = context.find(std::string(name));
  // A key with several values is no variable.
  if (found == context.end() || found->second.size() != 1) return otherwise;
  return escaped(found->second.front());
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

bool AnyCase::operator()(std::string_view left, std::string_view right) const {
  return lower_case(left) < lower_case(right);
}

std::string escaped(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_control))
    throw Error("a request holds a control character; give the text without it");
  return without_wildcards(text);
}

std::string without_wildcards(std::string_view pattern) {
  std::string result(pattern);
  std::transform(result.begin(), result.end(), result.begin(), escaped_character);
  return result;
}

std::optional<std::string> with_variables(std::string_view text, const RequestContext& context) {
  std::string result;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find("${"), text.size());
    const std::size_t end = start == text.size() ? start : text.find('}', start);
    result += text.substr(0, start);
    if (end == std::string_view::npos) return std::nullopt;
    if (start < text.size()) {
      const std::optional<std::string> value = value_of(text.substr(start + 2, end - start - 2), context);
      if (!value) return std::nullopt;
      result += *value;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

bool is_like(std::string_view pattern, std::string_view text, bool fold_case) {
  return covers(pattern, text, fold_case) == Answer::yes;
}

bool is_like_arn(std::string_view pattern, std::string_view arn, bool complete) {
  const std::vector<std::string_view> given = parts_of(arn);
  std::vector<std::string_view> wanted = parts_of(pattern);
  if (complete) wanted.resize(arn_parts, "*");
  if (given.size() != arn_parts || wanted.size() != arn_parts) return false;
  return std::equal(wanted.begin(), wanted.end(), given.begin(),
                    [](std::string_view part, std::string_view text) { return is_like(part, text, false); });
}

}  // namespace parapet::policy
