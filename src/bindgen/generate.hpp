#pragma once

#include <cstddef>

#include "bindgen/options.hpp"

namespace parapet::bindgen {

/// Writes the headers that the options ask for; returns how many there are. Throws Error.
std::size_t generate(const Options& options);

}  // namespace parapet::bindgen
