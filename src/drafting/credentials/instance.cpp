#include <algorithm>
#include <cctype>

#include "drafting/credentials/sources.hpp"

namespace parapet::drafting {

namespace {

const std::string instance_source = "instance metadata";

bool is_metadata_host(const std::string& host) {
  return host.starts_with("169.254.") || host.starts_with("fd00:ec2:") || is_loopback(host);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// Without a slash at its end.
std::string metadata_endpoint(const System& system) {
  constexpr const char* name = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
  const std::string given = system.variable(name);
  if (given.empty()) {
    const bool v6 = lower(system.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")) == "ipv6";
    return v6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
  }
  const Url url = parse_url(given, name);
  if (url.scheme != "https" && !is_metadata_host(url.host))
    throw Error(std::string(name) + ": " + url.authority + " may not be asked over http; use a link-local address");
  std::string text = url.text();
  while (text.ends_with('/')) text.pop_back();
  return text;
}

/// One conversation with version 2 of the service; version 1 is never asked.
class Metadata {
 public:
  explicit Metadata(const System& system) : system_(system), endpoint_(metadata_endpoint(system)) {}

  /// False: nobody answers, so this is no instance.
  bool greet() {
    Request request = to("/latest/api/token", "PUT");
    request.headers = {{"X-aws-ec2-metadata-token-ttl-seconds", "21600"}};
    try {
      const Response response = system_.send(request);
      if (response.status != 200) return false;
      token_ = response.body;
    } catch (const TransportError&) {
      return false;
    }
    return std::all_of(token_.begin(), token_.end(), [](char c) { return c > ' ' && c < 0x7f; });
  }

  /// None: there is no such page.
  std::optional<std::string> page(const std::string& path) const {
    Request request = to(path, "GET");
    request.headers = {{"X-aws-ec2-metadata-token", token_}};
    const Response response = ask(system_, request, instance_source);
    if (response.status == 404) return std::nullopt;
    if (response.status != 200)
      throw Error(instance_source + ": the answer is HTTP " + std::to_string(response.status));
    return response.body;
  }

 private:
  Request to(const std::string& path, const char* method) const {
    Request request;
    request.method = method;
    request.url = endpoint_ + path;
    // Where there is no instance, nobody answers at all.
    request.connect_timeout = std::chrono::seconds(1);
    request.timeout = std::chrono::seconds(2);
    return request;
  }

  const System& system_;
  std::string endpoint_;
  std::string token_;
};

}  // namespace

std::optional<Credentials> from_instance(const System& system) {
  if (lower(system.variable("AWS_EC2_METADATA_DISABLED")) == "true") return std::nullopt;
  Metadata metadata(system);
  if (!metadata.greet()) return std::nullopt;
  const std::string folder = "/latest/meta-data/iam/security-credentials/";
  const std::optional<std::string> listed = metadata.page(folder);
  const std::string role = listed ? listed->substr(0, listed->find_first_of("\r\n")) : "";
  if (role.empty()) return std::nullopt;
  const std::optional<std::string> answer = metadata.page(folder + percent_encoded(role));
  if (!answer) throw Error(instance_source + ": the role of the instance has no credentials");
  return read_credentials(*answer, metadata_names, instance_source);
}

}  // namespace parapet::drafting
