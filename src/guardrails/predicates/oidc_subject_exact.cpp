#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/policy_reader.hpp"

namespace parapet::guardrails::predicates {

namespace of_oidc_subject_exact {

using policy::Answer;

/// Providers that AWS knows without an ARN; they tie a role to an application, not to a subject.
constexpr std::string_view built_in[] = {"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com",
                                         "www.amazon.com"};

enum class Trust : unsigned char {
  other,        ///< no web identity
  application,  ///< a built-in provider
  subject,      ///< an OpenID Connect provider of the account
  maybe,        ///< nobody can tell
};

Trust trust_of(const policy::PrincipalEntry& entry) {
  std::string_view id = entry.identifier;
  // Everybody includes every provider.
  if (id == "*" && (entry.type == "*" || same_word(entry.type, "Federated"))) return Trust::subject;
  if (!same_word(entry.type, "Federated")) return Trust::other;
  if (std::find(std::begin(built_in), std::end(built_in), id) != std::end(built_in)) return Trust::application;
  if (id.find("saml-provider") != std::string_view::npos || id.starts_with("(aws_iam_saml_provider."))
    return Trust::other;
  if (id.find("oidc-provider/") != std::string_view::npos ||
      id.find("aws_iam_openid_connect_provider.") != std::string_view::npos)
    return Trust::subject;
  return id.find(policy::unknown_part) != std::string_view::npos ? Trust::maybe : Trust::subject;
}

/// `token.actions.githubusercontent.com` of `arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com`.
std::string_view issuer_of(std::string_view provider) {
  constexpr std::string_view mark = "oidc-provider/";
  std::size_t at = provider.find(mark);
  std::string_view issuer = at == std::string_view::npos ? std::string_view() : provider.substr(at + mark.size());
  return issuer.find_first_of("*?\x01") == std::string_view::npos ? issuer : std::string_view();
}

/// Whether a value of the test stands for itself alone.
Answer is_exact(const policy::ConditionEntry& condition) {
  std::string test = lower_case(condition.test);
  if (test.starts_with("foranyvalue:")) test.erase(0, 12);
  if (test != "stringequals" && test != "stringlike") return Answer::no;
  if (condition.values.values.empty() && condition.values.complete) return Answer::no;
  Answer exact = condition.values.complete ? Answer::yes : Answer::unknown;
  for (const std::string& value : condition.values.values) {
    if (value.empty() || value.find_first_of("*?") != std::string::npos) return Answer::no;
    if (value.find(policy::unknown_part) != std::string::npos) exact = Answer::unknown;
  }
  return exact;
}

/// Whether a condition fixes one of the claims of the token.
Answer fixes(const policy::StatementView& statement, std::string_view issuer,
             std::initializer_list<std::string_view> claims) {
  Answer best = statement.conditions_complete ? Answer::no : Answer::unknown;
  for (const policy::ConditionEntry& condition : statement.conditions) {
    std::string key = lower_case(condition.key);
    std::size_t colon = key.rfind(':');
    if (colon == std::string::npos || colon == 0) continue;
    bool claim = std::find(claims.begin(), claims.end(), std::string_view(key).substr(colon + 1)) != claims.end();
    bool known = key.find(policy::unknown_part) == std::string::npos;
    if (!claim || (known && !issuer.empty() && !same_word(key.substr(0, colon), issuer))) continue;
    best = std::max(best, is_exact(condition));
  }
  return best;
}

Truth is_fine(const policy::StatementView& statement) {
  Truth concerned = static_cast<Truth>(
      std::min(statement.allows, policy::speaks_of_action(statement, "sts:AssumeRoleWithWebIdentity")));
  if (concerned == Truth::no) return Truth::yes;
  if (statement.not_principals.present) return !concerned;
  Truth fine = statement.principals.complete ? Truth::yes : Truth::unknown;
  for (const policy::PrincipalEntry& entry : statement.principals.entries) {
    Trust trust = trust_of(entry);
    if (trust == Trust::other) continue;
    std::string_view issuer =
        trust == Trust::application ? std::string_view(entry.identifier) : issuer_of(entry.identifier);
    Answer tied = trust == Trust::application
                      ? fixes(statement, issuer, {"aud", "app_id"})
                      : std::min(fixes(statement, issuer, {"sub"}), fixes(statement, issuer, {"aud"}));
    Truth one = static_cast<Truth>(tied);
    fine = fine && (trust == Trust::maybe ? one || Truth::unknown : one);
  }
  return !concerned || fine;
}

PredicateResult judge(const PredicateInput& input) {
  auto policies = input.policies.read(input.resolve("path"));
  if (policies.empty()) return nothing_to_judge();
  Worst worst;
  for (const auto& policy : policies) {
    if (!policy->complete) worst.add(Truth::unknown, {}, {});
    for (std::size_t i = 0; i < policy->statements.size(); ++i) {
      worst.add(is_fine(policy->statements[i]), statement_path(input.path("path"), i),
                policy::text_of(policy->statements[i]));
    }
  }
  return worst.result();
}

}  // namespace of_oidc_subject_exact

/// Allow statements for web identities (OpenID Connect) fix the token's subject and audience: StringEquals on `sub` and
/// `aud` of the issuer, with values that hold no wildcard. The providers that AWS has built in (Cognito, Google,
/// Amazon, Facebook) need `aud` or `app_id` only. Statements for other principals pass.
PredicateInfo oidc_subject_exact() {
  return {"oidc_subject_exact", &of_oidc_subject_exact::judge, {{"path", true, true}}};
}

}  // namespace parapet::guardrails::predicates
