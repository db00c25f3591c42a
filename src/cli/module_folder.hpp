#pragma once

#include <filesystem>
#include <vector>

#include "modules/module.hpp"

namespace parapet::cli {

/// Writes modules into a folder, each into one of its own, and remembers in `.parapet-modules.json` which it has
/// written. `all`: these are all modules there are, so the index is written too, and the files of modules that it wrote
/// before and that are no longer made are removed; whatever else lies in their folders stays. Throws WriteError, and
/// Error for a list that it did not write.
void write_modules(const std::filesystem::path& out, const std::vector<modules::Module>& made, bool all);

}  // namespace parapet::cli
