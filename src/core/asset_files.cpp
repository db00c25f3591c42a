#include "asset_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "md5.hpp"
#include "parapet/error.hpp"
#include "utf8.hpp"

namespace parapet::detail {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw Error("asset " + path.string() + ": " + why);
}

[[noreturn]] void refuse_unreadable(const fs::path& path, const std::string& reason) {
  refuse(path, "cannot be read: " + reason + "; the path is relative to the folder in which the program runs");
}

bool is_executable(const fs::path& path) {
  return (fs::status(path).permissions() & fs::perms::owner_exec) != fs::perms::none;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto [end_of_folder, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end_of_folder == folder.end();
}

void check_link(const fs::path& link, const fs::path& folder) {
  std::error_code error;
  const fs::path target = fs::canonical(link, error);
  if (error) refuse(link, "is a link that leads nowhere; remove it or mend it");
  if (!is_inside(target, folder)) refuse(link, "is a link out of the asset's folder; copy the file into it");
  if (fs::is_directory(target)) refuse(link, "is a link to a folder; copy the folder instead");
}

void add_entry(std::vector<AssetFile>& files, const fs::directory_entry& entry, const fs::path& folder,
               const fs::path& root) {
  if (entry.is_symlink()) check_link(entry.path(), folder);
  if (entry.is_directory()) return;
  if (!entry.is_regular_file())
    refuse(entry.path(), "is neither a file nor a folder; keep devices, pipes and sockets out of assets");
  const std::string name = entry.path().lexically_relative(root).generic_string();
  if (!is_valid_utf8(name)) refuse(entry.path(), "has a name that is not valid UTF-8; rename it");
  files.push_back({name, entry.path(), is_executable(entry.path())});
}

std::vector<AssetFile> files_below(const fs::path& root) {
  std::error_code error;
  const fs::path folder = fs::canonical(root, error);
  if (error) refuse_unreadable(root, error.message());
  std::vector<AssetFile> files;
  fs::recursive_directory_iterator at(root, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) add_entry(files, *at, folder, root);
  if (error) refuse_unreadable(root, error.message());
  std::sort(files.begin(), files.end(), [](const AssetFile& a, const AssetFile& b) { return a.name < b.name; });
  return files;
}

void add_content(Md5& hash, const AssetFile& file) {
  std::ifstream in(file.source, std::ios::binary);
  char buffer[64 * 1024];
  while (in.read(buffer, sizeof(buffer)) || in.gcount() > 0) hash.add({buffer, static_cast<std::size_t>(in.gcount())});
  if (!in.eof()) refuse_unreadable(file.source, std::strerror(errno));
}

}  // namespace

std::vector<AssetFile> files_of_asset(const fs::path& source, AssetType type) {
  std::error_code error;
  const fs::file_status status = fs::status(source, error);
  if (!fs::exists(status)) refuse_unreadable(source, error ? error.message() : std::strerror(ENOENT));
  if (type == AssetType::file) {
    if (!fs::is_regular_file(status))
      refuse(source, "is no file; choose AssetType::directory or AssetType::archive for a folder");
    return {{source.filename().string(), source, is_executable(source)}};
  }
  if (!fs::is_directory(status)) refuse(source, "is no folder; choose AssetType::file for a file");
  std::vector<AssetFile> files = files_below(source);
  if (files.empty()) refuse(source, "has no file in it; an asset needs at least one");
  return files;
}

std::string hash_of_asset(const std::vector<AssetFile>& files, AssetType type) {
  Md5 hash;
  for (const AssetFile& file : files) {
    if (type != AssetType::file) {
      // The length before the bytes keeps two files from being taken for one.
      hash.add(file.name + '\0' + (file.executable ? "x" : "-") + std::to_string(fs::file_size(file.source)) + '\0');
    }
    add_content(hash, file);
  }
  return hash.hex();
}

std::string read_asset_file(const AssetFile& file) {
  std::ifstream in(file.source, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) refuse_unreadable(file.source, std::strerror(errno));
  return bytes;
}

}  // namespace parapet::detail
