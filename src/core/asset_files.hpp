#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parapet/asset.hpp"

namespace parapet::detail {

/// One file of an asset.
struct AssetFile {
  std::string name;  ///< relative to the asset's folder, parts separated by `/`
  std::filesystem::path source;
  bool executable = false;
};

/// The files of an asset, sorted by name. Throws Error naming the path when it cannot be read, has another type, holds
/// something that is no file, or a link that leads out of it.
std::vector<AssetFile> files_of_asset(const std::filesystem::path& source, AssetType type);

/// Upper-case MD5. Of a file it is that of its bytes, as CDKTF has it; of a folder it covers names and the executable
/// bit, too. Throws Error naming the file when it cannot be read.
std::string hash_of_asset(const std::vector<AssetFile>& files, AssetType type);

/// The bytes of a file. Throws Error naming it when it cannot be read.
std::string read_asset_file(const AssetFile& file);

}  // namespace parapet::detail
