#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "guardrails/json.hpp"
#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails {

/// Owns what the requirements of a catalog that was read refer to.
struct Catalog::Store {
  std::vector<Requirement> requirements;
  std::vector<std::string> places;  ///< of each requirement
  std::vector<ProviderFacts> providers;
  std::vector<std::string> provider_files;  ///< of each provider
  std::map<std::string, Span<Literal>, std::less<>> lists;
  std::deque<std::string> texts;
  std::deque<Path> paths;
  std::deque<Condition> conditions;
  std::deque<Connected> connections;
  std::deque<StatementMatch> statements;
  std::deque<std::vector<PathStep>> steps;
  std::deque<std::vector<Path>> path_spans;
  std::deque<std::vector<Condition>> condition_spans;
  std::deque<std::vector<Literal>> literal_spans;
  std::deque<std::vector<Link>> link_spans;
  std::deque<std::vector<std::string_view>> text_spans;
  std::deque<std::vector<Argument>> argument_spans;
  std::deque<std::vector<Default>> default_spans;
  std::deque<std::vector<Source>> source_spans;
  std::deque<std::vector<TypeAlias>> alias_spans;

  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
  template <class T>
  static Span<T> keep(std::deque<std::vector<T>>& spans, std::vector<T> elements) {
    const std::vector<T>& kept = spans.emplace_back(std::move(elements));
    return {kept.data(), static_cast<std::uint32_t>(kept.size())};
  }
  Span<std::string_view> keep_texts(const std::vector<std::string>& values);
};

/// Reads conditions into a store. Every function throws Error with the place.
class ConditionReader {
 public:
  explicit ConditionReader(Catalog::Store& store) : store_(store) {}

  Condition read(const At& at);
  /// A path; `fans_out`: whether `[*]` is allowed in it.
  Path path(const At& at, std::string text, bool fans_out);
  Literal literal(const At& at, bool lists);
  Literal list(const At& at);

 private:
  Condition group(const At& at, std::string_view key, Condition::Kind kind);
  Condition negation(const At& at);
  Condition never(const At& at);
  Condition leaf(const At& at);
  Condition quantified(const At& at, std::string_view key, Condition::Kind kind);
  Condition connected(const At& at);
  Condition unique(const At& at);
  Condition policy(const At& at);
  Condition predicate(const At& at);
  void argument(const At& at, Condition& condition);
  Literal named_list(const At& at);
  Literal pattern(const At& at);
  Literal prefix_length(const At& at);
  void read_unset(const At& at, Condition& condition);
  const Condition* optional(const At& at, std::string_view key);
  const Path* keep(Path path) { return &store_.paths.emplace_back(path); }
  Span<Link> links(const At& at);
  Span<Argument> arguments(const At& at, std::string_view predicate);
  StatementMatch statement(const At& at);

  Catalog::Store& store_;
};

Unset read_unset(const At& at);

}  // namespace parapet::guardrails
