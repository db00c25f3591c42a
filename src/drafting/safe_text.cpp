#include "drafting/safe_text.hpp"

#include <algorithm>

#include "core/utf8.hpp"

namespace parapet::drafting {

namespace {

constexpr std::string_view hidden = "[hidden]";
constexpr std::size_t longest_message = 500;

/// Bytes of the well-formed character at the front; 0: it is none.
std::size_t character_length(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    if (text[0] == '\0' || detail::is_valid_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

char32_t code_point(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first;
  char32_t value = first & (0x7Fu >> character.size());
  for (const char c : character.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  return value;
}

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_treacherous(char32_t c) {
  return c < 0x20 || is_between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x61C || is_between(c, 0x200B, 0x200F) ||
         is_between(c, 0x2028, 0x202E) || is_between(c, 0x2060, 0x206F) || c == 0xFEFF ||
         is_between(c, 0xFFF9, 0xFFFB) || is_between(c, 0xE0000, 0xE007F);
}

bool is_of_key(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

/// Length of the access key id at the front; 0: there is none.
std::size_t access_key_length(std::string_view text) {
  constexpr std::size_t length = 20;
  if (text.size() < length || !(text.starts_with("AKIA") || text.starts_with("ASIA"))) return 0;
  const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return std::all_of(text.begin(), text.begin() + length, fits) ? length : 0;
}

/// Length of what no word is long enough for.
std::size_t key_length(std::string_view text) {
  constexpr std::size_t shortest = 40;
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_key);
  const auto length = static_cast<std::size_t>(end - text.begin());
  return length >= shortest ? length : access_key_length(text);
}

std::string without(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + hidden.size()))
    text.replace(at, secret.size(), hidden);
  return text;
}

std::string without_keys(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = key_length(text);
    result += length > 0 ? hidden : text.substr(0, 1);
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return result;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) {
      result += "\xEF\xBF\xBD";
    } else if (is_treacherous(code_point(text.substr(0, length)))) {
      result += ' ';
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return result;
}

bool is_printable(std::string_view text) { return printable(text) == text; }

std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80) --end;
  return text.substr(0, end) + "...";
}

std::string safe_text(std::string_view text, const std::vector<std::string>& secrets) {
  std::string clean = printable(text);
  // The longest first: one may be part of another.
  std::vector<std::string> ordered = secrets;
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const std::string& secret : ordered) clean = without(std::move(clean), secret);
  return shortened(without_keys(clean), longest_message);
}

}  // namespace parapet::drafting
