#include "drafting/endpoint.hpp"

#include "drafting/credentials/profile_files.hpp"

namespace parapet::drafting {

namespace {

bool is_true(const std::string& text) { return text == "true" || text == "True" || text == "TRUE"; }

std::string own_endpoint(const System& system, const Service& service, const std::string& region) {
  const std::string host =
      service.host + std::string(is_true(system.variable("AWS_USE_FIPS_ENDPOINT")) ? "-fips." : ".");
  return "https://" + host + region + (region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
}

}  // namespace

Url service_endpoint(const System& system, const Service& service, const std::string& region) {
  const std::string own = own_endpoint(system, service, region);
  if (is_true(system.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) return parse_endpoint(own, "the endpoint");
  const std::string special = "AWS_ENDPOINT_URL_" + std::string(service.variable);
  for (const std::string& name : {special, std::string("AWS_ENDPOINT_URL")}) {
    const std::string given = system.variable(name);
    if (!given.empty()) return parse_endpoint(given, name);
  }
  const std::string configured = profile_endpoint(system, read_profile(system), service.section);
  return parse_endpoint(configured.empty() ? own : configured,
                        configured.empty() ? "the endpoint" : "endpoint_url of the profile");
}

}  // namespace parapet::drafting
