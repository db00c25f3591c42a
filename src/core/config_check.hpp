#pragma once

#include "element.hpp"

namespace parapet::detail {

/// Refuses what can be known to be wrong when a configuration is registered: broken UTF-8, NaN and infinity, the same map key twice,
/// a secret without a reference. Literals that look like a reference earn a warning on the element. Throws Error naming the
/// construct path, the attribute and the line.
void check_config(Element* element, const Value* config);

}  // namespace parapet::detail
