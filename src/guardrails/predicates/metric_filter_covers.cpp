#include <algorithm>
#include <cctype>

#include "guardrails/judging.hpp"
#include "parapet/policy/analysis.hpp"

namespace parapet::guardrails::predicates {

namespace of_metric_filter_covers {

/// The words of a filter pattern: `$.eventName`, `=`, `!=`, `(`, `||`, names and quoted texts. What was quoted starts
/// with `"` and has no closing one.
std::vector<std::string> words_of(std::string_view pattern) {
  constexpr std::string_view marks = "=!<>(){}|&";
  std::vector<std::string> words;
  for (std::size_t i = 0; i < pattern.size();) {
    char c = pattern[i];
    std::size_t end = i + 1;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      i = end;
      continue;
    }
    if (c == '"') {
      end = std::min(pattern.find('"', end), pattern.size());
      words.emplace_back(pattern.substr(i, end - i));
      i = end + 1;
      continue;
    }
    bool mark = marks.find(c) != std::string_view::npos;
    while (end < pattern.size() && pattern[end] != '"' && std::isspace(static_cast<unsigned char>(pattern[end])) == 0 &&
           (marks.find(pattern[end]) != std::string_view::npos) == mark && (!mark || c == '!' || c == '|' || c == '&'))
      ++end;
    words.emplace_back(pattern.substr(i, end - i));
    i = end;
  }
  return words;
}

/// The values that the pattern compares a field with for equality; they may hold `*`.
std::vector<std::string> values_of(std::string_view pattern, const std::string& field) {
  std::vector<std::string> words = words_of(pattern), values;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i] != "$." + field || words[i + 1] != "=") continue;
    const std::string& value = words[i + 2];
    values.push_back(value.starts_with("\"") ? value.substr(1) : value);
  }
  return values;
}

/// The first event that none of the values covers; empty if they cover all.
std::string missing(const std::vector<std::string>& values, const Span<Literal>& events) {
  for (const Literal& event : events) {
    bool covered = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
      return policy::covers(value, event.text, false) == policy::Answer::yes;
    });
    if (!covered) return std::string(event.text);
  }
  return {};
}

PredicateResult judge(const PredicateInput& input) {
  Resolved pattern = input.resolve("pattern");
  if (pattern.is_unset()) return nothing_to_judge();
  const Argument* argument = input.find("field");
  std::string field(argument == nullptr ? std::string_view("eventName") : argument->value.text);
  std::string lacking;
  Truth fine = agreed(pattern, [&](const Resolved& one) {
    auto text = text_of(one);
    if (!text) return Truth::unknown;
    std::string event = missing(values_of(*text, field), input.find("events")->value.list);
    if (!event.empty()) lacking = event;
    return truth(event.empty());
  });
  return {.truth = fine, .path = {}, .value = lacking.empty() ? "" : "without " + lacking};
}

}  // namespace of_metric_filter_covers

/// The filter of a log metric at `pattern` finds each of `events`: it compares `$.eventName` (or another `field`) with
/// every one of them by `=`. Wildcards in the pattern count.
PredicateInfo metric_filter_covers() {
  return {"metric_filter_covers",
          &of_metric_filter_covers::judge,
          {{"pattern", true, true}, {"events", false, true}, {"field", false, false}}};
}

}  // namespace parapet::guardrails::predicates
