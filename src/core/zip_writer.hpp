#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json_writer.hpp"

namespace parapet::detail {

/// Writes a zip archive whose bytes depend on nothing but names, contents and the executable bit: every entry carries
/// the first moment that the format knows, 1980-01-01.
class ZipWriter {
 public:
  explicit ZipWriter(Sink& sink) : sink_(sink) {}
  /// Adds a file. Throws Error when the archive grows over what the format holds without extensions (4 GiB, 65,535
  /// files).
  void add(std::string_view name, std::string_view content, bool executable);
  void finish();

 private:
  void write(std::string_view bytes);

  Sink& sink_;
  std::string directory_;
  std::uint64_t offset_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace parapet::detail
