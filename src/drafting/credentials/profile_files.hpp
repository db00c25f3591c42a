#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "drafting/system.hpp"

namespace parapet::drafting {

/// A section of the AWS files: keys in lower case; what is indented below `key` is `key.name`.
using Section = std::map<std::string, std::string>;
using Sections = std::map<std::string, Section>;

/// Reads a file as the AWS tools do. Throws Error with file and line, without what stands there.
Sections read_sections(std::string_view text, const std::string& file);

/// A profile as the config file and the credentials file say it together; the latter wins.
struct Profile {
  std::string name;
  Section values;

  /// Empty: it is not there.
  std::string value(const std::string& key) const;
};

/// The profile that AWS_PROFILE names, or `default`, which may be missing. Throws Error for another that is missing,
/// naming the nearest.
Profile read_profile(const System& system);

/// The endpoint that the profile has for a service (`bedrock_runtime`), or for all; empty: none.
std::string profile_endpoint(const System& system, const Profile& profile, const std::string& service);

}  // namespace parapet::drafting
