#pragma once

#include <string_view>
#include <vector>

namespace parapet::guardrails {

/// What `domain` of a requirement may say.
inline const std::vector<std::string_view> domains = {"data protection", "network security",
                                                      "identity and access management", "logging and monitoring",
                                                      "secure configuration"};

}  // namespace parapet::guardrails
