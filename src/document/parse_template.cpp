#include "document/parser.hpp"
#include "parapet/document/parse.hpp"

namespace parapet::detail {

namespace {

constexpr std::string_view kTemplateSpace = " \t\r\n";

void append_utf8(std::string& out, std::uint32_t code) {
  const auto continuation = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    continuation(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    continuation(6);
    continuation(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

const Value* Parser::whole_template() {
  End end = End::text;
  const Value* value = parts_until(false, end);
  if (end != End::text || !at_end()) throw Unparsable{};
  return value;
}

const Value* Parser::quoted() {
  ++at_;
  End end = End::text;
  const Value* value = parts_until(true, end);
  if (end != End::text || peek() != '"') throw Unparsable{};
  ++at_;
  return value;
}

/// Reads up to the closing quote, the end of the text, or a directive that belongs to an outer one.
const Value* Parser::parts_until(bool quoted, End& end) {
  const Nest nest(*this);
  Parts parts;
  parts.trim_next = std::exchange(trim_after_directive_, false);
  end = End::text;
  while (!at_end() && !(quoted && peek() == '"')) {
    if (take_marker_escape(parts.literal)) continue;
    if (starts_with("${")) {
      interpolation(parts);
    } else if (starts_with("%{")) {
      if (directive(parts, quoted, end)) return joined(parts);
    } else if (quoted && peek() == '\\') {
      escape(parts.literal);
    } else if (quoted && peek() == '\n') {
      throw Unparsable{};
    } else if (parts.trim_next && parts.literal.empty() && kTemplateSpace.find(peek()) != std::string_view::npos) {
      ++at_;
    } else {
      parts.literal += peek();
      ++at_;
    }
  }
  return joined(parts);
}

bool Parser::take_marker_escape(std::string& literal) {
  if (!starts_with("$${") && !starts_with("%%{")) return false;
  literal += text_.substr(at_ + 1, 2);
  at_ += 3;
  return true;
}

void Parser::escape(std::string& literal) {
  const char c = peek(1);
  at_ += 2;
  switch (c) {
    case 'n':
      literal += '\n';
      break;
    case 'r':
      literal += '\r';
      break;
    case 't':
      literal += '\t';
      break;
    case '"':
    case '\\':
      literal += c;
      break;
    case 'u':
      unicode_escape(literal, 4);
      break;
    case 'U':
      unicode_escape(literal, 8);
      break;
    default:
      throw Unparsable{};
  }
}

void Parser::unicode_escape(std::string& literal, int digits) {
  std::uint32_t code = 0;
  for (int i = 0; i < digits; ++i, ++at_) {
    const int digit = hex_digit(peek());
    if (digit < 0) throw Unparsable{};
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) throw Unparsable{};
  append_utf8(literal, code);
}

/// `${` or `%{`, with the mark that trims the space before it.
bool Parser::open_marker(Parts& parts) {
  at_ += 2;
  const bool trim = peek() == '~';
  if (trim) {
    ++at_;
    parts.literal.erase(parts.literal.find_last_not_of(kTemplateSpace) + 1);
  }
  flush(parts);
  return trim;
}

void Parser::close_marker(Parts& parts) {
  skip();
  parts.trim_next = peek() == '~';
  if (parts.trim_next) ++at_;
  if (peek() != '}') throw Unparsable{};
  ++at_;
}

void Parser::flush(Parts& parts) {
  if (!parts.literal.empty()) append(parts, make_text(parts.literal));
  parts.literal.clear();
  parts.trim_next = false;
}

/// Neighbouring literals become one at the end, in `joined`.
void Parser::append(Parts& parts, const Value* value) { parts.items.push_back(value); }

void Parser::interpolation(Parts& parts) {
  open_marker(parts);
  const Lines lines(*this, false);
  append(parts, expression());
  close_marker(parts);
}

/// True when the directive ends this run of parts.
bool Parser::directive(Parts& parts, bool quoted, End& end) {
  open_marker(parts);
  const Lines lines(*this, false);
  const std::string_view word = identifier();
  if (word == "if") {
    append(parts, if_directive(quoted));
  } else if (word == "for") {
    append(parts, for_directive(quoted));
  } else {
    end = word == "else" ? End::otherwise : word == "endif" ? End::endif : End::endfor;
    if (word != "else" && word != "endif" && word != "endfor") throw Unparsable{};
    close_marker(parts);
    trim_after_directive_ = parts.trim_next;
    return true;
  }
  parts.trim_next = std::exchange(trim_after_directive_, false);
  return false;
}

const Value* Parser::if_directive(bool quoted) {
  const Value* condition = expression();
  Parts marker;
  close_marker(marker);
  trim_after_directive_ = marker.trim_next;
  End end = End::text;
  const Value* then = parts_until(quoted, end);
  const Value* otherwise = end == End::otherwise ? parts_until(quoted, end) : make_text("");
  if (end != End::endif) throw Unparsable{};
  return make_conditional(condition, then, otherwise);
}

/// The results are put together without anything between them, which `join` says.
const Value* Parser::for_directive(bool quoted) {
  ForPart part{};
  part.value_name = make_text(identifier());
  if (take(",")) {
    part.key_name = part.value_name;
    part.value_name = make_text(identifier());
  }
  if (identifier() != "in") throw Unparsable{};
  part.collection = expression();
  Parts marker;
  close_marker(marker);
  trim_after_directive_ = marker.trim_next;
  End end = End::text;
  const Value* body = parts_until(quoted, end);
  if (end != End::endfor) throw Unparsable{};
  // A body that is one expression is turned into text like any template.
  const Value* parts[] = {make_text(""), body};
  part.value = body->kind == Kind::text || body->kind == Kind::join ? body : make_join(parts, 2);
  const Value* arguments[] = {make_text(""), make_for(part, false)};
  return make_call("join", arguments, 2);
}

const Value* Parser::joined(Parts& parts) {
  flush(parts);
  if (parts.items.empty()) return make_text("");
  if (parts.items.size() == 1) return parts.items.front();
  std::vector<const Value*> merged;
  std::string literal;
  const auto close = [&] {
    if (!literal.empty()) merged.push_back(make_text(literal));
    literal.clear();
  };
  for (const Value* item : parts.items) {
    if (item->kind == Kind::text) {
      literal += text_of(item);
    } else {
      close();
      merged.push_back(item);
    }
  }
  close();
  if (merged.empty()) return make_text("");
  if (merged.size() == 1 && merged.front()->kind == Kind::text) return merged.front();
  return make_join(merged.data(), merged.size());
}

}  // namespace parapet::detail

namespace parapet {

bool has_template(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("%{") != std::string_view::npos;
}

const detail::Value* parse_template(std::string_view text) {
  if (!has_template(text)) return detail::make_text(text);
  try {
    return detail::Parser(text).whole_template();
  } catch (const detail::Unparsable&) {
    return detail::make_raw(text);
  }
}

const detail::Value* parse_expression(std::string_view text) {
  try {
    return detail::Parser(text).whole_expression();
  } catch (const detail::Unparsable&) {
    return detail::make_raw(text);
  }
}

}  // namespace parapet
