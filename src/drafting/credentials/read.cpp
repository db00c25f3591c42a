#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

#include "drafting/credentials/profile_files.hpp"
#include "drafting/credentials/sources.hpp"

namespace parapet::drafting {

namespace {

/// Keys and tokens travel in headers: a line break would end one.
bool is_header_safe(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::string member_text(const nlohmann::json& object, const char* name, const std::string& source) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return "";
  if (!found->is_string()) throw Error(source + ": \"" + name + "\" is no string");
  return found->get<std::string>();
}

bool is_date(const std::tm& parts) {
  const auto between = [](int value, int least, int most) { return value >= least && value <= most; };
  return between(parts.tm_year, 1970, 9999) && between(parts.tm_mon, 1, 12) && between(parts.tm_mday, 1, 31) &&
         between(parts.tm_hour, 0, 23) && between(parts.tm_min, 0, 59) && between(parts.tm_sec, 0, 60);
}

/// Of `Z`, `.123Z`, `+02:00` and `+0200`, the end of a time.
std::optional<int> offset_in_minutes(std::string_view text) {
  if (text.starts_with('.')) text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
  if (text == "Z") return 0;
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), ':'), digits.end());
  const bool signed_digits = digits.size() == 5 && (digits[0] == '+' || digits[0] == '-') &&
                             digits.find_first_not_of("0123456789", 1) == std::string::npos;
  if (!signed_digits) return std::nullopt;
  const int number = std::stoi(digits.substr(1));
  const int minutes = number / 100 * 60 + number % 100;
  return digits[0] == '-' ? -minutes : minutes;
}

bool is_passing(const Response& response) { return response.status == 429 || response.status >= 500; }

}  // namespace

Credentials checked(Credentials credentials) {
  const auto refuse = [&](const std::string& what) { throw Error(credentials.source + ": " + what); };
  if (credentials.access_key.empty()) refuse("has no access key id");
  if (credentials.secret_key.empty()) refuse("has an access key id, but no secret access key");
  for (const std::string& secret : credentials.secrets()) {
    if (!is_header_safe(secret))
      refuse(
          "the access key id, the secret access key or the session token holds a space, a line break or another "
          "character that none has; copy it once more");
  }
  return credentials;
}

Clock::time_point read_time(const std::string& text, const std::string& source) {
  std::tm parts{};
  int length = 0;
  std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour,
              &parts.tm_min, &parts.tm_sec, &length);
  const std::optional<int> offset = length == 19 ? offset_in_minutes(text.substr(19)) : std::nullopt;
  if (!offset || !is_date(parts)) throw Error(source + ": the time of expiry is not written as 2026-01-31T10:00:00Z");
  // The clock counts nanoseconds and ends in 2262; whoever writes 9999 means never.
  parts.tm_year = std::min(parts.tm_year, 2200) - 1900;
  parts.tm_mon -= 1;
  return Clock::from_time_t(timegm(&parts)) - std::chrono::minutes(*offset);
}

Credentials read_credentials(std::string_view json, const AnswerNames& names, const std::string& source) {
  // The parser's own message would quote the answer.
  const nlohmann::json object = nlohmann::json::parse(json, nullptr, false);
  if (!object.is_object()) throw Error(source + ": the answer is no JSON object");
  Credentials credentials;
  credentials.source = source;
  credentials.access_key = member_text(object, names.access_key, source);
  credentials.secret_key = member_text(object, names.secret_key, source);
  credentials.session_token = member_text(object, names.token, source);
  const std::string expires = member_text(object, names.expires, source);
  if (!expires.empty()) credentials.expires = read_time(expires, source);
  return checked(std::move(credentials));
}

Response ask(const System& system, const Request& request, const std::string& source) {
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    try {
      Response response = system.send(request);
      if (!is_passing(response) || attempt == attempts) return response;
    } catch (const TransportError& error) {
      if (!error.transient || attempt == attempts) throw Error(source + ": no answer: " + error.what());
    }
    system.sleep(std::chrono::milliseconds(500 * attempt));
  }
}

std::string ca_bundle(const System& system) {
  const std::string given = system.variable("AWS_CA_BUNDLE");
  return given.empty() ? read_profile(system).value("ca_bundle") : given;
}

}  // namespace parapet::drafting
