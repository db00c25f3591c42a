#pragma once

#include <string>
#include <utility>
#include <vector>

#include "parapet/document/view.hpp"

namespace parapet::graph {

/// What a body says, a line per scalar or expression, as path and value: `ingress[0].from_port`, `443`. Secrets are
/// hidden, long values and long bodies cut.
std::vector<std::pair<std::string, std::string>> attributes_of(View body);

}  // namespace parapet::graph
