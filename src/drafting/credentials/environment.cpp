#include "drafting/credentials/sources.hpp"

namespace parapet::drafting {

std::optional<Credentials> from_environment(const System& system) {
  Credentials credentials;
  credentials.source = "the environment";
  credentials.access_key = system.variable("AWS_ACCESS_KEY_ID");
  credentials.secret_key = system.variable("AWS_SECRET_ACCESS_KEY");
  credentials.session_token = system.variable("AWS_SESSION_TOKEN");
  if (credentials.access_key.empty() && credentials.secret_key.empty()) return std::nullopt;
  if (credentials.secret_key.empty()) throw Error("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
  if (credentials.access_key.empty()) throw Error("AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not");
  const std::string expires = system.variable("AWS_CREDENTIAL_EXPIRATION");
  if (!expires.empty()) credentials.expires = read_time(expires, "AWS_CREDENTIAL_EXPIRATION");
  return checked(std::move(credentials));
}

}  // namespace parapet::drafting
