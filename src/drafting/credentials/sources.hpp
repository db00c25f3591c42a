#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "drafting/credentials.hpp"

/// The places credentials come from. Each gives none when nothing there asks for it, and throws Error when something
/// does and it does not work. No message holds what a file or an answer said: it may be the secret.
namespace parapet::drafting {

struct Profile;

std::optional<Credentials> from_environment(const System& system);
std::optional<Credentials> from_web_identity(const System& system, const std::string& region);
std::optional<Credentials> from_profile(const System& system, const std::string& region);
std::optional<Credentials> from_container(const System& system);
std::optional<Credentials> from_instance(const System& system);

/// `credential_process` of a profile.
Credentials from_process(const System& system, const Profile& profile);

/// A role taken with a token that is in a file: AssumeRoleWithWebIdentity.
struct WebIdentity {
  std::string token_file, role, session;
  std::string source;
};
Credentials assume_with_web_identity(const System& system, const WebIdentity& identity, const std::string& region);

/// The names of the members of a JSON answer.
struct AnswerNames {
  const char *access_key, *secret_key, *token, *expires;
};
inline constexpr AnswerNames process_names = {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"};
inline constexpr AnswerNames metadata_names = {"AccessKeyId", "SecretAccessKey", "Token", "Expiration"};

/// Credentials of a JSON object. Throws Error that begins with `source`.
Credentials read_credentials(std::string_view json, const AnswerNames& names, const std::string& source);

/// Refuses what is incomplete or holds characters that no key has.
Credentials checked(Credentials credentials);

/// `2026-01-31T10:00:00Z`, with a fraction or an offset. Throws Error that begins with `source`.
Clock::time_point read_time(const std::string& text, const std::string& source);

/// Asks up to three times while what goes wrong is of the kind that passes. Throws Error that begins with `source`.
Response ask(const System& system, const Request& request, const std::string& source);

/// AWS_CA_BUNDLE, or `ca_bundle` of the profile.
std::string ca_bundle(const System& system);

}  // namespace parapet::drafting
