#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parapet::detail {

/// `; did you mean "bucket"?` for the known name nearest to what was written, empty if none is near.
std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& known);

}  // namespace parapet::detail
