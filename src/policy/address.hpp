#pragma once

#include <string_view>

namespace parapet::policy {

/// Whether an address (IPv4 or IPv6) is in a network: `203.0.113.0/24`, `2001:db8::/32`, or an address alone. Throws
/// Error for what is neither.
bool is_in_network(std::string_view address, std::string_view network);

}  // namespace parapet::policy
