#pragma once

#include <string>
#include <vector>

namespace parapet::organization {

/// The shortest names and beginnings of names (`Describe*`) that together cover all of `wanted` and none of `others`.
/// Sorted; `*` alone if there are no others.
std::vector<std::string> shortest_patterns(const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& others);

}  // namespace parapet::organization
