#include "requirements/lint_json.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>

#include "core/utf8.hpp"

namespace parapet::requirements::linting {

namespace {

constexpr std::size_t deepest_level = 100;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Ends the reading: the text is no JSON.
struct Broken {
  JsonDefect defect;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& to, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { to += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      byte(0xE0 | code >> 12);
    } else {
      byte(0xF0 | code >> 18);
      byte(0x80 | (code >> 12 & 0x3F));
    }
    byte(0x80 | (code >> 6 & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view bytes) : bytes_(bytes) {
    if (bytes_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  }

  JsonText read() {
    JsonText text;
    try {
      value(text.root, 0);
      space();
      if (at_ < bytes_.size())
        refuse("expected the end of the file, found " + found(), "Delete what follows the array.");
      text.complete = true;
    } catch (const Broken& broken) {
      defects_.push_back(broken.defect);
    }
    text.defects = std::move(defects_);
    return text;
  }

 private:
  [[noreturn]] void refuse(std::string message, std::string suggestion) const {
    throw Broken{{at_, std::move(message), std::move(suggestion)}};
  }

  std::string found() const {
    if (at_ >= bytes_.size()) return "the end of the file";
    const auto byte = static_cast<unsigned char>(bytes_[at_]);
    if (byte < 0x20 || byte >= 0x7F) return "a byte that no JSON has there";
    return std::string("`") + bytes_[at_] + "`";
  }

  char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  void space() {
    while (at_ < bytes_.size() && std::string_view(" \t\r\n").find(bytes_[at_]) != std::string_view::npos) ++at_;
  }

  void value(Node& node, std::size_t level) {
    space();
    if (level > deepest_level) refuse("nested deeper than 100 levels", "No requirement needs that; write it flat.");
    node.begin = at_;
    switch (peek()) {
      case '{':
        object(node, level);
        break;
      case '[':
        array(node, level);
        break;
      case '"':
        node.kind = Node::Kind::text;
        node.text = string();
        break;
      default:
        word_or_number(node);
    }
    node.end = at_;
  }

  /// After an element: true if another one follows.
  bool another(char close) {
    space();
    if (peek() == close) {
      ++at_;
      return false;
    }
    if (peek() != ',') {
      refuse(std::string("expected a comma or `") + close + "`, found " + found(),
             "Look at the end of the line before, too.");
    }
    ++at_;
    space();
    if (peek() == close) refuse("a comma with nothing after it", "Delete the comma.");
    return true;
  }

  void array(Node& node, std::size_t level) {
    node.kind = Node::Kind::array;
    ++at_;
    space();
    if (peek() == ']') {
      ++at_;
      return;
    }
    do {
      value(node.items.emplace_back(), level + 1);
    } while (another(']'));
  }

  void object(Node& node, std::size_t level) {
    node.kind = Node::Kind::object;
    ++at_;
    space();
    if (peek() == '}') {
      ++at_;
      return;
    }
    std::set<std::string> names;
    do {
      member(node, level, names);
    } while (another('}'));
  }

  void member(Node& node, std::size_t level, std::set<std::string>& names) {
    space();
    JsonMember member;
    member.begin = at_;
    if (peek() != '"') refuse("expected a key in double quotes, found " + found(), "Put the name in double quotes.");
    member.name = string();
    space();
    if (peek() != ':') refuse("expected a colon after the key, found " + found(), "Write `\"key\": value`.");
    ++at_;
    value(member.value, level + 1);
    if (names.insert(member.name).second) {
      node.members.push_back(std::move(member));
    } else {
      defects_.push_back(
          {member.begin, "the key \"" + member.name + "\" occurs twice in one object", "Keep one of them."});
    }
  }

  void word_or_number(Node& node) {
    const std::size_t begin = at_;
    if (peek() == '-' || is_digit(peek())) {
      node.kind = Node::Kind::number;
      number();
    } else {
      word(node);
    }
    node.text = bytes_.substr(begin, at_ - begin);
  }

  void word(Node& node) {
    for (const std::string_view word : {"true", "false", "null"}) {
      if (!bytes_.substr(at_).starts_with(word)) continue;
      node.kind = word == "null" ? Node::Kind::null : Node::Kind::boolean;
      at_ += word.size();
      return;
    }
    refuse("expected a value, found " + found(),
           "A value is a text in double quotes, a number, true, false, null, a list or an object.");
  }

  void digits() {
    if (!is_digit(peek())) refuse("expected a digit, found " + found(), "Write the number out.");
    while (is_digit(peek())) ++at_;
  }

  void number() {
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
    } else {
      digits();
    }
    if (peek() == '.') {
      ++at_;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      digits();
    }
  }

  std::string string() {
    const std::size_t begin = ++at_;
    std::string text;
    while (peek() != '"' || at_ >= bytes_.size()) {
      if (at_ >= bytes_.size()) refuse("a text without its closing double quote", "Close the text.");
      if (static_cast<unsigned char>(peek()) < 0x20)
        refuse("a text goes over the end of the line or holds a control character", "Close the text on its line.");
      if (peek() == '\\') {
        escape(text);
      } else {
        run(text);
      }
    }
    if (!detail::is_valid_utf8(text)) {
      at_ = begin;
      refuse("a text that is no UTF-8, or holds a NUL", "Save the file as UTF-8.");
    }
    ++at_;
    return text;
  }

  /// What stands for itself.
  void run(std::string& text) {
    const std::size_t begin = at_;
    const char* const bytes = bytes_.data();
    while (at_ < bytes_.size() && bytes[at_] != '"' && bytes[at_] != '\\' &&
           static_cast<unsigned char>(bytes[at_]) >= 0x20)
      ++at_;
    text.append(bytes + begin, at_ - begin);
  }

  void escape(std::string& text) {
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meaning = "\"\\/\b\f\n\r\t";
    const char letter = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
    const std::size_t known = letters.find(letter);
    if (letter == 'u') return unicode(text);
    if (letter == '\0' || known == std::string_view::npos)
      refuse("an escape that JSON does not know", "Write `\\\\` for a backslash.");
    text += meaning[known];
    at_ += 2;
  }

  /// `\uXXXX`, two of them for what lies above U+FFFF.
  void unicode(std::string& text) {
    std::uint32_t code = hex();
    if (code >= 0xD800 && code < 0xDC00 && bytes_.substr(at_).starts_with("\\u")) {
      const std::uint32_t low = hex();
      if (low < 0xDC00 || low > 0xDFFF) refuse("half of a surrogate pair", "Write the character itself.");
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      refuse("half of a surrogate pair", "Write the character itself.");
    }
    append_utf8(text, code);
  }

  std::uint32_t hex() {
    std::uint32_t code = 0;
    const std::string_view four = bytes_.substr(std::min(at_ + 2, bytes_.size()), 4);
    const auto [end, error] = std::from_chars(four.data(), four.data() + four.size(), code, 16);
    if (four.size() < 4 || error != std::errc() || end != four.data() + 4)
      refuse("`\\u` without four hexadecimal digits", "Write the character itself.");
    at_ += 6;
    return code;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<JsonDefect> defects_;
};

std::string unescaped_step(std::string_view step) {
  std::string text;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size()) {
      text += step[++i] == '1' ? '/' : '~';
    } else {
      text += step[i];
    }
  }
  return text;
}

const Node* element_of(const Node& array, std::string_view step) {
  std::size_t position = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), position);
  const bool whole = error == std::errc() && end == step.data() + step.size();
  return whole && position < array.items.size() ? &array.items[position] : nullptr;
}

