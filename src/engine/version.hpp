#pragma once

#include <string_view>

namespace parapet::engine {

/// Whether a version (`1.11.4`, `1.10.7-dev`) is one that a constraint (`>= 1.10, < 2`, `~> 1.8.0`) allows. What stands
/// behind a `-` counts as a prerelease, which is older than its release. Throws Error for what is no constraint.
bool allows(std::string_view constraint, std::string_view version);

}  // namespace parapet::engine
