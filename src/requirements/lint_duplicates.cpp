#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "requirements/lint_paths.hpp"
#include "requirements/lint_rules.hpp"

namespace parapet::requirements::linting {

namespace {

/// Words only: small letters and digits, with what is quoted as it is.
std::string words_of(const Prose& prose, std::size_t end) {
  std::string words;
  std::size_t quotation = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const char c = prose.folded[i];
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word) {
      words += c;
    } else if (c == '`') {
      words += " `" + prose.quoted[quotation++].text + "` ";
    } else if (!words.ends_with(' ')) {
      words += ' ';
    }
  }
  words.erase(words.find_last_not_of(' ') + 1);
  return words;
}

/// What a description says before its reasons.
std::size_t end_of_statement(const Prose& prose) {
  static const re2::RE2 reason("[;:] |, so that| because ");
  const re2::StringPiece text(prose.folded);
  re2::StringPiece found;
  if (!reason.Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return text.size();
  return static_cast<std::size_t>(found.data() - text.data());
}

/// One attribute of one type with a plain value: the same, whatever the sentence looks like. Empty for other
/// statements.
std::string plain_statement(const Prose& prose, std::size_t end) {
  static const re2::RE2 telling(R"(\b(not|no|never|none|true|false|least|most|unless|without|other|where|[0-9]+)\b)");
  std::vector<std::string> words;
  bool has_value = false;
  std::string text = prose.folded.substr(0, end);
  std::size_t names = 0;
  for (const Quoted& quoted : prose.quoted) {
    if (quoted.mark >= end) break;
    const bool value = quoted.text == "true" || quoted.text == "false";
    has_value = has_value || value;
    names += value ? 0 : 1;
    words.push_back(quoted.text);
  }
  re2::StringPiece rest(text), word;
  while (re2::RE2::FindAndConsume(&rest, telling, &word)) {
    words.emplace_back(word.data(), word.size());
    has_value = has_value || word == "true" || word == "false" || (word[0] >= '0' && word[0] <= '9');
  }
  if (!has_value || names != 2) return {};
  std::sort(words.begin(), words.end());
  std::string key = "plain";
  for (const std::string& each : words) key += " " + each;
  return key;
}

std::string statement_key(const Prose& prose) {
  const std::size_t end = end_of_statement(prose);
  std::string plain = plain_statement(prose, end);
  return plain.empty() ? words_of(prose, end) : plain;
}

/// A condition that the reader took is an object.
std::string condition_key(const Record& record) {
  const Node* require = record.node().find("require");
  if (require == nullptr || !require->is_object()) return {};
  const Node* when = record.node().find("when");
  return std::string(record.text("resource")) + " " + canonical(*require) + (when == nullptr ? "" : canonical(*when));
}

}  // namespace

const Duplicates::Known* Duplicates::meet(Index& index, std::string key, const Record& record) {
  const auto [place, is_new] = index.try_emplace(
      std::move(key), Known{std::string(record.text("ID")), record.sheet().line_of(record.node().begin)});
  return is_new ? nullptr : &place->second;
}

void Duplicates::check(const Record& record) {
  check_id(record);
  const TextField& name = record.name();
  if (name.node != nullptr && !name.node->text.empty()) {
    if (const Known* first = meet(names_, words_of(name.prose, name.prose.folded.size()), record))
      record.complain("name", {"duplicate-name", "the name is that of `" + first->id + "`, " + first->place,
                               "Delete one of them, or say what differs."});
  }
  check_condition(record);
}

void Duplicates::check_id(const Record& record) {
  const std::string id(record.text("ID"));
  const std::size_t colon = id.find(':');
  if (colon == std::string::npos) return;
  if (const Known* first = meet(ids_, id, record))
    return record.complain("ID", {"duplicate-id", "the id `" + id + "` is taken by " + first->place,
                                  "Give it the next free number; a retired id is never used again."});
  std::string& last = last_ids_[id.substr(0, colon)];
  if (id < last)
    return record.complain(
        "ID", {"id-order", "`" + id + "` comes after `" + last + "`", "Move the record; ids are never renumbered."});
  last = id;
}

void Duplicates::check_condition(const Record& record) {
  const TextField& description = record.description();
  const std::string key = record.full() ? condition_key(record)
                          : description.node == nullptr || description.node->text.empty()
                              ? std::string()
                              : statement_key(description.prose);
  if (key.empty()) return;
  if (const Known* first = meet(record.full() ? conditions_ : statements_, key, record))
    record.complain(record.full() ? "require" : "description",
                    {"duplicate-condition", "`" + first->id + "`, " + first->place + ", asks for the same",
                     "Delete the one with the higher id; its sources go to the other."});
}

}  // namespace parapet::requirements::linting