/// How many bytes of the file one byte (or one escape) of a text takes, and how many bytes it stands for.
struct Extent {
  std::size_t written;
  std::size_t meant;
};

Extent extent_at(std::string_view file, std::size_t at) {
  if (file[at] != '\\') return {1, 1};
  if (file[at + 1] != 'u') return {2, 1};
  std::uint32_t code = 0;
  std::from_chars(file.data() + at + 2, file.data() + at + 6, code, 16);
  if (code >= 0xD800 && code < 0xDC00) return {12, 4};
  return {6, code < 0x80 ? 1U : code < 0x800 ? 2U : 3U};
}

constexpr std::size_t block_size = 4096;

std::size_t characters_in(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const JsonMember& member : members) {
    if (member.name == key) return &member.value;
  }
  return nullptr;
}

const Node* Node::at(std::string_view pointer) const {
  const Node* node = this;
  while (node != nullptr && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    node = node->is_array() ? element_of(*node, step) : node->find(unescaped_step(step));
    pointer.remove_prefix(step.size());
  }
  return node;
}

JsonText read_json(std::string_view bytes) { return JsonScanner(bytes).read(); }

std::size_t place_in(std::string_view file, const Node& text, std::size_t byte) {
  std::size_t at = text.begin + 1;
  for (std::size_t meant = 0; meant < byte && at + 1 < text.end;) {
    const Extent extent = extent_at(file, at);
    meant += extent.meant;
    if (meant > byte) break;
    at += extent.written;
  }
  return at;
}

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

Lines::Lines(std::string_view bytes) : bytes_(bytes), starts_{0}, characters_{0} {
  if (bytes.starts_with(byte_order_mark)) starts_[0] = byte_order_mark.size();
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
    starts_.push_back(at + 1);
  for (std::size_t at = 0; at < bytes.size(); at += block_size)
    characters_.push_back(characters_.back() + characters_in(bytes.substr(at, block_size)));
}

std::size_t Lines::line(std::size_t byte) const {
  return static_cast<std::size_t>(std::upper_bound(starts_.begin() + 1, starts_.end(), byte) - starts_.begin());
}

std::size_t Lines::characters_before(std::size_t byte) const {
  byte = std::min(byte, bytes_.size());
  const std::size_t block = byte / block_size;
  return characters_[block] + characters_in(bytes_.substr(block * block_size, byte % block_size));
}

Lines::Place Lines::at(std::size_t byte) const {
  const std::size_t number = line(byte);
  return {number, characters_before(byte) - characters_before(starts_[number - 1]) + 1};
}

}  // namespace parapet::requirements::linting
