#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/guardrails/exceptions.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// How strictly requirements hold in a stack, for as long as they are rolled out.
struct Measure {
  std::string requirement;  ///< `rds:001`, or `rds:*` for all of a service
  std::string stack;        ///< name of the stack, or `*` for all
  std::string level;        ///< `warn` or `refuse`
  std::string reason;
  std::string owner;
  std::string ticket;
  /// UTC date; valid through that day, afterwards the requirement refuses. What weakens holds a year at most.
  std::string expires;
};

/// The levels of an organization: what `enforcement.json` says. One object serves one run: it remembers which entries
/// were used.
class Enforcement {
 public:
  /// Every requirement has the level of its record.
  Enforcement();
  /// Reads `enforcement.json`, an array of objects with exactly the fields of Measure. An entry that is malformed or
  /// names no requirement of `known` changes nothing and is a problem; a file that is no JSON array throws Error.
  Enforcement(std::string_view json, std::string_view file, const std::vector<const Requirement*>& known,
              const Clock& clock = system_clock());
  Enforcement(Enforcement&&) noexcept;
  Enforcement& operator=(Enforcement&&) noexcept;
  ~Enforcement();

  /// The level of a requirement in a stack. The most specific entry decides: an id before a service, a stack before
  /// `*`. One that is expired refuses; `note` then gets a sentence, and also when the entry weakens the requirement.
  Level level_of(const Requirement& requirement, std::string_view stack, std::string& note) const;

  /// What is wrong with entries, with file, JSON pointer and what was expected.
  const std::vector<std::string>& problems() const;
  /// A sentence for each entry that is about one of these stacks: in force, expired, or without any effect so far.
  std::vector<std::string> summary(const std::vector<std::string_view>& stacks) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parapet::guardrails
