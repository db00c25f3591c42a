#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drafting/system.hpp"

namespace parapet::drafting {

struct Credentials {
  std::string access_key, secret_key;
  std::string session_token;                 ///< empty: they are long-term
  std::optional<Clock::time_point> expires;  ///< none: nobody said
  std::string source;                        ///< `the environment`, `the profile "dev"`

  /// What must never be shown.
  std::vector<std::string> secrets() const { return {access_key, secret_key, session_token}; }
};

/// The region that requests go to: `given`, AWS_REGION, AWS_DEFAULT_REGION, the profile. Throws Error when nothing says
/// it, and for one that is no region's name.
std::string find_region(const System& system, const std::string& given);

/// The first of: environment, web identity, profile (keys, credential_process), container, instance metadata. Throws
/// Error that says what was tried, for one that is there but incomplete or expired, and for what is not supported.
Credentials find_credentials(const System& system, const std::string& region);

/// The credentials of one run, found anew when they are about to expire.
class CredentialSource {
 public:
  CredentialSource(const System& system, std::string region) : system_(system), region_(std::move(region)) {}

  const Credentials& current();

 private:
  const System& system_;
  std::string region_;
  std::optional<Credentials> found_;
};

}  // namespace parapet::drafting
