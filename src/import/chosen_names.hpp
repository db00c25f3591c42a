#pragma once

#include <string>
#include <vector>

#include "import/facts.hpp"
#include "import/state.hpp"

namespace parapet::importing {

/// A name for each resource, unlike all others, as a person would choose it: that of the list, the tag `Name`, the
/// attribute that names the thing, or its name in the state. What belongs to something else of the same name gets its
/// kind behind it: `uploads` and `uploads-versioning`.
std::vector<std::string> chosen_names(const std::vector<StateResource>& resources, const Facts& facts);

}  // namespace parapet::importing
