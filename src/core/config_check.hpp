#pragma once

#include "element.hpp"

namespace parapet::detail {

/// Refuses what can be known to be wrong when a configuration is registered: broken UTF-8, NaN and infinity, the same
/// map key twice, a secret without a reference. Literals that look like a reference earn a warning on the element.
/// Throws Error naming the construct path, the attribute and the line.
void check_config(Element* element, const Value* config);

/// The same, without secrets, for a value that belongs to an element but not to its configuration: an override,
/// metadata.
void check_value(Element* element, std::string_view path, const Value* value);

}  // namespace parapet::detail
