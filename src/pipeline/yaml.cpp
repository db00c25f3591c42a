#include "pipeline/yaml.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/json_writer.hpp"
#include "parapet/error.hpp"

namespace parapet::pipeline {

namespace {

/// Texts that YAML 1.1 or 1.2 reads as something else.
constexpr std::array<std::string_view, 12> words = {"true", "false", "yes",  "no", "on",   "off",
                                                    "y",    "n",     "null", "~",  ".nan", ".inf"};

bool is_word(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::find(words.begin(), words.end(), lower) != words.end();
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Begins with a letter and has nothing that YAML gives a meaning to; times and numbers begin with digits.
bool is_plain(std::string_view text) {
  constexpr std::string_view safe = "._-/@+=,()<>";
  const auto allowed = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == ' ' || safe.find(c) != std::string_view::npos;
  };
  return !text.empty() && is_letter(text.front()) && text.back() != ' ' && !is_word(text) &&
         std::all_of(text.begin(), text.end(), allowed);
}

/// JSON's strings are YAML's double-quoted ones.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  detail::append_json_escaped(out, text);
  return out + "\"";
}

std::string scalar(std::string_view text) { return is_plain(text) ? std::string(text) : quoted(text); }

/// The key `on` of GitHub's workflows is written the way everybody does.
std::string key_text(const std::string& key) { return key == "on" ? key : scalar(key); }

class YamlWriter {
 public:
  explicit YamlWriter(const Comments& comments) : comments_(comments) {}

  /// What stands behind `key:` or `-`.
  void value(const Node& node, int indent) {
    if (node.is_structured() && !node.empty()) {
      out_ += '\n';
      node.is_object() ? map(node, indent, true) : list(node, indent);
    } else if (node.is_string() && node.get_ref<const std::string&>().find('\n') != std::string::npos) {
      block(node.get_ref<const std::string&>(), indent);
    } else {
      out_ += ' ' + one_line(node) + '\n';
    }
  }

  void map(const Node& node, int indent, bool indent_first) {
    for (const auto& [key, member] : node.items()) {
      if (indent_first) out_.append(indent, ' ');
      indent_first = true;
      out_ += key_text(key) + ':';
      value(member, indent + 2);
    }
  }

  std::string text() { return std::move(out_); }

 private:
  void list(const Node& node, int indent) {
    for (const Node& element : node) {
      out_.append(indent, ' ');
      out_ += '-';
      if (element.is_object() && !element.empty()) {
        out_ += ' ';
        map(element, indent + 2, false);
      } else {
        value(element, indent + 2);
      }
    }
  }

  /// Lines keep their own indentation; one newline at the end is kept, more are not needed.
  void block(const std::string& text, int indent) {
    if (text.front() == ' ' || text.front() == '\n' || !text.ends_with('\n') || text.ends_with("\n\n"))
      throw Error("a text of several lines begins with neither space nor newline and ends with one newline");
    out_ += " |\n";
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      if (end != begin) out_.append(indent, ' ').append(text, begin, end - begin);
      out_ += '\n';
      begin = end + 1;
    }
  }

  std::string one_line(const Node& node) const {
    if (!node.is_string()) return node.dump();
    const std::string& text = node.get_ref<const std::string&>();
    const auto comment = comments_.find(text);
    return comment == comments_.end() ? scalar(text) : scalar(text) + " # " + comment->second;
  }

  const Comments& comments_;
  std::string out_;
};

void refuse_controls(const Node& node) {
  if (node.is_string()) {
    for (const char c : node.get_ref<const std::string&>()) {
      if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f)
        throw Error("control characters have no place in a pipeline");
    }
  }
  for (const Node& child : node) {
    if (node.is_structured()) refuse_controls(child);
  }
}

}  // namespace

std::string yaml_text(const Node& node, const Comments& comments) {
  refuse_controls(node);
  YamlWriter writer(comments);
  writer.map(node, 0, true);
  return writer.text();
}

}  // namespace parapet::pipeline
