#pragma once

#include "parapet/construct.hpp"

namespace parapet::detail {

/// Sets the context that the environment gives: `context` of cdktf.json in the current folder, then CDKTF_CONTEXT_JSON
/// over it. Throws Error if either is no JSON object.
void read_context(const Node& app);

}  // namespace parapet::detail
