#pragma once

#include "element.hpp"

namespace parapet::detail {

/// Throws Error when a body holds, as an object called `dynamic`, what Terraform reads as dynamic blocks. Overrides and
/// resources nobody modelled can bring one in; `parapet::dynamic` makes blocks that everybody who judges the document
/// sees.
void refuse_hidden_dynamic(const Element* element, const Value* body);

}  // namespace parapet::detail
