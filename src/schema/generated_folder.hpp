#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::schema {

/// A folder that generated files are written to. A file is touched only when its text changes, so that builds stay
/// short; files that an earlier run wrote and this one does not are removed, and nothing else is: what was written
/// stands in a manifest.
class GeneratedFolder {
 public:
  /// `manifest` is a path below `root`. Throws Error when the folder cannot be made.
  GeneratedFolder(std::filesystem::path root, std::string manifest);

  /// Writes one file. Throws Error when that fails.
  void write(const std::string& path, std::string_view text);
  /// Removes what is left from earlier runs and writes the manifest.
  void finish();

  /// A number that depends on the paths and texts written so far and their order.
  std::uint64_t digest() const { return digest_; }
  std::size_t file_count() const { return written_.size(); }

 private:
  std::filesystem::path root_;
  std::string manifest_;
  std::vector<std::string> written_;
  std::uint64_t digest_;
};

}  // namespace parapet::schema
