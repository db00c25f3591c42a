#include <algorithm>

#include "drafting/credentials/sources.hpp"

namespace parapet::drafting {

namespace {

const std::string container_source = "container credentials";

/// Where ECS and EKS answer; nobody else is asked without encryption.
bool is_container_host(const std::string& host) {
  return host == "169.254.170.2" || host == "169.254.170.23" || host == "fd00:ec2::23" || is_loopback(host);
}

/// Empty: this is no container with a role.
std::string container_url(const System& system) {
  const std::string relative = system.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  // ECS gives a path with a query, which stays as it is.
  if (!relative.empty()) {
    if (relative[0] != '/') throw Error("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: expected a path that begins with /");
    return "http://169.254.170.2" + relative;
  }
  const std::string full = system.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (full.empty()) return "";
  constexpr const char* name = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  const Url url = parse_url(full.substr(0, full.find('?')), name);
  if (url.scheme != "https" && !is_container_host(url.host))
    throw Error(std::string(name) + ": " + url.authority +
                " may not be asked over http; use https, loopback, or the addresses of ECS and EKS");
  return full;
}

std::string container_token(const System& system) {
  const std::string file = system.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  if (file.empty()) return system.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  const std::optional<std::string> text = system.file(file);
  if (!text) throw Error("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: " + file + " cannot be read");
  return text->substr(0, text->find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

std::optional<Credentials> from_container(const System& system) {
  Request request;
  request.method = "GET";
  request.url = container_url(system);
  if (request.url.empty()) return std::nullopt;
  const std::string token = container_token(system);
  if (std::any_of(token.begin(), token.end(), [](char c) { return c < ' ' || c == 0x7f; }))
    throw Error(container_source + ": the authorization token holds a line break or another control character");
  request.headers = {{"Accept", "application/json"}};
  if (!token.empty()) request.headers.push_back({"Authorization", token});
  request.ca_bundle = ca_bundle(system);
  request.connect_timeout = std::chrono::seconds(2);
  request.timeout = std::chrono::seconds(5);
  const Response response = ask(system, request, container_source);
  if (response.status != 200) throw Error(container_source + ": the answer is HTTP " + std::to_string(response.status));
  return read_credentials(response.body, metadata_names, container_source);
}

}  // namespace parapet::drafting
