#include "requirements/remediation.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

namespace parapet::requirements {

namespace {

/// A line of an example, taken apart: code and comment.
struct ExampleLine {
  std::string code;
  std::string comment;
};

ExampleLine split_comment(std::string_view line) {
  bool quoted = false;
  std::size_t end = line.size();
  for (std::size_t i = 0; i < line.size() && end == line.size(); ++i) {
    if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) quoted = !quoted;
    if (!quoted && (line[i] == '#' || line.substr(i, 2) == "//")) end = i;
  }
  std::string code(line.substr(0, end));
  const std::size_t last = code.find_last_not_of(" \t\r");
  code.erase(last == std::string::npos ? 0 : last + 1);
  const std::size_t first = code.find_first_not_of(" \t");
  code.erase(0, first == std::string::npos ? code.size() : first);
  return {code, std::string(line.substr(end))};
}

/// The value of an attribute; nothing where it is no literal or a place to fill in (`<key>`).
std::optional<Json> literal_in_example(const std::string& value) {
  static const RE2 number("[0-9]{1,9}");
  static const RE2 text(R"re("([^"<>$\\]+)")re");
  std::string literal;
  if (value == "true" || value == "false") return value == "true";
  if (RE2::FullMatch(value, number)) return std::stoi(value);
  if (RE2::FullMatch(value, text, &literal)) return literal;
  return std::nullopt;
}

class ExampleReader {
 public:
  std::vector<Subject> read(std::string_view terraform) {
    while (!terraform.empty()) {
      const std::size_t end = std::min(terraform.find('\n'), terraform.size());
      line(split_comment(terraform.substr(0, end)));
      terraform.remove_prefix(std::min(end + 1, terraform.size()));
    }
    return std::move(subjects_);
  }

 private:
  /// What is open at a line. Below an opaque one stands the value of an attribute, whose keys are no attributes.
  struct Level {
    std::string name;
    bool opaque = false;
  };

  void line(const ExampleLine& line) {
    if (!heredoc_.empty()) {
      if (line.code == heredoc_) heredoc_.clear();
      return;
    }
    static const RE2 marker("(?i)\\b(critical|fix)\\b");
    const bool here = RE2::PartialMatch(line.comment, marker);
    const bool marked = here || marked_before_;
    marked_before_ = line.code.empty() && here;
    if (!line.code.empty()) code(line.code, marked);
  }

  void code(const std::string& code, bool marked) {
    static const RE2 resource(R"re(resource\s+"([a-z0-9_]+)"\s+"[^"]*"\s*\{(\s*\})?)re");
    static const RE2 block(R"(([a-z0-9_]+)\s*\{(\s*\})?)");
    static const RE2 attribute(R"(([a-z0-9_]+)\s*=\s*(.+))");
    std::string name, value, closed;
    if (levels_.empty() && RE2::FullMatch(code, resource, &name, &closed)) {
      levels_.push_back({});
      subject_ = find(name);
      if (!closed.empty()) levels_.pop_back();
    } else if (RE2::FullMatch(code, block, &name, &closed)) {
      levels_.push_back({name, levels_.empty() || levels_.back().opaque});
      if (marked) mark(path(), "");
      if (!closed.empty()) levels_.pop_back();
    } else if (RE2::FullMatch(code, attribute, &name, &value)) {
      this->attribute(name, value, marked);
    } else {
      follow(code);
    }
  }

  void attribute(const std::string& name, const std::string& value, bool marked) {
    static const RE2 heredoc(R"(<<-?([A-Za-z_]+))");
    levels_.push_back({name, levels_.empty()});
    if (marked) mark(path(), value);
    levels_.pop_back();
    RE2::FullMatch(value, heredoc, &heredoc_);
    follow(value);
  }

  /// Brackets that a line opens and closes.
  void follow(const std::string& code) {
    for (const char c : code) {
      if (c == '{' || c == '[' || c == '(') levels_.push_back({"", true});
      if ((c == '}' || c == ']' || c == ')') && !levels_.empty()) levels_.pop_back();
    }
  }

  void mark(const std::string& path, const std::string& value) {
    const bool opaque = std::any_of(levels_.begin(), levels_.end(), [](const Level& level) { return level.opaque; });
    if (opaque) return;
    std::vector<Setting>& settings = subjects_[subject_].settings;
    const bool known = std::any_of(settings.begin(), settings.end(), [&](const Setting& s) { return s.path == path; });
    if (known) return;
    settings.push_back({path, Wish::inspected});
    if (const std::optional<Json> literal = literal_in_example(value))
      settings.back() = {path, Wish::example, {*literal}};
  }

  std::string path() const {
    std::string path;
    for (const Level& level : levels_) path += (path.empty() ? "" : ".") + level.name;
    return path;
  }

  std::size_t find(const std::string& type) {
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      if (subjects_[i].resource == type) return i;
    }
    subjects_.push_back({type});
    return subjects_.size() - 1;
  }

  std::vector<Subject> subjects_;
  std::size_t subject_ = 0;
  std::vector<Level> levels_;
  std::string heredoc_;
  bool marked_before_ = false;
};

}  // namespace

std::vector<Subject> marked_settings(std::string_view terraform) { return ExampleReader().read(terraform); }

}  // namespace parapet::requirements
