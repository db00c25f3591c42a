#include "import/code.hpp"

#include <algorithm>
#include <utility>

namespace parapet::importing {

namespace {

constexpr std::size_t line_width = 120;
constexpr std::size_t step = 4;
/// More assignments than that are hard to read on one line.
constexpr std::size_t most_on_a_line = 2;

void append_escaped(std::string& to, char c) {
  static constexpr std::string_view plain = "\\\"\n\t\r";
  static constexpr std::string_view named = "\\\"ntr";
  if (const std::size_t known = plain.find(c); known != std::string_view::npos) {
    to += '\\';
    to += named[known];
  } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
    // Three digits, so that a digit behind it is none of them.
    const auto byte = static_cast<unsigned char>(c);
    to += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + ((byte >> 3) & 7)),
           static_cast<char>('0' + (byte & 7))};
  } else {
    to += c;
  }
}

/// `??=` and its like are characters of old; a compiler in a strict mode would replace them.
bool starts_trigraph(std::string_view characters, std::size_t at) {
  return at > 0 && characters[at] == '?' && characters[at - 1] == '?';
}

std::string literal_of(std::string_view characters) {
  std::string text = "\"";
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (starts_trigraph(characters, i)) text += '\\';
    append_escaped(text, characters[i]);
  }
  return text + '"';
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string flat(const Code& code) {
  if (code.kind == Code::Kind::text) return code.head;
  if (code.kind == Code::Kind::literal) return cpp_literal(code.head);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < code.items.size(); ++i)
    parts.push_back((code.members.empty() ? "" : "." + code.members[i] + " = ") + flat(code.items[i]));
  const bool braces = code.kind == Code::Kind::braces;
  return code.head + (braces ? "{" : "(") + joined(parts) + (braces ? "}" : ")");
}

bool is_bracketed(const Code& code) { return code.kind == Code::Kind::braces || code.kind == Code::Kind::call; }

/// How much a line would hold: assignments, and elements that have parts of their own.
std::size_t weight(const Code& code) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < code.items.size(); ++i) {
    const Code& item = code.items[i];
    const bool counts = !code.members.empty() ||
                        (code.items.size() > 1 && item.kind == Code::Kind::braces && code.kind == Code::Kind::braces);
    sum += std::max<std::size_t>(counts ? 1 : 0, weight(item));
  }
  return sum;
}

/// Where the next line of a long text begins: behind a space or a comma where there is one, never inside a character.
std::size_t piece_size(std::string_view rest, std::size_t room) {
  std::size_t size = 0, columns = 0, good = 0;
  while (size < rest.size()) {
    const std::size_t width = literal_of(rest.substr(size, 1)).size() - 2;
    if (columns + width > room) break;
    columns += width;
    ++size;
    if (rest[size - 1] == ' ' || rest[size - 1] == ',') good = size;
  }
  if (size == rest.size()) return size;
  if (good > 0) return good;
  while (size > 1 && (static_cast<unsigned char>(rest[size]) & 0xC0) == 0x80) --size;
  return std::max<std::size_t>(size, 1);
}

class Layout {
 public:
  explicit Layout(std::size_t column) : column_(column) {}

  void append(const Code& code, std::size_t indent, std::size_t after) {
    const std::string line = flat(code);
    if ((weight(code) <= most_on_a_line && fits(line, after)) || is_unbreakable(code)) {
      put(line);
    } else if (code.kind == Code::Kind::literal) {
      long_text(code.head, indent + step);
    } else if (code.kind == Code::Kind::braces) {
      broken_braces(code, indent, after);
    } else {
      broken_call(code, indent, after);
    }
  }

  std::string take() { return std::move(text_); }

 private:
  bool fits(std::string_view line, std::size_t after) const { return column_ + line.size() + after <= line_width; }

  static bool is_unbreakable(const Code& code) {
    return code.kind == Code::Kind::text ||
           (code.kind == Code::Kind::literal && code.head.find('\0') != std::string::npos) ||
           (is_bracketed(code) && code.items.empty());
  }

  void put(std::string_view piece) {
    text_ += piece;
    column_ += piece.size();
  }

  void new_line(std::size_t indent) {
    if (text_.ends_with(' ')) text_.pop_back();
    text_ += '\n';
    text_.append(indent, ' ');
    column_ = indent;
  }

  void long_text(std::string_view characters, std::size_t indent) {
    while (!characters.empty()) {
      new_line(indent);
      const std::size_t size = piece_size(characters, line_width - indent - step);
      put(literal_of(characters.substr(0, size)));
      characters.remove_prefix(size);
    }
  }

  /// Whether the only item of braces begins on their line.
  bool hugs(const Code& code) const {
    if (code.items.size() != 1 || !is_bracketed(code.items.front())) return false;
    const Code& item = code.items.front();
    const std::string beginning = (code.members.empty() ? "" : "." + code.members.front() + " = ") + item.head + "{";
    return fits(beginning, 0);
  }

  void broken_braces(const Code& code, std::size_t indent, std::size_t after) {
    put(code.head + "{");
    if (hugs(code)) {
      put(code.members.empty() ? "" : "." + code.members.front() + " = ");
      append(code.items.front(), indent, after + 1);
      return put("}");
    }
    for (std::size_t i = 0; i < code.items.size(); ++i) {
      new_line(indent + step);
      if (!code.members.empty()) put("." + code.members[i] + " = ");
      append(code.items[i], indent + step, 1);
      put(",");
    }
    new_line(indent);
    put("}");
  }

  void broken_call(const Code& code, std::size_t indent, std::size_t after) {
    put(code.head + "(");
    bool moved = false;
    for (std::size_t i = 0; i < code.items.size(); ++i) {
      const bool last = i + 1 == code.items.size();
      const Code& item = code.items[i];
      const std::size_t behind = last ? after + 1 : 1;
      const bool room = is_bracketed(item) ? fits(" " + item.head + "{", 0) : fits(" " + flat(item), behind);
      if (i > 0 && (moved || !room)) {
        moved = true;
        new_line(indent + step);
      } else if (i > 0) {
        put(" ");
      }
      append(item, moved ? indent + step : indent, behind);
      if (!last) put(",");
    }
    put(")");
  }

  std::string text_;
  std::size_t column_;
};

}  // namespace

Code text_code(std::string text) { return {Code::Kind::text, std::move(text), {}, {}}; }
Code literal_code(std::string_view characters) { return {Code::Kind::literal, std::string(characters), {}, {}}; }
Code call_code(std::string head, std::vector<Code> arguments) {
  return {Code::Kind::call, std::move(head), {}, std::move(arguments)};
}
Code braces_code(std::string head, std::vector<Code> items) {
  return {Code::Kind::braces, std::move(head), {}, std::move(items)};
}
void add_member(Code& braces, std::string member, Code value) {
  braces.members.push_back(std::move(member));
  braces.items.push_back(std::move(value));
}

std::string laid_out(const Code& code, std::size_t indent, std::size_t column, std::size_t after) {
  Layout layout(column);
  layout.append(code, indent, after);
  return layout.take();
}

std::string cpp_literal(std::string_view characters) {
  const std::string literal = literal_of(characters);
  if (characters.find('\0') == std::string_view::npos) return literal;
  return "std::string_view(" + literal + ", " + std::to_string(characters.size()) + ")";
}

}  // namespace parapet::importing
