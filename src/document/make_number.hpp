#pragma once

#include "parapet/detail/value.hpp"
#include "parapet/document/number.hpp"

namespace parapet::detail {

/// The value of a number: integer where it fits, then natural, then real.
const Value* make_number(const Number& number);

}  // namespace parapet::detail
