#include <re2/re2.h>

#include <algorithm>

#include "requirements/lint_rules.hpp"

namespace parapet::requirements::linting {

namespace {

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }

/// Whether two attributes are parts of one configuration: one block of a list, or one inside the other.
bool are_one(std::string_view a, std::string_view b) {
  const std::size_t element = a.rfind("[*].");
  if (element != std::string_view::npos && b.starts_with(a.substr(0, element + 4))) return true;
  const auto holds = [](std::string_view outer, std::string_view inner) {
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '.' ||
                                        inner[outer.size()] == '[' || inner[outer.size()] == '#');
  };
  return holds(a, b) || holds(b, a);
}

class StatementCheck {
 public:
  explicit StatementCheck(const Record& record)
      : record_(record), field_(record.description()), text_(field_.prose.folded), quoted_(field_.prose.quoted) {}

  void run() {
    generic();
    two_resources();
    if (!listed_subjects()) two_sentences();
    both_states();
  }

 private:
  bool is_attribute(const Quoted& quoted) const {
    return is_attribute_name(quoted.text) && !is_type_name(quoted.text, record_.options());
  }
  bool is_type(const Quoted& quoted) const { return is_type_name(quoted.text, record_.options()); }

  std::string_view between(std::size_t first, std::size_t second) const {
    const std::size_t begin = quoted_[first].mark + 1;
    return text_.substr(begin, quoted_[second].mark - begin);
  }

  static std::string quote(const Quoted& quoted) { return "`" + quoted.text + "`"; }

  void complain(const Quoted& quoted, Verdict verdict) const {
    record_.complain_in(field_, quoted.begin, std::move(verdict));
  }

  /// A description has to name what is set, or that a whole type of resource must not exist.
  void generic() const {
    static const re2::RE2 forbidden(R"(^no [^.;]*` (?:exists?|is declared|are declared|is created)\b)");
    if (std::any_of(quoted_.begin(), quoted_.end(), [&](const Quoted& quoted) { return is_attribute(quoted); })) return;
    const bool names_type =
        std::any_of(quoted_.begin(), quoted_.end(), [&](const Quoted& quoted) { return is_type(quoted); });
    if (names_type && re2::RE2::PartialMatch(piece_of(text_), forbidden)) return;
    record_.complain_in(field_, 0,
                        {"generic", "the description names no attribute",
                         "Write the attribute in backticks and the value that it has to have."});
  }

  void two_resources() const {
    static const re2::RE2 joint(
        R"( ?(?:/|&|or|,? ?(?:and|and/or|as well as|plus))(?: (?:of|every|each|the|all|an?|any|its|both))* ?)");
    for (std::size_t i = 1; i < quoted_.size(); ++i) {
      if (!is_type(quoted_[i - 1]) || !is_type(quoted_[i]) || quoted_[i - 1].text == quoted_[i].text) continue;
      if (!re2::RE2::FullMatch(piece_of(between(i - 1, i)), joint)) continue;
      return complain(quoted_[i], {"two-resources",
                                   "two types of resources in one requirement, " + quote(quoted_[i - 1]) + " and " +
                                       quote(quoted_[i]),
                                   "Make a requirement for each."});
    }
  }

  /// `a` and `b` of every `t` ...: subjects in a row at the beginning.
  bool listed_subjects() const {
    static const re2::RE2 opening("(?:both |the |all |each of |all of )*");
    static const re2::RE2 joint(R"( ?(?:,|and|, ?and|as well as|,? ?plus|/|&)(?: the| its| each)? ?)");
    if (quoted_.empty() || !re2::RE2::FullMatch(piece_of(text_.substr(0, quoted_[0].mark)), opening)) return false;
    for (std::size_t i = 1; i < quoted_.size() && is_attribute(quoted_[i - 1]) && is_attribute(quoted_[i]); ++i) {
      if (!re2::RE2::FullMatch(piece_of(between(i - 1, i)), joint)) return false;
      if (are_one(quoted_[i - 1].text, quoted_[i].text)) continue;
      complain_about_two(quoted_[i - 1], quoted_[i]);
      return true;
    }
    return false;
  }

  void complain_about_two(const Quoted& first, const Quoted& second) const {
    complain(second,
             {"two-configurations", "two configurations in one requirement, " + quote(first) + " and " + quote(second),
              "Make two requirements; what only says when it applies goes behind `where`."});
  }

  /// An attribute of which something is said: `a` of every `t` is true.
  bool is_subject(const Quoted& quoted) const {
    static const re2::RE2 predicate(
        "^`(?: (?:of|in|on) (?:every|each|all|an?|any|the|its) `)? "
        "(?:is|are|has|have|holds?|names?|contains?|equals?|covers?|points?|begins?|ends?|admits?|lists?|uses?|must|"
        "should|shall|exists?)\\b");
    return is_attribute(quoted) && re2::RE2::PartialMatch(piece_of(text_.substr(quoted.mark)), predicate);
  }

  /// A single word may be a value that the next sentence speaks of: `enable` is the default.
  static bool may_be_value(const Quoted& quoted) { return quoted.text.find_first_of("_.[#") == std::string::npos; }

  /// Whether a clause about when the requirement applies is open at a place; it ends with its sentence.
  bool in_clause(std::size_t at) const {
    static const re2::RE2 opener(
        R"(\b(?:whose|where|when|whenever|unless|if|with|without|except|that|which|because|while|one of|none of|any of|either|neither)\b)");
    const std::size_t end = text_.substr(0, at).find_last_of(".;");
    const std::size_t begin = end == std::string_view::npos ? 0 : end + 1;
    return re2::RE2::PartialMatch(piece_of(text_.substr(begin, at - begin)), opener);
  }

  /// `a` of every `t` is true and `b` is set.
  void two_sentences() const {
    static const re2::RE2 joint(
        R"((\band|\bas well as|\bplus|;|\.)(?: (?:and|also|the|its|every|each|all|both|each of|that|in addition,?))* $)");
    const Quoted* first = nullptr;
    for (const Quoted& quoted : quoted_) {
      if (!is_subject(quoted)) continue;
      re2::StringPiece found;
      const bool joined = re2::RE2::PartialMatch(piece_of(text_.substr(0, quoted.mark)), joint, &found) &&
                          (found[0] == 'a' || found[0] == 'p' || !may_be_value(quoted));
      if (first != nullptr && joined && !in_clause(quoted.mark) && !are_one(first->text, quoted.text))
        return complain_about_two(*first, quoted);
      if (first == nullptr && !in_clause(quoted.mark)) first = &quoted;
    }
  }

  void both_states() const {
    static const re2::RE2 both(
        R"(\b(?:at[ -]rest (?:and|or|as well as)(?: [a-z]+)? in[ -](?:transit|flight|motion)|in[ -](?:transit|flight|motion) (?:and|or|as well as)(?: [a-z]+)? at[ -]rest)\b)");
    re2::StringPiece found;
    const re2::StringPiece text = piece_of(text_);
    if (!both.Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return;
    record_.complain_in(field_, field_.prose.origins[static_cast<std::size_t>(found.data() - text.data())],
                        {"two-configurations", "two configurations in one requirement, at rest and in transit",
                         "Make two requirements, each with its own attribute."});
  }

  const Record& record_;
  const TextField& field_;
  std::string_view text_;
  const std::vector<Quoted>& quoted_;
};

}  // namespace

void check_statement(const Record& record) {
  if (record.description().node != nullptr && !record.description().node->text.empty()) StatementCheck(record).run();
}

}  // namespace parapet::requirements::linting
