#include "modules/policy_guard.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "guardrails/judging.hpp"
#include "guardrails/narrowing_keys.hpp"
#include "modules/hcl_text.hpp"

namespace parapet::modules {

using guardrails::Condition;
using guardrails::StatementMatch;

namespace {

std::string list_of(const std::string& member) { return "flatten([try(" + member + ", [])])"; }

/// The pattern of an action as one for regex(), which the action that is asked about has to match.
std::string grants(std::string_view action) {
  return "can(regex(\"(?i)^${replace(replace(a, \"*\", \".*\"), \"?\", \".\")}$\", " + quote(action) + "))";
}

std::string speaks_to_anyone(bool not_principal) {
  std::string text = "try(s.Principal == \"*\", false) || contains(" + list_of("s.Principal.AWS") + ", \"*\")";
  if (not_principal) text += " || can(s.NotPrincipal)";
  return "(" + text + ")";
}

std::string has_action(const StatementMatch& match) {
  std::vector<std::string> parts;
  for (std::string_view action : match.actions)
    parts.push_back("anytrue([for a in " + list_of("s.Action") + " : " + grants(action) + "])");
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : match.all_actions ? " && " : " || ") + part;
  return "(can(s.NotAction) || " + text + ")";
}

/// No operator of the statement's Condition has one of the keys.
std::string lacks_condition(const std::vector<std::string_view>& keys) {
  Json wanted = Json::array();
  for (std::string_view key : keys) wanted.push_back(guardrails::lower_case(key));
  return "length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], " +
         literal(wanted) + ")) == 0";
}

std::optional<std::string> matches(const StatementMatch& match) {
  std::vector<std::string> parts;
  if (!match.effect.empty()) parts.push_back("try(s.Effect, \"\") == " + quote(match.effect));
  if (match.principal == StatementMatch::Principal::anyone) parts.push_back(speaks_to_anyone(true));
  if (match.principal == StatementMatch::Principal::service) parts.push_back("can(s.Principal.Service)");
  if (match.principal == StatementMatch::Principal::other_account) return std::nullopt;
  if (!match.actions.empty()) parts.push_back(has_action(match));
  if (match.resource == "*") parts.push_back("contains(" + list_of("s.Resource") + ", \"*\")");
  if (!match.resource.empty() && match.resource != "*") return std::nullopt;
  // Keys with a `*` are globs, which no set can look for.
  const auto is_glob = [](std::string_view key) { return key.find('*') != std::string_view::npos; };
  if (std::any_of(match.unless_condition.begin(), match.unless_condition.end(), is_glob)) return std::nullopt;
  if (!match.unless_condition.empty())
    parts.push_back(lacks_condition({match.unless_condition.begin(), match.unless_condition.end()}));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " && ") + part;
  return text.empty() ? "true" : text;
}

std::string over_statements(const char* function, const std::string& value, const std::string& condition) {
  return std::string(function) + "([for s in flatten([try(jsondecode(" + value + ").Statement, [])]) : " + condition +
         "])";
}

std::string none_of(const std::string& value, const std::string& match) {
  return "can(jsondecode(" + value + ")) && " + over_statements("alltrue", value, "!(" + match + ")");
}

std::string allows(const std::string& rest) { return "try(s.Effect, \"\") == \"Allow\" && " + rest; }

std::string customer_key(const std::string& value) {
  return value + " != \"\" && !can(regex(\"alias/aws/|(?i:^aws_owned|^defaultkey$)\", " + value + "))";
}

std::string admin(const std::string& value) {
  return none_of(value, allows("anytrue([for a in " + list_of("s.Action") +
                               " : contains([\"*\", \"*:*\"], a)]) && "
                               "contains(" +
                               list_of("s.Resource") + ", \"*\")"));
}

std::string denies_insecure(const std::string& value) {
  return over_statements("anytrue", value,
                         "try(s.Effect, \"\") == \"Deny\" && " + speaks_to_anyone(false) +
                             " && try(tostring(s.Condition.Bool[\"aws:SecureTransport\"]) == \"false\", false)");
}

}  // namespace

std::optional<std::string> policy_guard(const Condition& condition, const std::string& value) {
  const std::optional<std::string> match = matches(*condition.statement);
  if (!match) return std::nullopt;
  return condition.no_statement ? none_of(value, *match) : over_statements("anytrue", value, *match);
}

std::optional<std::string> predicate_guard(const Condition& condition, const std::string& value) {
  if (condition.predicate == "kms_is_customer_key") return customer_key(value);
  if (condition.predicate == "public_principal")
    return none_of(value, allows(speaks_to_anyone(true) + " && " + lacks_condition(guardrails::narrowing_keys)));
  if (condition.predicate == "admin_policy") return admin(value);
  if (condition.predicate == "denies_insecure_transport") return denies_insecure(value);
  return std::nullopt;
}

std::string predicate_obstacle(std::string_view predicate) {
  static const std::map<std::string_view, std::string_view> reasons = {
      {"secret_in_value", "whether the caller writes the secret out is judged where the module is called"},
      {"secret_in_map", "whether the caller writes a secret out is judged where the module is called"},
      {"subnet_is_public", "whether a subnet is public follows from its routes, which are judged on the plan"},
  };
  const auto found = reasons.find(predicate);
  if (found != reasons.end()) return std::string(found->second);
  return "its analysis (`" + std::string(predicate) +
         "`) is more than Terraform's functions can say; it is judged on the plan";
}

}  // namespace parapet::modules
