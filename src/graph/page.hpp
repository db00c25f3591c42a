#pragma once

#include <string_view>

namespace parapet::graph {

/// The page up to its data, an element `script` of JSON.
extern const std::string_view page_head;
/// The page behind its data.
extern const std::string_view page_script;

}  // namespace parapet::graph
