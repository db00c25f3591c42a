#pragma once

#include <string>

#include "drafting/system.hpp"

namespace parapet::drafting {

struct Service {
  const char* host;      ///< `bedrock-runtime`
  const char* variable;  ///< what AWS_ENDPOINT_URL_... ends with
  const char* section;   ///< its name in the config file
  const char* signing;   ///< its name in signatures
};
inline constexpr Service bedrock_service = {"bedrock-runtime", "BEDROCK_RUNTIME", "bedrock_runtime", "bedrock"};
inline constexpr Service sts_service = {"sts", "STS", "sts", "sts"};

/// Where a service answers: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's, else AWS's own of the region.
/// Throws Error for one that is not encrypted and not on this machine.
Url service_endpoint(const System& system, const Service& service, const std::string& region);

}  // namespace parapet::drafting
