#pragma once

#include "parapet/detail/value.hpp"

namespace parapet::detail {

/// Whether nothing is written: never set, or `parapet::null`.
inline bool is_unset(const Value* value) { return value == nullptr || value->kind == Kind::null; }

}  // namespace parapet::detail
