#pragma once

#include <string>

#include "assembly/assembly.hpp"

namespace parapet::cli {

/// The stacks of an assembly, a line each in the order of deployment, or as JSON with their waves.
std::string listing(const assembly::Assembly& assembly, bool json);

}  // namespace parapet::cli
