#include "cli/own_folder.hpp"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>
#include <cstring>

#include "cli/files.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

void exchange_folders(const fs::path& fresh, const fs::path& folder) {
  if (!fs::exists(fs::symlink_status(folder))) return fs::rename(fresh, folder);
  if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0)
    throw WriteError(folder.string() + ": cannot be replaced: " + std::strerror(errno));
}

}  // namespace

void replace_folder(const fs::path& folder, const std::map<std::string, std::string>& files) {
  const fs::path fresh = folder.string() + ".parapet-new";
  std::error_code ignored;
  try {
    fs::remove_all(fresh);
    for (const auto& [path, bytes] : files) write_file(fresh / path, bytes);
    exchange_folders(fresh, folder);
  } catch (const fs::filesystem_error& error) {
    fs::remove_all(fresh, ignored);
    throw WriteError(error.what());
  } catch (...) {
    fs::remove_all(fresh, ignored);
    throw;
  }
  // Now it is what was there before.
  fs::remove_all(fresh, ignored);
}

}  // namespace parapet::cli
