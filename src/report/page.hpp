#pragma once

#include <string_view>

namespace parapet::report {

/// The page up to its data, an element `script` of JSON.
extern const std::string_view page_before_data;
/// The page behind its data.
extern const std::string_view page_after_data;

}  // namespace parapet::report
