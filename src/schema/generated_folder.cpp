#include "schema/generated_folder.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sstream>

#include "parapet/error.hpp"

namespace parapet::schema {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t fnv_start = 0xcbf29ce484222325u;

std::uint64_t fnv(std::uint64_t digest, std::string_view text) {
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return digest;
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open(const fs::path& path, const char* mode) { return File(std::fopen(path.c_str(), mode), &std::fclose); }

/// The text of a file; empty if it cannot be read.
std::string text_of(const fs::path& path) {
  std::string text;
  const File file = open(path, "rb");
  if (!file) return text;
  char buffer[1 << 14];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) text.append(buffer, count);
  return text;
}

void replace(const fs::path& path, std::string_view text) {
  File file = open(path, "wb");
  const bool written = file && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  if (!written || std::fclose(file.release()) != 0) throw Error(path.string() + ": cannot be written");
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(folder.string() + ": cannot be created: " + error.message());
}

}  // namespace

GeneratedFolder::GeneratedFolder(fs::path root, std::string manifest)
    : root_(std::move(root)), manifest_(std::move(manifest)), digest_(fnv_start) {
  make_folder((root_ / manifest_).parent_path());
}

void GeneratedFolder::write(const std::string& path, std::string_view text) {
  const fs::path full = root_ / path;
  digest_ = fnv(fnv(digest_, path), text);
  written_.push_back(path);
  if (text_of(full) == text) return;
  make_folder(full.parent_path());
  replace(full, text);
}

void GeneratedFolder::finish() {
  std::sort(written_.begin(), written_.end());
  std::istringstream earlier(text_of(root_ / manifest_));
  for (std::string path; std::getline(earlier, path);) {
    if (!std::binary_search(written_.begin(), written_.end(), path)) fs::remove(root_ / path);
  }
  std::string manifest;
  for (const std::string& path : written_) manifest += path + "\n";
  if (text_of(root_ / manifest_) != manifest) replace(root_ / manifest_, manifest);
}

}  // namespace parapet::schema
