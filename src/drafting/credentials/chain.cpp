#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "drafting/credentials/profile_files.hpp"
#include "drafting/credentials/sources.hpp"

namespace parapet::drafting {

namespace {

constexpr std::chrono::minutes renewal{5};

const char* const nothing_found =
    "no AWS credentials: none in the environment (AWS_ACCESS_KEY_ID), no web identity (AWS_WEB_IDENTITY_TOKEN_FILE), "
    "none in the profile \"{}\", no container credentials (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, "
    "AWS_CONTAINER_CREDENTIALS_FULL_URI), {}; set one of them";

void refuse_expired(const Credentials& credentials, Clock::time_point now) {
  if (!credentials.expires || *credentials.expires > now) return;
  throw Error(fmt::format("{}: the credentials expired at {:%Y-%m-%dT%H:%M:%SZ}; renew them", credentials.source,
                          fmt::gmtime(Clock::to_time_t(*credentials.expires))));
}

Credentials first_found(const System& system, const std::string& region) {
  if (auto found = from_environment(system)) return *found;
  if (auto found = from_web_identity(system, region)) return *found;
  if (auto found = from_profile(system, region)) return *found;
  if (auto found = from_container(system)) return *found;
  if (auto found = from_instance(system)) return *found;
  const bool off = !system.variable("AWS_EC2_METADATA_DISABLED").empty();
  throw Error(fmt::format(
      fmt::runtime(nothing_found), read_profile(system).name,
      off ? "and the instance metadata is off (AWS_EC2_METADATA_DISABLED)" : "and no instance metadata with a role"));
}

/// It becomes part of a host name.
bool is_region(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return plain && text.size() <= 40 && text.front() != '-' && text.back() != '-';
}

std::string region_of_environment(const System& system) {
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    const std::string value = system.variable(name);
    if (!value.empty()) return value;
  }
  return read_profile(system).value("region");
}

}  // namespace

std::string find_region(const System& system, const std::string& given) {
  const std::string region = given.empty() ? region_of_environment(system) : given;
  if (region.empty())
    throw Error("no AWS region: give --region, AWS_REGION, AWS_DEFAULT_REGION, or `region` in the profile");
  if (!is_region(region)) throw Error("the AWS region is not written as eu-central-1");
  return region;
}

Credentials find_credentials(const System& system, const std::string& region) {
  Credentials found = first_found(system, region);
  refuse_expired(found, system.now());
  return found;
}

const Credentials& CredentialSource::current() {
  const bool fresh = found_ && (!found_->expires || *found_->expires > system_.now() + renewal);
  if (!fresh) found_ = find_credentials(system_, region_);
  return *found_;
}

}  // namespace parapet::drafting
