#include "guardrails/path.hpp"

#include <cctype>

namespace parapet::guardrails {

namespace {

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; }

class PathParser {
 public:
  PathParser(std::string_view text, std::vector<PathStep>& steps) : rest_(text), steps_(steps) {}

  bool parse() {
    if (rest_ == "@") return true;
    if (!member()) return false;
    while (!rest_.empty()) {
      if (!next()) return false;
    }
    return true;
  }

 private:
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  bool member() {
    std::size_t length = 0;
    while (length < rest_.size() && is_name(rest_[length])) ++length;
    if (length == 0) return false;
    steps_.push_back({PathStep::Kind::member, rest_.substr(0, length)});
    rest_.remove_prefix(length);
    return true;
  }
  bool key() {
    std::size_t end = rest_.find('"');
    if (end == std::string_view::npos || !rest_.substr(end).starts_with("\"]")) return false;
    steps_.push_back({PathStep::Kind::key, rest_.substr(0, end)});
    rest_.remove_prefix(end + 2);
    return true;
  }
  bool next() {
    if (take(".")) return member();
    if (take("[*]")) {
      steps_.push_back({PathStep::Kind::every, {}});
      return true;
    }
    if (take("[\"")) return key();
    if (take("#json")) {
      steps_.push_back({PathStep::Kind::json, {}});
      return true;
    }
    return false;
  }

  std::string_view rest_;
  std::vector<PathStep>& steps_;
};

}  // namespace

bool parse_path(std::string_view text, std::vector<PathStep>& steps, std::string& problem) {
  steps.clear();
  if (PathParser(text, steps).parse()) return true;
  problem =
      "expected a path (`name`, then `.name`, `[*]`, `[\"key\"]` or `#json`; `@` is the element itself), found \"" +
      std::string(text) + "\"";
  return false;
}

std::string text_of(const PathStep* steps, std::size_t count) {
  if (count == 0) return "@";
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    switch (steps[i].kind) {
      case PathStep::Kind::member:
        if (i > 0) text += '.';
        text += steps[i].name;
        break;
      case PathStep::Kind::every:
        text += "[*]";
        break;
      case PathStep::Kind::key:
        text += "[\"" + std::string(steps[i].name) + "\"]";
        break;
      case PathStep::Kind::json:
        text += "#json";
        break;
    }
  }
  return text;
}

}  // namespace parapet::guardrails
