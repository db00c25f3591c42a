#include <re2/re2.h>

#include "requirements/lint_phrases.hpp"
#include "requirements/lint_rules.hpp"

namespace parapet::requirements::linting {

namespace {

/// Of one text at most this many odd characters are reported: a text in another alphabet is one defect.
constexpr std::size_t odd_characters_shown = 3;

std::string written(std::string_view text, std::size_t begin, std::size_t end) {
  return "\"" + std::string(text.substr(begin, end - begin)) + "\"";
}

void complain_about_phrases(const Record& record, const TextField& field) {
  const std::string_view text = field.node->text;
  for (const PhraseHit& hit : find_phrases(text, field.prose)) {
    record.complain_in(
        field, hit.begin,
        {hit.rule, written(text, hit.begin, hit.end) + " " + std::string(hit.says), std::string(hit.instead)});
  }
}

void complain_about_characters(const Record& record, const TextField& field) {
  std::size_t shown = 0;
  for (const OddCharacter& odd : field.prose.odd) {
    if (++shown > odd_characters_shown) return;
    const std::string what = odd.invisible     ? "an invisible character"
                             : odd.like == ' ' ? "a space that is none, or the end of a line"
                                               : std::string("a letter that looks like `") + odd.like + "` and is none";
    record.complain_in(field, odd.at, {"odd-character", what, "Type the text again, in plain letters and spaces."});
  }
}

void complain_about_backticks(const Record& record, const TextField& field) {
  if (field.prose.open)
    record.complain_in(field, field.prose.open_at,
                       {"backticks", "a backtick that nothing closes", "Close it behind the attribute's name."});
  for (const Quoted& quoted : field.prose.quoted) {
    if (quoted.text.find_first_not_of(' ') != std::string::npos) continue;
    record.complain_in(field, quoted.begin - 1,
                       {"backticks", "two backticks with nothing between them", "Write the attribute's name there."});
  }
}

/// `and`, `or` and what stands for them.
void complain_about_joiners(const Record& record, const TextField& name) {
  static const re2::RE2 joiner(R"(\b(and ?/ ?or|and|or|as well as|plus|along with|in addition to)\b|&)");
  const re2::StringPiece text(name.prose.folded);
  re2::StringPiece found;
  if (!joiner.Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return;
  const std::string word(found.data(), found.size());
  if (word.size() > 4 && word.find('/') != std::string::npos) return;  // a vague phrase already
  const auto at = static_cast<std::size_t>(found.data() - text.data());
  record.complain_in(name, name.prose.origins[at],
                     {"name-joins", "the name joins two things with \"" + word + "\"",
                      "Make two requirements; what only says when it applies belongs into the description."});
}

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

void complain_about_sentence(const Record& record, const TextField& name) {
  static const re2::RE2 inner_end(R"([.!?;]["')]* +[a-z0-9`(])");
  const std::string& text = name.node->text;
  if (is_small_letter(text.front()))
    record.complain_in(name, 0, {"name-sentence", "the name begins with a small letter", "Begin it like a sentence."});
  const re2::StringPiece folded(name.prose.folded);
  re2::StringPiece found;
  if (inner_end.Match(folded, 0, folded.size(), re2::RE2::UNANCHORED, &found, 1)) {
    const auto at = static_cast<std::size_t>(found.data() - folded.data());
    record.complain_in(name, name.prose.origins[at],
                       {"name-sentence", "the name is more than one sentence",
                        "Keep the sentence that says what holds; the rest belongs into the description."});
  }
  if (!text.ends_with('.') || text.ends_with(".."))
    record.complain_in(name, text.size(), {"name-sentence", "the name does not end with a period", "End it with one."});
}

}  // namespace

void check_words(const Record& record) {
  for (const TextField& field : record.texts()) {
    if (field.node == nullptr) continue;
    complain_about_phrases(record, field);
    complain_about_characters(record, field);
    complain_about_backticks(record, field);
  }
}

void check_name(const Record& record) {
  const TextField& name = record.name();
  if (name.node == nullptr || name.node->text.empty()) return;
  complain_about_sentence(record, name);
  complain_about_joiners(record, name);
}

}  // namespace parapet::requirements::linting
