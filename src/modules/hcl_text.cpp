#include "modules/hcl_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace parapet::modules {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (static_cast<unsigned char>(c) >= 0x20) return std::string(1, c);
  std::array<char, 8> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "\\u%04x", static_cast<unsigned>(c));
  return buffer.data();
}

std::string list(const Json& value) {
  std::string text;
  for (const Json& element : value) text += (text.empty() ? "" : ", ") + literal(element);
  return "[" + text + "]";
}

std::string object(const Json& value) {
  if (value.empty()) return "{}";
  std::string text;
  for (const auto& [key, member] : value.items()) {
    text += text.empty() ? "" : ", ";
    // `{ for` would begin an expression.
    text += (is_identifier(key) && key != "for" ? key : quote(key)) + " = " + literal(member);
  }
  return "{ " + text + " }";
}

}  // namespace

bool is_identifier(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), is_word);
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += escaped(text[i]);
    const bool opens = (text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{';
    if (opens) out += text[i];
  }
  return out + "\"";
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](unsigned char c) { return c < 0x20; }, ' ');
  return out;
}

std::string literal(const Json& value) {
  if (value.is_array()) return list(value);
  if (value.is_object()) return object(value);
  return value.is_string() ? quote(value.get_ref<const std::string&>()) : value.dump();
}

}  // namespace parapet::modules
