#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace parapet::cli {

/// Puts these files (path in the folder -> bytes) in the place of a folder, all of them or nothing; what else was in it
/// is gone. Throws WriteError.
void replace_folder(const std::filesystem::path& folder, const std::map<std::string, std::string>& files);

}  // namespace parapet::cli
