#include <algorithm>
#include <cctype>
#include <string>

#include "guardrails/policy_reader.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_denies_insecure_transport {

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// `Bool aws:SecureTransport false` and nothing else that would narrow the denial.
policy::Answer only_insecure(const policy::StatementView& statement) {
  if (statement.conditions.size() != 1)
    return statement.conditions_complete ? policy::Answer::no : policy::Answer::unknown;
  const policy::ConditionEntry& condition = statement.conditions.front();
  bool test = same_word(condition.test, "Bool") || same_word(condition.test, "BoolIfExists");
  bool key = same_word(condition.key, "aws:SecureTransport");
  bool value = condition.values.values.size() == 1 && same_word(condition.values.values.front(), "false");
  if (!test || !key || !value) return statement.conditions_complete ? policy::Answer::no : policy::Answer::unknown;
  return statement.conditions_complete && condition.values.complete ? policy::Answer::yes : policy::Answer::unknown;
}

/// The denial has to reach the action, every object below the resource, and everybody.
policy::Answer denies(const policy::StatementView& statement, std::string_view action) {
  policy::Answer denies = statement.allows == policy::Answer::unknown ? policy::Answer::unknown
                          : statement.allows == policy::Answer::no    ? policy::Answer::yes
                                                                      : policy::Answer::no;
  policy::Answer everybody = policy::Answer::no;
  for (const policy::PrincipalEntry& entry : statement.principals.entries) {
    if (entry.identifier == "*" && (entry.type == "*" || entry.type == "AWS")) everybody = policy::Answer::yes;
  }
  if (everybody == policy::Answer::no && !statement.principals.complete) everybody = policy::Answer::unknown;
  bool exempts = statement.not_actions.present || statement.not_resources.present;
  return exempts ? policy::Answer::no
                 : std::min({denies, everybody, policy::speaks_of_action(statement, action), only_insecure(statement)});
}

bool has_objects(const policy::StatementView& statement) {
  return std::any_of(statement.resources.values.begin(), statement.resources.values.end(),
                     [](const std::string& resource) {
                       return resource == "*" || resource.ends_with("/*") || resource.ends_with(":::*");
                     });
}

/// The action that has to be denied: every one of the service, which SQS and others accept in their policies. SNS
/// refuses `sns:*` as out of its scope; messages come into a topic by Publish only.
std::string action_of(std::string_view service) {
  return service == "sns" ? "sns:Publish" : std::string(service) + ":*";
}

Truth denies(const policy::PolicyView& policy, std::string_view action) {
  const bool objects = action == "s3:*";
  Truth some = policy.complete ? Truth::no : Truth::unknown;
  for (const policy::StatementView& statement : policy.statements) {
    Truth one = static_cast<Truth>(denies(statement, action));
    if (objects && !has_objects(statement)) one = statement.resources.complete ? Truth::no : one && Truth::unknown;
    some = some || one;
  }
  return some;
}

PredicateResult judge(const PredicateInput& input) {
  auto policies = input.policies.read(input.resolve("path"));
  if (policies.empty()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  const Argument* service = input.find("service");
  Truth all = Truth::yes;
  const std::string action = action_of(service == nullptr ? std::string_view("s3") : service->value.text);
  for (const auto& policy : policies) all = all && denies(*policy, action);
  return {.truth = all, .path = {}, .value = "a policy without such a statement"};
}

}  // namespace of_denies_insecure_transport

/// The policy denies everything to everybody who does not come over TLS. `service` is the prefix of the actions, `s3`
/// if it is left out; for s3 the objects have to be named as well as the bucket, and for sns Publish is enough.
PredicateInfo denies_insecure_transport() {
  return {"denies_insecure_transport",
          &of_denies_insecure_transport::judge,
          {{"path", true, true}, {"service", false, false}}};
}

}  // namespace parapet::guardrails::predicates
