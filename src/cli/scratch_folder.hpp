#pragma once

#include <filesystem>

namespace parapet::cli {

/// An empty folder that only this user may enter; it goes with all that is in it. Throws WriteError.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace parapet::cli
