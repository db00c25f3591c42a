#include <algorithm>

#include "guardrails/policy_reader.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails::predicates {

namespace of_cross_account_trust {

/// The account in a principal: field 4 of an ARN, or the number itself.
std::string_view account_of(std::string_view identifier) {
  if (!identifier.starts_with("arn:")) return identifier;
  for (int i = 0; i < 4; ++i) {
    std::size_t colon = identifier.find(':');
    if (colon == std::string_view::npos) return {};
    identifier.remove_prefix(colon + 1);
  }
  return identifier.substr(0, identifier.find(':'));
}

Truth is_trusted(const policy::PrincipalEntry& entry, const Span<Literal>& accounts) {
  if (entry.type == "Service" || entry.type == "Federated") return Truth::yes;
  std::string_view account = account_of(entry.identifier);
  // In parentheses: an attribute that AWS makes up for a resource of these documents.
  if (entry.identifier.starts_with("(") || account.starts_with("(")) return Truth::yes;
  if (account.find(policy::unknown_part) != std::string_view::npos) return Truth::unknown;
  return truth(
      std::any_of(accounts.begin(), accounts.end(), [&](const Literal& known) { return known.text == account; }));
}

Truth is_fine(const policy::StatementView& statement, const Span<Literal>& accounts) {
  Truth allows = static_cast<Truth>(statement.allows);
  if (statement.not_principals.present) return !allows;
  Truth trusted = statement.principals.complete ? Truth::yes : Truth::unknown;
  for (const policy::PrincipalEntry& entry : statement.principals.entries)
    trusted = trusted && is_trusted(entry, accounts);
  return !allows || trusted ||
         static_cast<Truth>(policy::narrowed_by(statement, {"sts:ExternalId", "aws:PrincipalOrgID"}));
}

PredicateResult judge(const PredicateInput& input) {
  auto policies = input.policies.read(input.resolve("path"));
  if (policies.empty()) return {.truth = Truth::unknown, .path = {}, .value = {}, .unset = true};
  const Argument* accounts = input.find("accounts");
  PredicateResult result{.truth = Truth::yes, .path = {}, .value = {}};
  for (const auto& policy : policies) {
    if (!policy->complete) result.truth = result.truth && Truth::unknown;
    for (std::size_t i = 0; i < policy->statements.size(); ++i) {
      Truth fine = is_fine(policy->statements[i], accounts == nullptr ? Span<Literal>() : accounts->value.list);
      if (fine >= result.truth) continue;
      result = {fine, std::string(input.path("path")) + ".Statement[" + std::to_string(i) + "]",
                policy::text_of(policy->statements[i])};
    }
  }
  return result;
}

}  // namespace of_cross_account_trust

/// Allow statements trust accounts of these documents and those of `accounts` only; others need an external id or the
/// organization's.
PredicateInfo cross_account_trust() {
  return {"cross_account_trust", &of_cross_account_trust::judge, {{"path", true, true}, {"accounts", false, false}}};
}

}  // namespace parapet::guardrails::predicates
