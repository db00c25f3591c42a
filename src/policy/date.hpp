#pragma once

#include <cstdint>
#include <string_view>

namespace parapet::policy {

/// Seconds since 1970 of a date as policies write it: `2026-01-31`, `2026-01-31T12:00:00Z`, or the seconds themselves.
/// Throws Error for anything else.
std::int64_t seconds_of(std::string_view text);

}  // namespace parapet::policy
