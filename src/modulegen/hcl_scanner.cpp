#include "modulegen/hcl_scanner.hpp"

#include <algorithm>

#include "parapet/error.hpp"

namespace parapet::modulegen {

namespace {

constexpr int max_depth = 400;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

char closing(char open) { return open == '{' ? '}' : open == '[' ? ']' : ')'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(space) - first + 1);
}

/// Finds where things end without understanding expressions: only comments, strings, heredocs and brackets can hide a
/// bracket or a line's end.
class Scanner {
 public:
  Scanner(std::string_view text, std::string_view file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::vector<HclBlock> blocks(std::span<const std::string_view> types) {
    std::vector<HclBlock> found;
    for (skip_blank(true); !at_end(); skip_blank(true)) {
      HclBlock block = header();
      if (std::find(types.begin(), types.end(), block.type) == types.end()) {
        skip_group();
      } else {
        body(block);
        found.push_back(std::move(block));
      }
      end_line();
    }
    return found;
  }

 private:
  [[noreturn]] void fail(unsigned line, const std::string& problem) const {
    throw Error(std::string(file_) + ":" + std::to_string(line) + ": " + problem);
  }
  std::string found() const {
    if (at_end()) return "the end of the file";
    return peek() == '\n' || peek() == '\r' ? "the end of the line" : "`" + std::string(1, peek()) + "`";
  }

  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool starts_with(std::string_view token) const { return text_.substr(at_).starts_with(token); }
  void advance(std::size_t count = 1) {
    for (; count > 0 && !at_end(); --count) line_ += text_[at_++] == '\n' ? 1 : 0;
  }

  void skip_blank(bool lines) {
    while (!at_end()) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\r' || (c == '\n' && lines)) {
        advance();
      } else if (!skip_comment()) {
        return;
      }
    }
  }

  bool skip_comment() {
    if (peek() == '#' || starts_with("//")) {
      while (!at_end() && peek() != '\n') advance();
      return true;
    }
    if (!starts_with("/*")) return false;
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) fail(line_, "the comment that begins here is never closed; end it with */");
    advance(end + 2 - at_);
    return true;
  }

  std::string_view word(std::string_view expected) {
    if (!is_letter(peek())) fail(line_, "expected " + std::string(expected) + ", found " + found());
    const std::size_t first = at_;
    while (is_word_character(peek())) advance();
    return text_.substr(first, at_ - first);
  }

  /// A string in quotes; expressions in it may have strings of their own.
  std::string_view skip_string() {
    const std::size_t first = at_;
    const unsigned line = line_;
    advance();
    while (peek() != '"') {
      if (at_end() || peek() == '\n') fail(line, "the string that begins here is not closed on its line");
      if (starts_with("$${") || starts_with("%%{")) {
        advance(3);
      } else if (starts_with("${") || starts_with("%{")) {
        advance();
        skip_group();
      } else {
        advance(peek() == '\\' ? 2 : 1);
      }
    }
    advance();
    return text_.substr(first, at_ - first);
  }

  /// `<<` and the name of a heredoc up to the line that repeats the name.
  void skip_heredoc() {
    const unsigned line = line_;
    advance(starts_with("<<-") ? 3 : 2);
    const std::string_view marker = word("the name of a heredoc after <<");
    while (peek() != '\n' && !at_end()) advance();
    while (!at_end()) {
      advance();
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      const bool last = trimmed(text_.substr(at_, end - at_)) == marker;
      advance(end - at_);
      if (last) return;
    }
    fail(line, "the heredoc that begins here is never closed; end it with a line " + std::string(marker));
  }

  /// Brackets with all that is in them.
  void skip_group() {
    const unsigned line = line_;
    const char open = peek();
    if (++depth_ > max_depth) fail(line, "brackets nest deeper than " + std::to_string(max_depth) + " levels");
    for (advance(); peek() != closing(open);) {
      if (at_end()) fail(line, "the `" + std::string(1, open) + "` here is never closed");
      skip_item();
    }
    advance();
    --depth_;
  }

  void skip_item() {
    const char c = peek();
    if (c == '"') {
      skip_string();
    } else if (c == '{' || c == '[' || c == '(') {
      skip_group();
    } else if (c == '}' || c == ']' || c == ')') {
      fail(line_, "found `" + std::string(1, c) + "`, which closes nothing");
    } else if (starts_with("<<")) {
      skip_heredoc();
    } else if (!skip_comment()) {
      advance();
    }
  }

  bool at_comment() const { return peek() == '#' || starts_with("//"); }

  std::string expression() {
    skip_blank(false);
    const std::size_t first = at_;
    while (!at_end() && peek() != '\n' && peek() != '}' && !at_comment()) skip_item();
    const std::string_view text = trimmed(text_.substr(first, at_ - first));
    if (text.empty()) fail(line_, "expected an expression after `=`, found " + found());
    return std::string(text);
  }

  /// Type and labels, up to the `{`.
  HclBlock header() {
    HclBlock block;
    block.line = line_;
    block.type = word("a block such as variable \"name\" { ... }");
    labels(block.labels);
    return block;
  }

  void labels(std::vector<std::string>& into) {
    for (skip_blank(false); peek() != '{'; skip_blank(false)) {
      if (peek() == '"') {
        const std::string_view quoted = skip_string();
        into.emplace_back(quoted.substr(1, quoted.size() - 2));
      } else {
        into.emplace_back(word("a label or the `{` of a block"));
      }
    }
  }

  void body(HclBlock& block) {
    advance();
    for (skip_blank(true); peek() != '}'; skip_blank(true)) {
      if (at_end()) fail(block.line, "the block " + block.type + " that begins here is never closed");
      member(block);
    }
    advance();
  }

  void member(HclBlock& block) {
    HclAttribute attribute;
    attribute.line = line_;
    attribute.name = word("an attribute, a block or the `}` of " + block.type);
    skip_blank(false);
    if (peek() == '=') {
      advance();
      attribute.text = expression();
      block.attributes.push_back(std::move(attribute));
    } else {
      std::vector<std::string> ignored;
      labels(ignored);
      skip_group();
    }
    skip_blank(false);
    if (peek() != '}') end_line();
  }

  void end_line() {
    skip_blank(false);
    if (!at_end() && peek() != '\n') fail(line_, "expected the end of the line, found " + found());
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  unsigned line_ = 1;
  int depth_ = 0;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The indentation that all lines have; lines of nothing but space do not count.
std::size_t common_indent(std::span<const std::string_view> lines) {
  std::size_t indent = std::string_view::npos;
  for (const std::string_view line : lines) indent = std::min(indent, line.find_first_not_of(' '));
  return indent == std::string_view::npos ? 0 : indent;
}

}  // namespace

std::vector<HclBlock> scan_hcl(std::string_view text, std::string_view file, std::span<const std::string_view> types) {
  return Scanner(text, file).blocks(types);
}

std::string heredoc_text(std::string_view heredoc) {
  const std::vector<std::string_view> lines = lines_of(heredoc);
  const std::span content = std::span(lines).subspan(1, lines.size() - 2);
  const std::size_t indent = heredoc.starts_with("<<-") ? common_indent(content) : 0;
  std::string text;
  for (const std::string_view line : content) {
    text += line.substr(std::min(indent, line.size()));
    text += '\n';
  }
  return text;
}

}  // namespace parapet::modulegen
