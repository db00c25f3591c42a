#include "guardrails/secrets.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace parapet::guardrails {

namespace {

bool is_secret_name(std::string_view name) {
  static const re2::RE2 secret(
      "(?i)PASSWORD|PASSWD|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|AUTHORIZATION");
  // These say where a secret is, or how it has to look.
  static const re2::RE2 about("(?i)[_-](NAME|PATH|URL|URI|ENDPOINT|TTL|REGION|PARAMETER|LENGTH|ARN)$");
  const re2::StringPiece text(name.data(), name.size());
  return re2::RE2::PartialMatch(text, secret) && !re2::RE2::PartialMatch(text, about);
}

bool is_harmless(const Resolved& value) {
  if (value.value.kind() == detail::Kind::boolean) return true;
  // An ARN or the name of a version in Google's Secret Manager says where a secret is.
  static const re2::RE2 place("projects/[^/]+/(?:locations/[^/]+/)?secrets/[^/]+(?:/versions/[^/]+)?");
  std::string_view text = value.value.text();
  if (re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), place)) return true;
  return text.starts_with("arn:") || text.starts_with("{{resolve:") || text == "true" || text == "false";
}

/// A template may hold one in its literal parts.
bool holds_credential(View value) {
  if (value.is_text()) return is_credential(value.text());
  for (std::size_t i = 0; value.kind() == detail::Kind::join && i < value.size(); ++i) {
    if (is_credential(value.element(i).text())) return true;
  }
  return false;
}

/// Asks about each of the values that something may have; one that may give a secret away is enough.
template <class Judge>
Truth any_of(const Resolved& value, Judge judge) {
  Truth any = Truth::no;
  for (const Resolved& alternative : value.alternatives) any = any || judge(alternative);
  return any;
}

}  // namespace

Truth is_literal(const Resolved& value) {
  if (!value.alternatives.empty()) return any_of(value, is_literal);
  if (value.is_unset()) return Truth::no;
  if (value.is_known()) return truth(!(value.value.is_text() && value.value.text().empty()));
  if (value.state == Resolved::State::reference) return truth(static_cast<bool>(value.value));
  // A variable without default is given from outside, which is what it should be.
  if (value.target != nullptr && value.target->kind == NodeKind::variable) return Truth::no;
  return Truth::unknown;
}

bool is_credential(std::string_view text) {
  static const re2::RE2 pattern(
      "(?:^|[^A-Z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?:[^A-Z0-9]|$)|"
      "(?:^|[^A-Za-z0-9_-])AIza[0-9A-Za-z_-]{35}(?:[^A-Za-z0-9_-]|$)|-----BEGIN [A-Z ]*PRIVATE KEY|://[^/@: ]+:[^/@ "
      "]+@");
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

Truth reveals_secret(std::string_view name, const Resolved& value) {
  if (!value.alternatives.empty()) return any_of(value, [&](const Resolved& one) { return reveals_secret(name, one); });
  if (holds_credential(value.value)) return Truth::yes;
  if (is_secret_name(name)) return is_harmless(value) ? Truth::no : is_literal(value);
  // Under another name only the value could tell, and what comes from elsewhere is not written here.
  return Truth::no;
}

}  // namespace parapet::guardrails
