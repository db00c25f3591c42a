#include "requirements/lint_record.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "guardrails/words.hpp"

namespace parapet::requirements::linting {

std::size_t longest(std::string_view field) { return field == "description" ? 1000 : 300; }

std::vector<Complaint> Sheet::finish() && {
  std::stable_sort(complaints_.begin(), complaints_.end(), [](const Complaint& a, const Complaint& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return std::move(complaints_);
}

Record::Record(const Node& node, std::string pointer, bool full, const LintOptions& options, Sheet& sheet)
    : node_(node), pointer_(std::move(pointer)), full_(full), options_(options), sheet_(sheet) {
  for (const std::string_view field : {"name", "description", "fix"}) {
    const Node* text = full || field != "fix" ? node.find(field) : nullptr;
    if (text == nullptr || !text->is_text() || text->text.size() > longest(field)) {
      texts_.push_back({field, nullptr, {}});
    } else {
      texts_.push_back({field, text, fold(text->text)});
    }
  }
}

std::string_view Record::text(std::string_view field) const {
  const Node* found = node_.find(field);
  return found != nullptr && found->is_text() ? std::string_view(found->text) : std::string_view();
}

void Record::complain(std::string_view field, Verdict verdict) const {
  const Node* found = field.empty() ? nullptr : node_.find(field);
  complain_at(found == nullptr ? node_.begin : found->begin, found == nullptr ? "" : field, std::move(verdict));
}

void Record::complain_in(const TextField& field, std::size_t byte, Verdict verdict) const {
  complain_at(place_in(sheet_.bytes(), *field.node, byte), field.name, std::move(verdict));
}

void Record::complain_at(std::size_t byte_of_file, std::string_view field, Verdict verdict) const {
  sheet_.add(byte_of_file, field.empty() ? pointer_ : pointer_ + pointer_step(field), std::move(verdict));
}

bool is_type_name(std::string_view text, const LintOptions& options) {
  if (text.starts_with("data.")) text.remove_prefix(5);
  if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_*") != std::string_view::npos) return false;
  const auto begins = [&](const std::string& prefix) {
    return text.size() > prefix.size() && text.starts_with(prefix);
  };
  return std::any_of(options.clouds.begin(), options.clouds.end(), [&](const Cloud& cloud) {
    return std::any_of(cloud.prefixes.begin(), cloud.prefixes.end(), begins);
  });
}

bool is_attribute_name(std::string_view text) {
  static const re2::RE2 expression(
      R"re([a-z][a-z0-9_]*(\[\*\]|\["[^"]*"\])?((\.[A-Za-z0-9_]+|#json)(\[\*\]|\["[^"]*"\])?)*)re");
  static const re2::RE2 value("true|false|null|none|yes|no|on|off");
  const re2::StringPiece piece(text.data(), text.size());
  return re2::RE2::FullMatch(piece, expression) && !re2::RE2::FullMatch(piece, value);
}

std::string list_of(const std::vector<std::string_view>& words) { return guardrails::joined(words); }

}  // namespace parapet::requirements::linting
