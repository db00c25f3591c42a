#include <algorithm>

#include "guardrails/evaluator.hpp"
#include "guardrails/own_accounts.hpp"

namespace parapet::guardrails {

namespace {

using policy::Answer;

Truth truth_of(Answer answer) { return static_cast<Truth>(answer); }

Truth speaks_to(const policy::StatementView& statement, StatementMatch::Principal principal,
                const policy::Strings& own) {
  switch (principal) {
    case StatementMatch::Principal::any:
      return Truth::yes;
    case StatementMatch::Principal::anyone:
      return truth_of(policy::speaks_to_anyone(statement));
    case StatementMatch::Principal::other_account:
      return truth_of(policy::speaks_to_other_account(statement, own));
    case StatementMatch::Principal::service:
      return truth_of(policy::speaks_to_service(statement));
  }
  return Truth::unknown;
}

Truth speaks_of_actions(const policy::StatementView& statement, const StatementMatch& match) {
  if (match.actions.empty()) return Truth::yes;
  Truth result = match.all_actions ? Truth::yes : Truth::no;
  for (std::string_view action : match.actions) {
    Truth one = truth_of(policy::speaks_of_action(statement, action));
    result = match.all_actions ? result && one : result || one;
  }
  return result;
}

Truth verdict(const policy::PolicyView& policy, const Condition& condition, const policy::Strings& own) {
  Truth some = policy.complete ? Truth::no : Truth::unknown;
  for (const policy::StatementView& statement : policy.statements)
    some = some || matches(statement, *condition.statement, own);
  return condition.no_statement ? !some : some;
}

}  // namespace

Truth matches(const policy::StatementView& statement, const StatementMatch& match, const policy::Strings& own) {
  Truth result = Truth::yes;
  if (!match.effect.empty()) {
    Truth allows = truth_of(statement.allows);
    result = match.effect == "Allow" ? allows : !allows;
  }
  result = result && speaks_of_actions(statement, match) && speaks_to(statement, match.principal, own);
  if (!match.resource.empty()) result = result && truth_of(policy::speaks_of_resource(statement, match.resource));
  if (!match.unless_condition.empty()) {
    std::vector<std::string_view> keys(match.unless_condition.begin(), match.unless_condition.end());
    result = result && !truth_of(policy::narrowed_by(statement, keys));
  }
  return result;
}

policy::Strings Evaluator::own_accounts(const Condition& condition, const Frame& frame) {
  const bool asked = condition.statement->principal == StatementMatch::Principal::other_account;
  if (!asked) return {};
  return guardrails::own_accounts(walker_.resolver(), *frame.block, walker_.resolver().place(*frame.block));
}

Truth Evaluator::policy(const Condition& condition, const Frame& frame) {
  Resolved value = walker_.resolve(*condition.path, frame);
  if (value.is_unset()) return unset_outcome(condition.unset, frame.unset);
  auto policies = policies_.read(value);
  if (policies.empty()) return Truth::unknown;
  const policy::Strings own = own_accounts(condition, frame);
  Truth all = verdict(*policies.front(), condition, own);
  for (const auto& policy : policies) all = agree(all, verdict(*policy, condition, own));
  // An alternative that leaves the policy out is not judged by the others.
  return policies.size() < value.alternatives.size() ? agree(all, unset_outcome(condition.unset, frame.unset)) : all;
}

Blame Evaluator::explain_policy(const Condition& condition, const Frame& frame) {
  Blame blame{join_path(frame.prefix, condition.path->text), {}};
  Resolved value = walker_.resolve(*condition.path, frame);
  const policy::Strings own = own_accounts(condition, frame);
  for (const auto& policy : policies_.read(value)) {
    Truth certain = Truth::no;
    for (std::size_t i = 0; i < policy->statements.size() && condition.no_statement; ++i) {
      Truth one = matches(policy->statements[i], *condition.statement, own);
      if (one < certain || one == Truth::no) continue;
      if (one > certain) blame = {};
      certain = one;
      blame.add({join_path(frame.prefix, condition.path->text) + ".Statement[" + std::to_string(i) + "]",
                 policy::text_of(policy->statements[i])});
    }
  }
  if (blame.value.empty()) blame.value = shown(value, condition.path->sensitive);
  return blame;
}

}  // namespace parapet::guardrails
