#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>
#include <string>

#include "guardrails/judging.hpp"
#include "guardrails/secrets.hpp"

namespace parapet::guardrails {

namespace {

/// Stands for a part of a text that comes from elsewhere.
constexpr char elsewhere = '\x01';

/// What a name like `DB_PASSWORD_FILE` or `token_url` holds only says where the secret is.
bool names_a_place(std::string_view name) {
  static const re2::RE2 pattern(
      "(?i)(?:ARN|ID|NAME|FILE|PATH|URL|URI|ENDPOINT|LENGTH|SIZE|TTL|EXPIRY|EXPIRES(?:_?IN)?|POLICY|TYPE|VERSION|"
      "REGION|PARAM(?:ETER)?|REF|ENABLED|REQUIRED|ROTATION|MANAGER|COUNT|FIELD|HEADER|PROMPT)S?");
  for (std::size_t at = 0; at < name.size(); ++at) {
    // A word begins behind a separator, or with a capital letter behind a small one.
    const bool begins = at > 0 && (std::ispunct(static_cast<unsigned char>(name[at - 1])) ||
                                   (std::isupper(static_cast<unsigned char>(name[at])) &&
                                    std::islower(static_cast<unsigned char>(name[at - 1]))));
    const std::string_view rest = name.substr(at);
    if (begins && re2::RE2::FullMatch(re2::StringPiece(rest.data(), rest.size()), pattern)) return true;
  }
  return false;
}

/// A value that is written out: no variable of the shell or of a template, no place, no switch, nothing that only holds
/// the place of one.
bool is_written_out(std::string_view value) {
  static const re2::RE2 harmless(
      "(?i)(?:[$%<{\x01`&(|;#*@!].*|.*\x01.*|arn:.*|true|false|yes|no|on|off|null|nil|none|undefined|x+|\\.\\.\\.|"
      "changeme|os\\..*|process\\.env.*|env\\..*|var\\..*|local\\..*|data\\..*|ssm:.*|vault:.*|secretsmanager:.*|"
      "resolve:.*|projects/[^/]+/(?:locations/[^/]+/)?secrets/.*|https?://[^:@]*|/.*)");
  return value.size() >= 3 && !re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), harmless);
}

bool assigns_secret(std::string_view text) {
  static const re2::RE2 assignment(
      R"re((?i)([a-z0-9_.-]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)[a-z0-9_.-]*))re"
      R"re(\\?["']?[ \t]*(?::|=>|=)[ \t]*(?:\\?"([^"\\\n]*)|'([^'\n]*)|([^\s"'\\,;&|)}\]]+)))re");
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece name, quoted, in_quotes, bare;
  while (re2::RE2::FindAndConsume(&rest, assignment, &name, &quoted, &in_quotes, &bare)) {
    const re2::StringPiece& value = !quoted.empty() ? quoted : !in_quotes.empty() ? in_quotes : bare;
    if (!names_a_place({name.data(), name.size()}) && is_written_out({value.data(), value.size()})) return true;
  }
  return false;
}

/// The bytes of a base64 text without its spaces; nothing for other texts and for what is no text itself.
std::optional<std::string> decoded_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isspace(byte)) continue;
    if (c == '=') break;
    const int digit = std::isupper(byte)     ? byte - 'A'
                      : std::islower(byte)   ? byte - 'a' + 26
                      : std::isdigit(byte)   ? byte - '0' + 52
                      : c == '+' || c == '-' ? 62
                      : c == '/' || c == '_' ? 63
                                             : -1;
    if (digit < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 0xff);
  }
  const bool readable = std::all_of(bytes.begin(), bytes.end(),
                                    [](unsigned char c) { return c >= 0x20 || c == '\n' || c == '\r' || c == '\t'; });
  return readable && bytes.size() >= 8 ? std::optional(bytes) : std::nullopt;
}

bool gives_away(std::string_view text, int depth);

/// Base64 stands alone, or somewhere in a script.
bool gives_away_encoded(std::string_view text, int depth) {
  static const re2::RE2 run("([A-Za-z0-9+/_-]{16,}={0,2})");
  if (const auto whole = decoded_base64(text); whole && gives_away(*whole, depth + 1)) return true;
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece found;
  while (re2::RE2::FindAndConsume(&rest, run, &found)) {
    const auto part = decoded_base64({found.data(), found.size()});
    if (part && gives_away(*part, depth + 1)) return true;
  }
  return false;
}

/// The text without URLs whose password comes from elsewhere: `postgres://zip:$PASSWORD@db`.
std::string without_open_urls(std::string_view text) {
  static const re2::RE2 url("://[^/@: ]*:[$%<{\x01][^/@ ]*@");
  std::string result(text);
  re2::RE2::GlobalReplace(&result, url, "://");
  return result;
}

bool gives_away(std::string_view text, int depth) {
  constexpr int deepest_encoding = 3;
  if (is_credential(without_open_urls(text)) || assigns_secret(text)) return true;
  return depth < deepest_encoding && gives_away_encoded(text, depth);
}

/// Looks through values: texts, the literal parts of templates, arguments of functions, maps and lists.
class SecretFinder {
 public:
  explicit SecretFinder(Resolver& resolver) : resolver_(resolver) {}

  Truth find(const Resolved& value, int depth) {
    if (!value.alternatives.empty()) {
      Truth any = Truth::no;
      for (const Resolved& alternative : value.alternatives) any = any || find(alternative, depth);
      return any;
    }
    return find(value.value, value.place, depth);
  }

 private:
  static constexpr int deepest_value = 20;

  Truth find(View value, const Place& place, int depth) {
    if (value.is_unset()) return Truth::no;
    if (depth > deepest_value) return Truth::unknown;
    if (value.is_text()) return truth(gives_away(value.text(), 0));
    if (value.kind() == detail::Kind::join) return in_template(value, place, depth);
    if (value.is_object()) return in_object(value, place, depth);
    Truth any = Truth::no;
    const bool has_parts = value.is_list() || value.kind() == detail::Kind::call;
    for (std::size_t i = 0; has_parts && i < value.size(); ++i)
      any = any || find(resolver_.resolve(value.element(i), place), depth + 1);
    return any;
  }

  Truth in_template(View value, const Place& place, int depth) {
    std::string text;
    Truth any = Truth::no;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const View part = value.element(i);
      text += part.is_text() ? std::string(part.text()) : std::string(1, elsewhere);
      if (!part.is_text() && part.kind() == detail::Kind::call) any = any || find(part, place, depth + 1);
    }
    return any || truth(gives_away(text, 0));
  }

  Truth in_object(View value, const Place& place, int depth) {
    Truth any = Truth::no;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Resolved member = resolver_.resolve(value.value_at(i), place);
      const bool text = member.value.is_text() && !names_a_place(value.name(i)) && is_written_out(member.value.text());
      if (text) any = any || reveals_secret(value.name(i), member);
      any = any || find(member, depth + 1);
    }
    return any;
  }

  Resolver& resolver_;
};

}  // namespace

Truth holds_secret(Resolver& resolver, const Resolved& text) { return SecretFinder(resolver).find(text, 0); }

}  // namespace parapet::guardrails
