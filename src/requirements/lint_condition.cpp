#include <algorithm>
#include <set>

#include "parapet/error.hpp"
#include "requirements/lint_paths.hpp"
#include "requirements/lint_rules.hpp"

namespace parapet::requirements::linting {

using guardrails::Catalog;

/// A key of JSON may hold a colon and a space, so the place ends where a pointer leads somewhere.
ReaderError read_error(std::string_view text, const Node& root) {
  const std::size_t start = text.find('/');
  if (start == std::string_view::npos) return {"", std::string(text)};
  for (std::size_t end = text.find(": ", start); end != std::string_view::npos; end = text.find(": ", end + 1)) {
    const std::string_view pointer = text.substr(start, end - start);
    if (pointer == "/" || root.at(pointer) != nullptr)
      return {pointer == "/" ? "" : std::string(pointer), std::string(text.substr(end + 2))};
  }
  return {"", std::string(text)};
}

namespace {

class ConditionCheck {
 public:
  ConditionCheck(Record& record, Catalog& catalog) : record_(record), catalog_(catalog) {}

  void run() {
    if (!(record_.sound() ? read_record() : read_conditions())) return;
    const Node* require = record_.node().find("require");
    const Node* when = record_.node().find("when");
    if (require == nullptr || !require->is_object()) return;
    two_configurations(*require);
    fix();
    if (record_.description().node == nullptr) return;
    if (when != nullptr && when->is_object()) described(*when, "when");
    described(*require, "require");
    foreign(*require, when);
  }

 private:
  std::string_view bytes_of(const Node& node) const {
    return record_.sheet().bytes().substr(node.begin, node.end - node.begin);
  }

  /// The catalog's own reader says what is wrong with a record; it stops at the first.
  bool read_record() {
    try {
      catalog_.read("[" + std::string(bytes_of(record_.node())) + "]", "");
    } catch (const Error& error) {
      Node array;
      array.kind = Node::Kind::array;
      array.items.push_back(record_.node());
      const ReaderError read = read_error(error.what(), array);
      complain(record_.node(), read.pointer.size() > 2 ? read.pointer.substr(2) : "", read.message);
      return false;
    }
    // Ids that occur twice are found elsewhere, across files.
    catalog_.store().requirements.clear();
    catalog_.store().places.clear();
    return true;
  }

  /// A record that is wrong elsewhere still has conditions that may be.
  bool read_conditions() {
    bool good = true;
    for (const std::string_view field : {"when", "require"}) {
      const Node* condition = record_.node().find(field);
      if (condition == nullptr) continue;
      try {
        const guardrails::Json json = guardrails::parse_json(bytes_of(*condition), "");
        guardrails::ConditionReader(catalog_.store()).read(guardrails::At(json, ""));
      } catch (const Error& error) {
        const ReaderError read = read_error(error.what(), *condition);
        complain(*condition, pointer_step(field) + read.pointer, read.message, read.pointer);
        good = false;
      }
    }
    return good;
  }

  void complain(const Node& root, const std::string& pointer, const std::string& message) const {
    complain(root, pointer, message, pointer);
  }
  void complain(const Node& root, const std::string& pointer, const std::string& message,
                const std::string& inside) const {
    const Node* node = root.at(inside);
    record_.sheet().add((node == nullptr ? root : *node).begin, record_.pointer() + pointer,
                        {"condition", message, "docs/requirements.md explains records and conditions."});
  }

  // --- one configuration

  static Reads reads_of(const Part& part) {
    Reads reads;
    collect(*part.node, part.base, reads);
    return reads;
  }

  static bool holds(std::string_view outer, std::string_view inner) {
    return inner.starts_with(outer) && (inner.size() == outer.size() ||
                                        std::string_view(".[#").find(inner[outer.size()]) != std::string_view::npos);
  }

  /// `tags["env"]` is an entry of `tags`.
  static std::string_view map_of(std::string_view path) {
    return path.ends_with("\"]") ? path.substr(0, path.rfind("[\"")) : std::string_view();
  }

  /// What a part asks for, whatever attribute it asks it of.
  static std::string demand(const Part& part, const std::string& path) {
    std::string text = canonical(*part.node);
    const std::string quoted = "\"" + path + "\"";
    if (const std::size_t at = text.find(quoted); at != std::string::npos) text.erase(at, quoted.size());
    return text + (part.negated ? "!" : "");
  }

  /// Two parts are one configuration if they share an attribute, one's is inside the other's, or they ask the same of
  /// two entries of one map.
  static bool are_one(const Part& a, const Part& b) {
    const Reads first = reads_of(a);
    const Reads second = reads_of(b);
    for (const std::string& x : first.paths) {
      for (const std::string& y : second.paths) {
        if (holds(x, y) || holds(y, x)) return true;
        const bool entries = !map_of(x).empty() && map_of(x) == map_of(y);
        if (entries && demand(a, x) == demand(b, y)) return true;
      }
    }
    return false;
  }

  static std::string subject_of(const Part& part) {
    const Reads reads = reads_of(part);
    if (!reads.paths.empty()) return "`" + reads.paths.back() + "`";
    return reads.types.empty() ? "another" : "`" + reads.types.front().types.front() + "`";
  }

  void two_configurations(const Node& require) const {
    std::vector<Part> parts;
    collect_parts(require, "", false, parts);
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (are_one(parts[0], parts[i])) continue;
      record_.complain_at(
          parts[i].node->begin, "require",
          {"two-configurations",
           "two configurations in one requirement, " + subject_of(parts[0]) + " and " + subject_of(parts[i]),
           "Make two requirements; what only says when it applies goes into `when`."});
      return;
    }
  }

  // --- the description

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
    if (when != nullptr && when->is_object()) collect(*when, "", reads);
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

  // --- the remedy

  void fix() const {
    if (record_.fix().node == nullptr || record_.fix().node->text.empty()) return;
    const std::vector<Quoted>& quoted = record_.fix().prose.quoted;
    const auto names = [&](const Quoted& word) {
      return is_attribute_name(word.text) || is_type_name(word.text, record_.options());
    };
    if (std::any_of(quoted.begin(), quoted.end(), names)) return;
    record_.complain("fix",
                     {"fix", "`fix` names no attribute", "Write the attribute in backticks and what to set it to."});
  }

  Record& record_;
  Catalog& catalog_;
};

}  // namespace

void check_condition(Record& record, Catalog& catalog) { ConditionCheck(record, catalog).run(); }

}  // namespace parapet::requirements::linting
