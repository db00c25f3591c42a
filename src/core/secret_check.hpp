#pragma once

#include <functional>

#include "element.hpp"

namespace parapet::detail {

/// The configuration of a local or variable, as far as it is known at the time.
using BodyOf = std::function<const Value*(const Element*)>;

/// Refuses secrets that would be written in clear text: where the provider says that a string is sensitive, the
/// expression must refer to something whose value is not in the program. A local is followed to its expression, a
/// variable must have no `default`, `each.value` counts as what `for_each` has, an iterator as its collection. Throws
/// Error naming construct, attribute and remedy. `body` is the record of a configuration, or the map that overrides
/// made of it.
void check_secrets(const Element* element, const Value* body, const BodyOf& body_of);

}  // namespace parapet::detail
