#include <algorithm>

#include "guardrails/own_accounts.hpp"
#include "guardrails/policy_reader.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_cross_account_trust {

Truth is_trusted(const policy::PrincipalEntry& entry, const policy::Strings& accounts) {
  if (entry.type == "Service" || entry.type == "Federated") return Truth::yes;
  std::string_view account = policy::account_of(entry.identifier);
  // In parentheses: an attribute that AWS makes up for a resource of these documents.
  if (entry.identifier.starts_with("(") || account.starts_with("(")) return Truth::yes;
  if (account.find(policy::unknown_part) != std::string_view::npos) return Truth::unknown;
  if (std::find(accounts.values.begin(), accounts.values.end(), account) != accounts.values.end()) return Truth::yes;
  return accounts.complete ? Truth::no : Truth::unknown;
}

Truth is_fine(const policy::StatementView& statement, const policy::Strings& accounts) {
  Truth allows = static_cast<Truth>(statement.allows);
  if (statement.not_principals.present) return !allows;
  Truth trusted = statement.principals.complete ? Truth::yes : Truth::unknown;
  for (const policy::PrincipalEntry& entry : statement.principals.entries)
    trusted = trusted && is_trusted(entry, accounts);
  return !allows || trusted ||
         static_cast<Truth>(policy::narrowed_by(statement, {"sts:ExternalId", "aws:PrincipalOrgID"}));
}

/// The own ones, and those that the requirement names.
policy::Strings trusted_accounts(const PredicateInput& input) {
  policy::Strings accounts = own_accounts(input.resolver, input.block, input.resolver.place(input.block));
  const Argument* named = input.find("accounts");
  if (named == nullptr) return accounts;
  for (const Literal& account : named->value.list) accounts.values.emplace_back(account.text);
  return accounts;
}

PredicateResult judge(const PredicateInput& input) {
  auto policies = input.policies.read(input.resolve("path"));
  if (policies.empty()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  const policy::Strings accounts = trusted_accounts(input);
  PredicateResult result{.truth = Truth::yes, .path = {}, .value = {}};
  for (const auto& policy : policies) {
    if (!policy->complete) result.truth = result.truth && Truth::unknown;
    for (std::size_t i = 0; i < policy->statements.size(); ++i) {
      Truth fine = is_fine(policy->statements[i], accounts);
      if (fine >= result.truth) continue;
      result = {fine, std::string(input.path("path")) + ".Statement[" + std::to_string(i) + "]",
                policy::text_of(policy->statements[i])};
    }
  }
  return result;
}

}  // namespace of_cross_account_trust

/// Allow statements trust accounts of these documents, the own ones (`account_ids` and `account_id` of the
/// SecurityContext, `allowed_account_ids` of the provider) and those of `accounts` only; others need an external id or
/// the organization's.
PredicateInfo cross_account_trust() {
  return {"cross_account_trust", &of_cross_account_trust::judge, {{"path", true, true}, {"accounts", false, false}}};
}

}  // namespace parapet::guardrails::predicates
