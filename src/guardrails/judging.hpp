#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parapet/guardrails/predicate.hpp"

/// What several predicates do the same way.
namespace parapet::guardrails {

/// A block or an element, as something that has members.
Resolved as_object(View value, const Place& place);
inline Resolved as_object(const Item& item) { return as_object(item.value, item.place); }

/// Names are equal in any case.
bool same_word(std::string_view left, std::string_view right);
std::string lower_case(std::string_view text);

/// The members of an object that have this name in any case, which is how Go reads JSON: there may be several.
/// `complete` becomes false when the object has members whose name nobody knows.
std::vector<Resolved> members_in_any_case(Resolver& resolver, const Resolved& object, std::string_view name,
                                          bool& complete);

/// The verdict about a value: of one that may be any of several, what they agree on.
template <class Judge>
Truth agreed(const Resolved& value, Judge judge) {
  if (value.alternatives.empty()) return judge(value);
  Truth all = judge(value.alternatives.front());
  for (const Resolved& alternative : value.alternatives) all = agree(all, judge(alternative));
  return all;
}

/// A known text, number or boolean as text; also the one that a reference's target is configured with.
std::optional<std::string> text_of(const Resolved& value);

/// Collects verdicts about parts; the worst speaks for the whole.
class Worst {
 public:
  explicit Worst(Truth start = Truth::yes) { result_.truth = start; }
  void add(Truth fine, std::string path, std::string value) {
    if (fine < result_.truth) result_ = {.truth = fine, .path = std::move(path), .value = std::move(value)};
  }
  const PredicateResult& result() const { return result_; }

 private:
  PredicateResult result_{.truth = Truth::yes, .path = {}, .value = {}};
};

inline PredicateResult nothing_to_judge() { return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true}; }

/// `policy` and 2 give `policy.Statement[2]`.
std::string statement_path(std::string_view path, std::size_t position);

}  // namespace parapet::guardrails
