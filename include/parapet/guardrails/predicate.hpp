#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parapet/document/resolve.hpp"
#include "parapet/guardrails/requirement.hpp"
#include "parapet/guardrails/truth.hpp"

/// Conditions that data cannot say. A predicate is one file in `src/guardrails/predicates/`; programs add their own
/// with register_predicate.
namespace parapet::guardrails {

class PolicyReader;
class Walker;

struct PredicateInput {
  View value;  ///< the resource, or the element inside `each`
  const Place& place;
  const DocumentBlock& block;
  Resolver& resolver;
  Walker& walker;
  PolicyReader& policies;
  Span<Argument> arguments;

  /// The argument of that name, nullptr if the requirement does not give it.
  const Argument* find(std::string_view name) const;
  /// What stands at the path that an argument names. A `[*]` in it is not followed.
  Resolved resolve(std::string_view argument) const;
  /// The text of that path.
  std::string_view path(std::string_view argument) const;
};

/// A verdict: whether the configuration is good, and what decided it.
struct PredicateResult {
  Truth truth = Truth::unknown;
  std::string path;    ///< the attribute to blame; empty: the path argument
  std::string value;   ///< as it is shown; never a secret
  bool unset = false;  ///< nothing to judge: the requirement's `unset` decides
};

/// A function that throws refuses.
using Predicate = PredicateResult (*)(const PredicateInput&);

struct PredicateArgument {
  std::string_view name;
  bool is_path = false;
  bool required = true;
};

struct PredicateInfo {
  std::string_view name;
  Predicate function = nullptr;
  std::vector<PredicateArgument> arguments;
};

/// The predicate of that name; nullptr if there is none.
const PredicateInfo* find_predicate(std::string_view name);
std::vector<std::string_view> predicate_names();
/// Adds a predicate before any catalog is read; the name must be static. Throws Error if it is taken.
void register_predicate(PredicateInfo info);

}  // namespace parapet::guardrails
