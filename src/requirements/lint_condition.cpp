#include <algorithm>

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
    if (require == nullptr || !require->is_object()) return;
    two_configurations(*require);
    fix();
    check_description(record_);
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

  static Reads reads_of(const Part& part) {
    Reads reads;
    collect(*part.node, part.base, reads);
    return reads;
  }

  static bool holds(std::string_view outer, std::string_view inner) {
    return inner.starts_with(outer) && (inner.size() == outer.size() ||
                                        std::string_view(".[#").find(inner[outer.size()]) != std::string_view::npos);
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
