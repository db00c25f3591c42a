#include "guardrails/redact.hpp"

#include <re2/re2.h>

namespace parapet::guardrails {

namespace {

/// Attributes and keys of maps whose texts are secrets whatever they look like.
const re2::RE2& secret_name() {
  static const re2::RE2 pattern(
      R"re((?i)(?:^|[._\["-])(?:(?:[a-z0-9_-]*_)?(?:password|passwd|passphrase|pass|pwd|secret|secret_string|secret_binary|secret_key|)re"
      R"re(secret_access_key|private_key|token|auth_token|access_token|refresh_token|api_?key|connection_string|)re"
      R"re(credentials?|user_data|user_data_base64|client_secret|psk|preshared_key))(?:"?\]|\[[0-9]+\])*$)re");
  return pattern;
}

/// Texts that are secrets wherever they stand.
const re2::RE2& secret_text() {
  static const re2::RE2 pattern(
      R"re((?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16})re"
      R"re(|-----BEGIN [A-Z ]*PRIVATE KEY)re"
      R"re(|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}|glpat-[A-Za-z0-9_-]{20})re"
      R"re(|xox[abeoprs]-[A-Za-z0-9-]{10}|[rs]k_live_[A-Za-z0-9]{10}|AIza[A-Za-z0-9_-]{35})re"
      R"re(|eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,})re"
      R"re(|://[^/\s:@"]+:[^/\s@"]+@)re"
      R"re(|(?i:(?:password|passwd|pwd|secret|token|api[_-]?key|private[_-]?key|credentials?)\\?"?\s*[:=]\s*\\?"?[^\s",{}\[\]$]{4}))re");
  return pattern;
}

/// Most values are too short and too plain to be any of these, and there are many.
bool may_be_secret_text(std::string_view value) {
  constexpr std::size_t shortest_token = 15;
  return value.size() >= shortest_token || value.find_first_of(":=") != std::string_view::npos;
}

/// Forty characters of Base64 in upper and lower case with digits are most likely the secret half of an access key.
constexpr std::size_t secret_key_length = 40;
bool holds_secret_key(std::string_view value) {
  static const re2::RE2 word(R"re(([A-Za-z0-9/+]+={0,2}))re");
  re2::StringPiece rest(value.data(), value.size());
  re2::StringPiece found;
  while (re2::RE2::FindAndConsume(&rest, word, &found)) {
    if (found.size() != secret_key_length) continue;
    bool upper = false, lower = false, digit = false;
    for (const char c : found) {
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      digit |= c >= '0' && c <= '9';
    }
    if (upper && lower && digit) return true;
  }
  return false;
}

}  // namespace

std::string redacted(std::string_view attribute_path, std::string value) {
  const re2::StringPiece path(attribute_path.data(), attribute_path.size());
  const bool text = value.find('"') != std::string::npos;
  if ((text && re2::RE2::PartialMatch(path, secret_name())) ||
      (may_be_secret_text(value) && re2::RE2::PartialMatch(value, secret_text())) ||
      (value.size() >= secret_key_length && holds_secret_key(value)))
    return std::string(hidden_value);
  return value;
}

}  // namespace parapet::guardrails
