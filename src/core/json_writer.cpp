#include "json_writer.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace parapet::detail {

namespace {

/// For each byte: 0 as it is; otherwise the letter after the backslash, `u` for a numeric escape.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> letters{};
  for (int c = 0; c < 0x20; ++c) letters[static_cast<std::size_t>(c)] = 'u';
  letters[0x7F] = 'u';
  letters['"'] = '"';
  letters['\\'] = '\\';
  letters['\b'] = 'b';
  letters['\f'] = 'f';
  letters['\n'] = 'n';
  letters['\r'] = 'r';
  letters['\t'] = 't';
  return letters;
}();

constexpr std::uint64_t kEachByte = 0x0101010101010101u;
constexpr std::uint64_t kHighBits = 0x8080808080808080u;

/// Whether none of eight bytes needs an escape; may say no for bytes above 0x7F, which do not either.
bool eight_plain(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof(word));
  const auto has_zero = [](std::uint64_t bytes) { return (bytes - kEachByte) & ~bytes; };
  const std::uint64_t control = word - kEachByte * 0x20;
  return ((word | control | has_zero(word ^ (kEachByte * '"')) | has_zero(word ^ (kEachByte * '\\')) |
           has_zero(word ^ (kEachByte * 0x7F))) &
          kHighBits) == 0;
}

/// Position of the first byte that needs an escape, the size if there is none.
std::size_t plain_length(std::string_view text, std::size_t from) {
  while (from < text.size()) {
    if (from + 8 <= text.size() && eight_plain(text.data() + from)) {
      from += 8;
    } else if (kEscapes[static_cast<unsigned char>(text[from])] == 0) {
      ++from;
    } else {
      break;
    }
  }
  return from;
}

}  // namespace

void append_json_escaped(std::string& to, std::string_view text) {
  for (std::size_t at = 0;;) {
    const std::size_t end = plain_length(text, at);
    to.append(text.data() + at, end - at);
    if (end == text.size()) return;
    const auto c = static_cast<unsigned char>(text[end]);
    to += '\\';
    to += kEscapes[c];
    if (kEscapes[c] == 'u') {
      char hex[5];
      std::snprintf(hex, sizeof(hex), "%04x", c);
      to.append(hex, 4);
    }
    at = end + 1;
  }
}

std::string real_text(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof(text), value).ptr;
  return {text, end};
}

void JsonWriter::open(char bracket) {
  buffer_ += bracket;
  ++depth_;
  empty_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!empty_) {
    buffer_ += '\n';
    buffer_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  }
  buffer_ += bracket;
  empty_ = false;
  flush_if_full();
}

void JsonWriter::next_line() {
  if (!empty_) buffer_ += ',';
  buffer_ += '\n';
  buffer_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  empty_ = false;
}

void JsonWriter::key(std::string_view name) {
  next_line();
  buffer_ += '"';
  append_json_escaped(buffer_, name);
  append("\": ");
}

void JsonWriter::string(std::string_view text) {
  buffer_ += '"';
  append_json_escaped(buffer_, text);
  buffer_ += '"';
}

void JsonWriter::literal(std::string_view text) {
  std::string doubled;
  for (std::size_t i = 0; i < text.size(); ++i) {
    doubled += text[i];
    if ((text[i] == '$' || text[i] == '%') && i + 1 < text.size() && text[i + 1] == '{') doubled += text[i];
  }
  string(doubled);
}

void JsonWriter::integer(std::int64_t value) {
  char text[24];
  append({text, std::to_chars(text, text + sizeof(text), value).ptr});
}

void JsonWriter::natural(std::uint64_t value) {
  char text[24];
  append({text, std::to_chars(text, text + sizeof(text), value).ptr});
}

void JsonWriter::real(double value) { append(real_text(value)); }

void JsonWriter::flush_if_full() {
  if (buffer_.size() < kFlushAt) return;
  sink_.write(buffer_);
  buffer_.clear();
}

void JsonWriter::finish() {
  buffer_ += '\n';
  sink_.write(buffer_);
  buffer_.clear();
}

}  // namespace parapet::detail
