#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parapet/guardrails/requirement.hpp"
#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// Something that holds for the whole organization, and what nobody has to ask for because of it: patterns with `*`.
struct Fact {
  std::string id;
  std::string statement;
  std::string why;
  bool value = true;  ///< of a fact that does not hold nothing follows
  std::vector<std::string> checks{};
  std::vector<std::string> requirements{};
  std::vector<std::string> resources{};
  std::vector<std::string> domains{};
  std::vector<std::string> enforced_by{};  ///< requirements that keep the fact true, and are never dropped by it

  bool drops(const SourceCheck& check) const;
  bool drops(const guardrails::Requirement& requirement) const;
  bool is_enforced_by(const guardrails::Requirement& requirement) const;
  /// Whether a resource type, or a domain, is of no interest.
  bool drops(std::string_view resource, std::string_view domain) const;
};

/// What `environment.json` says of the organization.
struct Environment {
  std::string contact;
  std::vector<Fact> facts;
};

/// Reads `{"contact": "...", "facts": [...]}`; a file without facts has none. Throws Error with file and JSON pointer.
Environment read_environment(std::string_view text, std::string_view file);

/// The first fact that holds and drops something; nullptr if none does.
template <class... Things>
const Fact* dropping(const Environment& environment, const Things&... things) {
  for (const Fact& fact : environment.facts) {
    if (fact.value && fact.drops(things...)) return &fact;
  }
  return nullptr;
}

}  // namespace parapet::requirements
