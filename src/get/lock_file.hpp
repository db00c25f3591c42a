#pragma once

#include <map>
#include <string>
#include <string_view>

namespace parapet::get {

/// The exact versions in a `.terraform.lock.hcl` by the addresses of their providers,
/// `registry.terraform.io/hashicorp/random` -> `3.7.2`. Entries whose version is none are passed over.
std::map<std::string, std::string> locked_versions(std::string_view lock_file);

/// Whether an address is that of a source: `registry.opentofu.org/hashicorp/random` of `hashicorp/random`.
bool is_address_of(std::string_view address, std::string_view source);

}  // namespace parapet::get
