#include <algorithm>
#include <cstdio>

#include "document/functions.hpp"

namespace parapet::detail {

namespace {

/// One `%-5.2f` of a format.
struct Verb {
  bool left = false;
  bool zeros = false;
  int width = 0;
  int precision = -1;
  char letter = 0;
  bool is_plain() const { return !left && !zeros && width == 0 && precision < 0; }
};

/// Reads the verb behind `%`; false for what is not supported (flags, argument numbers).
bool read_verb(std::string_view format, std::size_t& at, Verb& verb) {
  const auto peek = [&] { return at < format.size() ? format[at] : '\0'; };
  const auto number = [&] {
    int value = 0;
    for (; peek() >= '0' && peek() <= '9' && value < 1000; ++at) value = value * 10 + (peek() - '0');
    return value;
  };
  for (; peek() == '-' || peek() == '0'; ++at) (peek() == '-' ? verb.left : verb.zeros) = true;
  verb.width = number();
  if (peek() == '.') {
    ++at;
    verb.precision = number();
  }
  verb.letter = peek();
  ++at;
  return verb.letter != 0 && verb.width < 1000 && verb.precision < 100;
}

std::string padded(std::string text, const Verb& verb) {
  const auto width = static_cast<std::size_t>(verb.width);
  // Width counts characters, not bytes.
  const auto length = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (length >= width) return text;
  if (verb.left) return text + std::string(width - length, ' ');
  if (!verb.zeros) return std::string(width - length, ' ') + text;
  const bool sign = !text.empty() && text[0] == '-';
  return text.insert(sign ? 1 : 0, width - length, '0');
}

std::optional<std::string> formatted(const Call& call, View value, const Verb& verb) {
  if (verb.letter == 's' && verb.precision < 0) return as_text(value);
  if (verb.letter == 'v' && verb.precision < 0) {
    if (value.is_scalar() || value.is_unset()) return as_text(value);
    const auto whole = call.whole(value);
    return whole ? std::optional(encode_json(*whole)) : std::nullopt;
  }
  if (verb.letter == 'q' && verb.precision < 0) {
    const auto text = as_text(value);
    return text ? std::optional(encode_json(make_text(*text))) : std::nullopt;
  }
  if (verb.letter == 't' && verb.precision < 0) {
    const auto boolean = as_boolean(value);
    return boolean ? std::optional<std::string>(*boolean ? "true" : "false") : std::nullopt;
  }
  const auto number = as_number(value);
  if (verb.letter == 'd' && verb.precision < 0 && number && number->is_whole()) return number->text();
  if (verb.letter == 'f' && number) {
    char buffer[512];
    std::snprintf(buffer, sizeof(buffer), "%.*f", verb.precision < 0 ? 6 : verb.precision, number->as_double());
    return buffer;
  }
  return std::nullopt;
}

/// The parts of a formatted text; empty when it cannot be told.
std::vector<const Value*> format_parts(const Call& call, std::string_view format, const std::vector<View>& values) {
  std::vector<const Value*> parts;
  std::string literal;
  std::size_t next = 0;
  for (std::size_t at = 0; at < format.size();) {
    if (format[at] != '%') {
      literal += format[at++];
      continue;
    }
    Verb verb;
    if (!read_verb(format, ++at, verb)) return {};
    if (verb.letter == '%') {
      literal += '%';
      continue;
    }
    if (next >= values.size()) return {};
    const View value = values[next++];
    if (const auto text = formatted(call, value, verb)) {
      literal += padded(*text, verb);
      if (literal.size() > kMaxText) return {};
    } else if (value.is_expression() && verb.is_plain() &&
               (verb.letter == 's' || verb.letter == 'v' || verb.letter == 'd')) {
      parts.push_back(make_text(std::exchange(literal, {})));
      parts.push_back(value.value());
    } else {
      return {};
    }
  }
  if (next != values.size()) return {};
  parts.push_back(make_text(literal));
  return parts;
}

const Value* format(const Call& call) {
  if (!call[0].is_text()) return nullptr;
  std::vector<View> values;
  for (std::size_t i = 1; i < call.size(); ++i) values.push_back(call[i]);
  const auto parts = format_parts(call, call[0].text(), values);
  return parts.empty() ? nullptr : call.folder().fold(make_join(parts.data(), parts.size()), {});
}

/// Lists are walked together, single values repeat.
const Value* formatlist(const Call& call) {
  if (!call[0].is_text()) return nullptr;
  std::optional<std::size_t> count;
  for (std::size_t i = 1; i < call.size(); ++i) {
    if (call[i].is_expression()) return nullptr;
    if (!call[i].is_list()) continue;
    if (count && *count != call[i].size()) return nullptr;
    count = call[i].size();
  }
  std::vector<const Value*> results;
  for (std::size_t row = 0; row < count.value_or(1); ++row) {
    std::vector<View> values;
    for (std::size_t i = 1; i < call.size(); ++i)
      values.push_back(call[i].is_list() ? call.inner(call[i].element(row)) : call[i]);
    const auto parts = format_parts(call, call[0].text(), values);
    if (parts.empty() || !call.folder().spend(1)) return nullptr;
    results.push_back(call.folder().fold(make_join(parts.data(), parts.size()), {}));
  }
  return make_list(results.data(), results.size());
}

const Value* jsonencode(const Call& call) {
  const auto whole = call.whole(call[0]);
  if (!whole) return nullptr;
  const std::string text = encode_json(*whole);
  return text.size() > kMaxText ? nullptr : make_text(text);
}

}  // namespace

const std::vector<Function>& format_functions() {
  static const std::vector<Function> functions{
      {"format", 1, 100, format}, {"formatlist", 1, 100, formatlist}, {"jsonencode", 1, 1, jsonencode}};
  return functions;
}

namespace {

void append_json(std::string& out, View value);

/// Escapes as Go's encoding/json does by default, which Terraform uses.
void append_json_text(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view three = text.substr(i, 3);
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&') {
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    } else if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9") {
      out += three == "\xE2\x80\xA8" ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json_object(std::string& out, View value) {
  const auto members = sorted_members(value);
  if (!members) return;
  out += '{';
  for (std::size_t i = 0; i < members->size(); ++i) {
    if (i != 0) out += ',';
    append_json_text(out, (*members)[i].first);
    out += ':';
    append_json(out, (*members)[i].second);
  }
  out += '}';
}

void append_json(std::string& out, View value) {
  if (out.size() > kMaxText) return;
  if (value.is_unset()) {
    out += "null";
  } else if (value.is_text()) {
    append_json_text(out, value.text());
  } else if (value.is_scalar()) {
    out += *as_text(value);
  } else if (value.is_list()) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i != 0) out += ',';
      append_json(out, value.element(i));
    }
    out += ']';
  } else {
    append_json_object(out, value);
  }
}

}  // namespace

std::string encode_json(View whole) {
  std::string out;
  append_json(out, whole);
  return out;
}

}  // namespace parapet::detail
