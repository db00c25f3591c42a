#include "drafting/credentials/sources.hpp"
#include "drafting/endpoint.hpp"
#include "drafting/safe_text.hpp"

namespace parapet::drafting {

namespace {

/// The text of the first `<name>` in STS's answer, which has no attributes and no nesting of a name in itself.
std::string element_text(std::string_view xml, const std::string& name) {
  const std::string open = "<" + name + ">";
  const std::size_t start = xml.find(open);
  const std::size_t end = start == std::string_view::npos ? start : xml.find("</" + name + ">", start);
  if (end == std::string_view::npos) return "";
  return std::string(xml.substr(start + open.size(), end - start - open.size()));
}

std::string form(const std::vector<Header>& fields) {
  std::string text;
  for (const Header& field : fields)
    text += (text.empty() ? "" : "&") + field.name + "=" + percent_encoded(field.value);
  return text;
}

std::string read_token(const System& system, const WebIdentity& identity) {
  const std::optional<std::string> text = system.file(identity.token_file);
  if (!text) throw Error(identity.source + ": the token file " + identity.token_file + " cannot be read");
  const std::size_t last = text->find_last_not_of(" \t\r\n");
  if (last == std::string::npos) throw Error(identity.source + ": the token file " + identity.token_file + " is empty");
  return text->substr(0, last + 1);
}

Request assume_request(const System& system, const WebIdentity& identity, const std::string& token,
                       const std::string& region) {
  Request request;
  request.url = service_endpoint(system, sts_service, region).text();
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = form({{"Action", "AssumeRoleWithWebIdentity"},
                       {"Version", "2011-06-15"},
                       {"RoleArn", identity.role},
                       {"RoleSessionName", identity.session.empty() ? "parapet" : identity.session},
                       {"WebIdentityToken", token}});
  request.ca_bundle = ca_bundle(system);
  request.timeout = std::chrono::seconds(30);
  return request;
}

}  // namespace

Credentials assume_with_web_identity(const System& system, const WebIdentity& identity, const std::string& region) {
  const std::string token = read_token(system, identity);
  const Response response = ask(system, assume_request(system, identity, token, region), identity.source);
  if (response.status != 200) {
    const std::string said = element_text(response.body, "Code") + ": " + element_text(response.body, "Message");
    throw Error(identity.source + ": STS answers " + std::to_string(response.status) + ": " + safe_text(said, {token}));
  }
  const std::string answer = element_text(response.body, "Credentials");
  Credentials credentials;
  credentials.source = identity.source;
  credentials.access_key = element_text(answer, "AccessKeyId");
  credentials.secret_key = element_text(answer, "SecretAccessKey");
  credentials.session_token = element_text(answer, "SessionToken");
  const std::string expires = element_text(answer, "Expiration");
  if (!expires.empty()) credentials.expires = read_time(expires, identity.source);
  return checked(std::move(credentials));
}

std::optional<Credentials> from_web_identity(const System& system, const std::string& region) {
  const std::string file = system.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
  const std::string role = system.variable("AWS_ROLE_ARN");
  if (file.empty()) return std::nullopt;
  if (role.empty()) throw Error("AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not");
  return assume_with_web_identity(system, {file, role, system.variable("AWS_ROLE_SESSION_NAME"), "web identity"},
                                  region);
}

}  // namespace parapet::drafting
