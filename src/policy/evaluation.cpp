#include "parapet/policy/evaluation.hpp"

#include <algorithm>
#include <stdexcept>

#include "parapet/error.hpp"
#include "policy/comparison.hpp"
#include "policy/pattern.hpp"

namespace parapet::policy {

namespace {

/// The values of a key; a key without values is missing.
const std::vector<std::string>* values_of(const RequestContext& context, const std::string& key) {
  const auto found = context.find(key);
  return found == context.end() || found->second.empty() ? nullptr : &found->second;
}

/// Whether a value of the request is as the operator asks: like one of the policy's values, or unlike all of them.
bool satisfies(const Operator& op, const Strings& wanted, const std::string& value, const RequestContext& context) {
  const bool found = std::any_of(wanted.values.begin(), wanted.values.end(),
                                 [&](const std::string& each) { return compares(op, each, value, context); });
  return found != op.negated;
}

/// `"Null": {"aws:TokenIssueTime": "true"}` holds if the key is missing.
bool null_holds(const ConditionEntry& condition, bool missing) {
  return std::any_of(condition.values.values.begin(), condition.values.values.end(),
                     [&](const std::string& value) { return (lower_case(value) == "true") == missing; });
}

Operator known_operator(const ConditionEntry& condition) {
  const std::optional<Operator> op = operator_of(condition.test);
  if (op) return *op;
  throw Error("unknown condition operator `" + condition.test + "`" + near_operator(condition.test));
}

bool holds(const ConditionEntry& condition, const RequestContext& context) {
  const Operator op = known_operator(condition);
  const std::vector<std::string>* values = values_of(context, condition.key);
  if (op.kind == Operator::Kind::null) return null_holds(condition, values == nullptr);
  const auto fits = [&](const std::string& value) { return satisfies(op, condition.values, value, context); };
  switch (op.set) {
    // Over no values, "any" is false and "all" is true, negated or not; IfExists changes neither.
    case Operator::Set::any:
      return values != nullptr && std::any_of(values->begin(), values->end(), fits);
    case Operator::Set::all:
      return values == nullptr || std::all_of(values->begin(), values->end(), fits);
    case Operator::Set::none:
      break;
  }
  if (values == nullptr) return op.if_exists || op.negated;
  if (values->size() > 1)
    throw Error("the condition key `" + condition.key + "` has several values; ask with ForAnyValue or ForAllValues");
  return fits(values->front());
}

/// An account by number or by its root: everybody in it.
bool names_account(std::string_view named) { return !named.starts_with("arn:") || named.ends_with(":root"); }

bool is_named(const PrincipalEntry& entry, const PrincipalEntry& who) {
  if (entry.type == "*") return entry.identifier == "*";
  if (lower_case(entry.type) != lower_case(who.type)) return false;
  if (entry.identifier == "*" || entry.identifier == who.identifier) return true;
  return who.type == "AWS" && names_account(entry.identifier) &&
         account_of(entry.identifier) == account_of(who.identifier);
}

bool names_anyone_of(const Principals& named, const std::vector<PrincipalEntry>& principals) {
  return std::any_of(named.entries.begin(), named.entries.end(), [&](const PrincipalEntry& entry) {
    const bool everybody = entry.type == "*" && entry.identifier == "*";
    return everybody || std::any_of(principals.begin(), principals.end(),
                                    [&](const PrincipalEntry& who) { return is_named(entry, who); });
  });
}

bool speaks_of_principal(const StatementView& statement, const std::vector<PrincipalEntry>& principals) {
  if (statement.not_principals.present) return !names_anyone_of(statement.not_principals, principals);
  return !statement.principals.present || names_anyone_of(statement.principals, principals);
}

bool covers_action(const Strings& globs, std::string_view action) {
  return std::any_of(globs.values.begin(), globs.values.end(),
                     [&](const std::string& glob) { return is_like(glob, escaped(action), true); });
}

bool covers_resource(const Strings& patterns, const Request& request) {
  return std::any_of(patterns.values.begin(), patterns.values.end(), [&](const std::string& each) {
    const std::optional<std::string> pattern = with_variables(each, request.context);
    if (!pattern) return false;
    return *pattern == "*" || is_like_arn(*pattern, escaped(request.resource), true);
  });
}

bool speaks_of_request_resource(const StatementView& statement, const Request& request) {
  if (statement.not_resources.present) return !covers_resource(statement.not_resources, request);
  return !statement.resources.present || covers_resource(statement.resources, request);
}

}  // namespace

bool applies(const StatementView& statement, const Request& request) {
  const bool action = statement.not_actions.present ? !covers_action(statement.not_actions, request.action)
                                                    : covers_action(statement.actions, request.action);
  return action && speaks_of_request_resource(statement, request) &&
         speaks_of_principal(statement, request.principals) &&
         std::all_of(statement.conditions.begin(), statement.conditions.end(),
                     [&](const ConditionEntry& condition) { return holds(condition, request.context); });
}

Decision decide(const std::vector<PolicyView>& policies, const Request& request) {
  Decision decision = Decision::implicit_deny;
  for (const PolicyView& policy : policies) {
    for (const StatementView& statement : policy.statements) {
      if (!applies(statement, request)) continue;
      if (statement.allows == Answer::no) return Decision::explicit_deny;
      decision = Decision::allow;
    }
  }
  return decision;
}

}  // namespace parapet::policy
