#pragma once

#include "schema/schema.hpp"

namespace parapet::schema {

/// Replaces what is dynamic in `target` by what `other`, another version of the same provider's schema, says at the
/// same place: a type, a nested type, or a nested block. Where `other` is dynamic too, or has nothing there, the part
/// stays as it is.
void take_shapes(ProviderSchema& target, const ProviderSchema& other);

}  // namespace parapet::schema
