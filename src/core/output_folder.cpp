#include "output_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "parapet/error.hpp"

namespace parapet::detail {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& path, const char* what) {
  throw Error("cannot " + std::string(what) + " " + path.string() + ": " + std::strerror(errno) +
              "; check the folder's permissions and the free space");
}

/// Reads which files a manifest lists, relative to the folder.
class ManifestReader {
 public:
  explicit ManifestReader(const fs::path& manifest) : manifest_(manifest) {}

  std::set<std::string> read() {
    std::ifstream in(manifest_, std::ios::binary);
    const nlohmann::json json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_object() || !json.contains("stacks") || !json["stacks"].is_object())
      refuse("expected an object with `stacks`");
    for (const auto& [name, stack] : json["stacks"].items()) read_stack("/stacks/" + name, stack);
    return std::move(files_);
  }

 private:
  void read_stack(const std::string& pointer, const nlohmann::json& stack) {
    if (!stack.is_object() || !stack.contains("synthesizedStackPath"))
      refuse(pointer + "/synthesizedStackPath: expected a path");
    add(pointer + "/synthesizedStackPath", stack["synthesizedStackPath"]);
    const nlohmann::json assets = stack.value("assets", nlohmann::json::array());
    if (!assets.is_array()) refuse(pointer + "/assets: expected a list of paths");
    for (std::size_t i = 0; i < assets.size(); ++i) add(pointer + "/assets/" + std::to_string(i), assets[i]);
  }

  void add(const std::string& pointer, const nlohmann::json& path) {
    if (!path.is_string()) refuse(pointer + ": expected a path");
    const std::string file = path;
    const fs::path normal = fs::path(file).lexically_normal();
    if (file.empty() || normal.is_absolute() || *normal.begin() == ".." || normal == ".")
      refuse(pointer + ": expected a path inside the folder");
    files_.insert(normal.generic_string());
  }

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(manifest_.string() + ": " + why +
                "; this folder was not written by a Parapet or CDKTF program, choose another one or remove the file");
  }

  const fs::path& manifest_;
  std::set<std::string> files_{OutputFolder::kManifest};
};

/// Where replaced files are kept until all is done.
constexpr const char* kOld = "old";

bool stands(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

/// Replaces and removes files one by one, and puts everything back unless told that all went well. Each file is there
/// at any moment, old or new.
class Exchange {
 public:
  explicit Exchange(fs::path backups) : backups_(std::move(backups)) {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange() {
    std::error_code ignored;
    for (auto step = done_.rbegin(); step != done_.rend(); ++step) {
      if (step->second.empty()) {
        fs::remove(step->first, ignored);
      } else {
        fs::rename(step->second, step->first, ignored);
      }
    }
  }

  void replace(const fs::path& target, const fs::path& by) {
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) throw Error("cannot create the folder " + target.parent_path().string() + ": " + error.message());
    const fs::path kept = backup(target);
    fs::rename(by, target, error);
    if (error) throw Error("cannot replace " + target.string() + ": " + error.message());
    done_.emplace_back(target, kept);
  }

  void remove(const fs::path& target) {
    const fs::path kept = backup(target);
    if (kept.empty()) return;
    std::error_code error;
    fs::remove(target, error);
    if (error) throw Error("cannot remove " + target.string() + ": " + error.message());
    done_.emplace_back(target, kept);
  }

  void keep() { done_.clear(); }

 private:
  /// Where the file is kept until all is done; empty if there is none.
  fs::path backup(const fs::path& target) {
    if (!stands(target)) return {};
    const fs::path kept = backups_ / std::to_string(done_.size());
    std::error_code error;
    fs::create_directories(backups_, error);
    fs::create_hard_link(target, kept, error);
    // Not every file system has hard links.
    if (error) fs::copy(target, kept, fs::copy_options::copy_symlinks, error);
    if (error) throw Error("cannot keep " + target.string() + " while it is replaced: " + error.message());
    return kept;
  }

  fs::path backups_;
  std::vector<std::pair<fs::path, fs::path>> done_;
};

/// Removes the folders above a file that went, as far as they are empty. Terraform's own files stay, and so do their
/// folders.
void remove_empty_above(fs::path path, const fs::path& end) {
  std::error_code error;
  for (path = path.parent_path(); path != end && fs::remove(path, error) && !error; path = path.parent_path()) continue;
}

}  // namespace

FileSink::FileSink(const fs::path& path)
    : path_(path), descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) refuse(path_, "create");
}

FileSink::~FileSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FileSink::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse(path_, "write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void FileSink::close() {
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) refuse(path_, "write");
}

OutputFolder::OutputFolder(fs::path folder) : folder_(std::move(folder)), staging_(folder_ / ".parapet") {
  std::error_code error;
  const fs::path manifest = folder_ / kManifest;
  if (fs::exists(manifest, error)) owned_ = ManifestReader(manifest).read();
  // Someone was killed while files took their places: those that the manifest does not list yet are ours, too.
  const fs::path unfinished = staging_ / "new" / kManifest;
  if (fs::exists(staging_ / kOld, error) && fs::exists(unfinished, error))
    owned_.merge(ManifestReader(unfinished).read());
  created_ = !fs::exists(folder_, error);
  fs::create_directories(folder_, error);
  if (error) throw Error("cannot create the output folder " + folder_.string() + ": " + error.message());
  fs::remove_all(staging_, error);
  if (!fs::create_directory(staging_, error))
    throw Error("cannot write in the output folder " + folder_.string() + ": " + error.message());
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
  if (created_) fs::remove(folder_, ignored);
}

fs::path OutputFolder::prepare(const std::string& file) {
  const fs::path target = folder_ / file;
  if (!owned_.contains(file) && stands(target)) {
    throw Error(target.string() +
                " exists and is not listed in this folder's manifest; it belongs to something else, choose another "
                "output folder or remove it");
  }
  prepared_.insert(file);
  const fs::path staged = staging_ / "new" / file;
  std::error_code error;
  fs::create_directories(staged.parent_path(), error);
  if (error) throw Error("cannot create the folder " + staged.parent_path().string() + ": " + error.message());
  return staged;
}

void OutputFolder::commit() {
  // Says that everything is prepared, should nobody come to the end.
  std::error_code error;
  fs::create_directories(staging_ / kOld, error);
  if (error) throw Error("cannot write in the output folder " + folder_.string() + ": " + error.message());
  Exchange exchange(staging_ / kOld);
  const auto replace = [&](const std::string& file) { exchange.replace(folder_ / file, staging_ / "new" / file); };
  for (const std::string& file : prepared_) {
    if (file != kManifest) replace(file);
  }
  for (const std::string& file : owned_) {
    if (!prepared_.contains(file)) exchange.remove(folder_ / file);
  }
  // Last, so that whoever is killed before leaves one that lists what it listed.
  if (prepared_.contains(kManifest)) replace(kManifest);
  exchange.keep();
  for (const std::string& file : owned_) {
    if (!prepared_.contains(file)) remove_empty_above(folder_ / file, folder_);
  }
  owned_ = prepared_;
  created_ = false;
}

}  // namespace parapet::detail
