#include <algorithm>
#include <set>

#include "requirements/lint_paths.hpp"
#include "requirements/lint_rules.hpp"

namespace parapet::requirements::linting {

namespace {

/// Holds a description against what the conditions read.
class DescriptionCheck {
 public:
  explicit DescriptionCheck(const Record& record) : record_(record) {}

  void run() const {
    const Node& require = *record_.node().find("require");
    const Node* when = record_.node().find("when");
    if (when != nullptr) described(*when, "when");
    described(require, "require");
    foreign(require, when);
  }

 private:
  std::set<std::string_view> quoted_words() const {
    std::set<std::string_view> words;
    for (const Quoted& quoted : record_.description().prose.quoted) words.insert(quoted.text);
    return words;
  }

  /// A path is named in full; a list by itself or by what is in its elements; an entry of a map also by map and key.
  static bool is_named(const std::string& path, const std::set<std::string_view>& words) {
    if (words.contains(path)) return true;
    if (path.ends_with("[*]")) {
      const auto longer = words.lower_bound(path);
      return words.contains(std::string_view(path).substr(0, path.size() - 3)) ||
             (longer != words.end() && longer->starts_with(path));
    }
    const std::string_view map = map_of(path);
    if (map.empty()) return false;
    const std::string_view key = std::string_view(path).substr(map.size() + 2, path.size() - map.size() - 4);
    return words.contains(map) && words.contains(key);
  }

  void missing(const std::string& what, std::string_view field) const {
    record_.complain_in(
        record_.description(), 0,
        {"description-paths", "the description does not name " + what + ", which `" + std::string(field) + "` reads",
         "Write it in backticks, in full, where the sentence speaks of it."});
  }

  /// The ends of a link, each once.
  static std::string either(const LinkRead& link) {
    std::string text;
    for (const std::string& end : std::set<std::string>(link.ends.begin(), link.ends.end()))
      text += (text.empty() ? "`" : " or `") + end + "`";
    return text;
  }

  void described(const Node& condition, std::string_view field) const {
    Reads reads;
    collect(condition, "", reads);
    const std::set<std::string_view> words = quoted_words();
    std::set<std::string> seen;
    for (const std::string& path : reads.paths) {
      if (!is_named(path, words) && seen.insert(path).second) missing("`" + path + "`", field);
    }
    for (const LinkRead& link : reads.links) {
      if (std::none_of(link.ends.begin(), link.ends.end(),
                       [&](const std::string& end) { return is_named(end, words); }))
        missing(either(link), field);
    }
    for (const TypesRead& types : reads.types) {
      const auto named = [&](const std::string& type) { return type == "*" || words.contains(type); };
      if (std::none_of(types.types.begin(), types.types.end(), named)) missing("`" + types.types.front() + "`", field);
    }
  }

  /// Every run of steps of the paths, with and without `[*]`: what a sentence may say of them.
  static void add_runs(std::string_view path, std::set<std::string>& runs) {
    std::vector<std::size_t> starts{0};
    std::vector<std::size_t> ends{path.size()};
    bool in_key = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (path[i] == '"') in_key = !in_key;
      if (in_key || std::string_view(".[#").find(path[i]) == std::string_view::npos) continue;
      ends.push_back(i);
      if (path[i] == '.') starts.push_back(i + 1);
    }
    if (const std::string_view map = map_of(path); !map.empty())
      runs.emplace(path.substr(map.size() + 2, path.size() - map.size() - 4));
    for (const std::size_t start : starts) {
      for (const std::size_t end : ends) {
        if (end > start) runs.emplace(path.substr(start, end - start));
      }
    }
  }

  /// An attribute that the condition does not read belongs into another requirement.
  void foreign(const Node& require, const Node* when) const {
    Reads reads;
    collect(require, "", reads);
    if (when != nullptr) collect(*when, "", reads);
    if (const Node* defaults = record_.node().find("default")) add_default(*defaults, reads);
    reads.paths.emplace_back(record_.text("resource"));
    std::set<std::string> runs;
    for (const std::string& path : reads.paths) add_runs(path, runs);
    for (const LinkRead& link : reads.links) {
      for (const std::string& end : link.ends) add_runs(end, runs);
    }
    for (const Quoted& quoted : record_.description().prose.quoted) {
      if (!looks_like_path(quoted.text) || runs.contains(quoted.text) || is_value(quoted.text, reads)) continue;
      record_.complain_in(record_.description(), quoted.begin,
                          {"foreign-path", "`" + quoted.text + "` is read by neither `require` nor `when`",
                           "Say it without naming another attribute, or make a requirement for that one."});
    }
  }

  /// What a template fills in belongs to the configuration.
  static void add_default(const Node& defaults, Reads& reads) {
    if (defaults.is_text()) reads.values.push_back(defaults.text);
    for (const JsonMember& member : defaults.members) {
      reads.paths.push_back(member.name);
      add_default(member.value, reads);
    }
    for (const Node& item : defaults.items) add_default(item, reads);
  }

  /// What has an underscore, a dot or a bracket; a single plain word may be a value as well.
  bool looks_like_path(std::string_view text) const {
    return is_attribute_name(text) && text.find_first_of("_.[#") != std::string_view::npos &&
           !is_type_name(text, record_.options());
  }

  /// Whether a text is, or is part of, what the condition compares with; expressions escape their dots.
  static bool is_value(const std::string& text, const Reads& reads) {
    return std::any_of(reads.values.begin(), reads.values.end(), [&](std::string value) {
      std::erase(value, '\\');
      return value.find(text) != std::string::npos;
    });
  }

  const Record& record_;
};

}  // namespace

void check_description(const Record& record) {
  if (record.description().node != nullptr) DescriptionCheck(record).run();
}

}  // namespace parapet::requirements::linting
