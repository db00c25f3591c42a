#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "guardrails/policy_reader.hpp"
#include "guardrails/walker.hpp"
#include "parapet/guardrails/predicate.hpp"
#include "parapet/guardrails/requirement.hpp"
#include "parapet/guardrails/truth.hpp"

namespace parapet::guardrails {

class Links;

/// Answers conditions about resources, three-valued. Serves one run over one set of documents.
class Evaluator {
 public:
  /// `links` finds the other resources of `connected`; without it (a resource on its own) those are unknown.
  Evaluator(Resolver& resolver, Links* links) : walker_(resolver), policies_(resolver), links_(links) {}

  Truth evaluate(const Condition& condition, const Frame& frame);
  /// The same for a condition that makes a requirement concern a resource: yes is then the stricter answer.
  Truth concerns(const Condition& when, const Frame& frame) { return opposed(when, frame); }
  /// What decided an answer that was just given.
  Blame explain(const Condition& condition, const Frame& frame);

  Walker& walker() { return walker_; }

 private:
  Truth all(const Condition& condition, const Frame& frame);
  Truth any(const Condition& condition, const Frame& frame);
  Truth leaf(const Condition& condition, const Frame& frame);
  Truth quantified(const Condition& condition, const Frame& frame);
  Truth connected(const Condition& condition, const Frame& frame);
  Truth unique(const Condition& condition, const Frame& frame);
  Truth policy(const Condition& condition, const Frame& frame);
  policy::Strings own_accounts(const Condition& condition, const Frame& frame);
  Truth predicate(const Condition& condition, const Frame& frame);
  PredicateResult ask(const Condition& condition, const Frame& frame);

  /// Each is about one state that a leaf's value may have.
  Truth judge(const Condition& condition, const Frame& frame, const Resolved& resolved);
  Truth judge_unset(const Condition& condition, const Frame& frame);
  Truth judge_value(const Condition& condition, const Frame& frame, View value, const Place& place);
  Truth judge_list(const Condition& condition, const Frame& frame, View list, const Place& place);
  Truth judge_element(const Condition& condition, const Resolved& element);
  Truth judge_scalar(const Condition& condition, View value);
  Truth judge_length(const Condition& condition, const Items& items);
  Truth judge_members(const Condition& condition, const Frame& frame, const Items& items);
  Truth holds(const Condition& condition, const Items& items, const Literal& wanted);
  /// Evaluates where yes means what no means around it.
  Truth opposed(const Condition& condition, const Frame& frame);
  bool any_case(Operator op) const;

  Frame frame_of(const Element& element, const Frame& outer) const;
  Truth meets(const Condition* condition, const Frame& frame);
  Truth meets_opposed(const Condition* condition, const Frame& frame);
  Blame explain_quantified(const Condition& condition, const Frame& frame);
  Blame explain_connected(const Condition& condition, const Frame& frame);
  Blame explain_leaf(const Condition& condition, const Frame& frame);
  Blame explain_policy(const Condition& condition, const Frame& frame);
  Blame explain_predicate(const Condition& condition, const Frame& frame);

  Walker walker_;
  PolicyReader policies_;
  Links* links_;
  bool yes_is_good_ = true;  ///< whether yes lets a configuration pass, or makes it concerned
};

/// The value for a message: `true`, `["a"]`, `unset`, `(sensitive)`.
std::string shown(const Resolved& resolved, bool sensitive);

/// What an unset attribute counts as.
Truth unset_outcome(Unset own, Unset inherited);

/// Whether a statement is what a requirement looks for. `own` are the accounts that are no other account.
Truth matches(const policy::StatementView& statement, const StatementMatch& match, const policy::Strings& own);

}  // namespace parapet::guardrails
