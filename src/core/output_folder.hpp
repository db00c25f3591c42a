#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "json_writer.hpp"

namespace parapet::detail {

/// Writes a file piece by piece. Throws Error naming the file when the disk refuses.
class FileSink : public Sink {
 public:
  explicit FileSink(const std::filesystem::path& path);
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;
  ~FileSink() override;
  void write(std::string_view bytes) override;
  /// Makes sure that everything has arrived.
  void close();

 private:
  std::filesystem::path path_;
  int descriptor_;
};

/// The folder that a program writes. New files are prepared beside the old ones and take their place together; only
/// what this program's manifest listed is replaced or removed.
class OutputFolder {
 public:
  /// Reads the manifest of the last run. Throws Error if it is no manifest.
  explicit OutputFolder(std::filesystem::path folder);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Removes what was prepared and not committed.
  ~OutputFolder();

  /// Where to write the new content of `file` (relative to the folder) now. Throws Error if a file stands there that is
  /// not ours.
  std::filesystem::path prepare(const std::string& file);
  /// Puts every prepared file in its place and removes files of the last run that are not among them.
  void commit();

  static constexpr const char* kManifest = "manifest.json";

 private:
  std::filesystem::path folder_;
  std::filesystem::path staging_;
  std::set<std::string> owned_;
  std::set<std::string> prepared_;
  bool created_ = false;  ///< the folder itself is new, and goes again when nothing is committed
};

}  // namespace parapet::detail
