#include "document/parser.hpp"

namespace parapet::detail {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

bool Parser::skip_comment() {
  if (peek() == '#' || starts_with("//")) {
    while (!at_end() && peek() != '\n') ++at_;
    return true;
  }
  if (!starts_with("/*")) return false;
  const std::size_t end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) throw Unparsable{};
  at_ = end + 2;
  return true;
}

void Parser::skip() {
  while (!at_end()) {
    const char c = peek();
    const bool space = c == ' ' || c == '\t' || c == '\r' || (c == '\n' && !lines_separate_);
    if (space) {
      ++at_;
    } else if (!skip_comment()) {
      return;
    }
  }
}

void Parser::skip_separators(char close) {
  bool line = false;
  bool comma = false;
  for (skip(); peek() == '\n' || (peek() == ',' && !comma); skip()) {
    (peek() == '\n' ? line : comma) = true;
    ++at_;
  }
  if (peek() != close && !line && !comma) throw Unparsable{};
}

bool Parser::take(std::string_view token) {
  skip();
  if (!starts_with(token)) return false;
  at_ += token.size();
  return true;
}

void Parser::expect(std::string_view token) {
  if (!take(token)) throw Unparsable{};
}

bool Parser::at_word(std::string_view word) const { return starts_with(word) && !is_word_character(peek(word.size())); }
bool Parser::at_identifier() const { return is_letter(peek()); }

std::string_view Parser::identifier() {
  skip();
  if (!at_identifier()) throw Unparsable{};
  const std::size_t first = at_;
  while (is_word_character(peek())) ++at_;
  return text_.substr(first, at_ - first);
}

}  // namespace parapet::detail
