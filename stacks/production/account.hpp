#pragma once

/// Where production lives.
inline constexpr const char* account = "123456789012";
inline constexpr const char* region = "eu-central-1";
/// Where a second copy of the backups is kept.
inline constexpr const char* replica_region = "eu-west-1";
