#include "cli/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/output_folder.hpp"
#include "engine/engine.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

class StandardOutput : public detail::Sink {
 public:
  void write(std::string_view bytes) override {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) refuse();
  }
  void close() {
    if (std::fflush(stdout) != 0) refuse();
  }

 private:
  [[noreturn]] static void refuse() {
    throw WriteError("the output cannot be written: " + std::string(std::strerror(errno)));
  }
};

/// Writers hand over line by line; a system call for each would cost more than the report.
class Buffered : public detail::Sink {
 public:
  explicit Buffered(detail::Sink& to) : to_(to) {}
  void write(std::string_view bytes) override {
    buffer_ += bytes;
    if (buffer_.size() >= limit) flush();
  }
  void flush() {
    to_.write(buffer_);
    buffer_.clear();
  }

 private:
  static constexpr std::size_t limit = 64 * 1024;

  detail::Sink& to_;
  std::string buffer_;
};

void write_to(const fs::path& path, const std::function<void(detail::Sink&)>& write) {
  detail::FileSink sink(path);
  Buffered buffered(sink);
  write(buffered);
  buffered.flush();
  sink.close();
}

/// Writes a new file beside the old one and puts it in its place.
void exchange(const fs::path& path, const std::function<void(const fs::path&)>& write) {
  const fs::path fresh = path.string() + ".parapet-new";
  try {
    write(fresh);
    fs::rename(fresh, path);
  } catch (...) {
    std::error_code ignored;
    fs::remove(fresh, ignored);
    throw;
  }
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  file.seekg(0);
  if (size < 0 || fs::is_directory(path) || !file.read(bytes.data(), size))
    throw Error(path.string() + ": cannot be read; give a file that exists and that you may read");
  return bytes;
}

void replace_file(const fs::path& path, const std::function<void(detail::Sink&)>& write) try {
  if (fs::exists(path) && !fs::is_regular_file(path)) return write_to(path, write);
  exchange(path, [&](const fs::path& fresh) { write_to(fresh, write); });
} catch (const std::exception& error) {
  throw WriteError(error.what());
}

void write_file(const fs::path& path, const std::string& text) {
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);
  if (problem) throw WriteError(path.parent_path().string() + ": cannot be made: " + problem.message());
  replace_file(path, [&](detail::Sink& sink) { sink.write(text); });
}

void replace_private_file(const fs::path& path, const std::string& bytes) try {
  exchange(path, [&](const fs::path& fresh) {
    engine::make_private(fresh);
    write_to(fresh, [&](detail::Sink& sink) { sink.write(bytes); });
  });
} catch (const std::exception& error) {
  throw WriteError(error.what());
}

void print(const std::function<void(detail::Sink&)>& write) {
  StandardOutput output;
  write(output);
  output.close();
}

}  // namespace parapet::cli
