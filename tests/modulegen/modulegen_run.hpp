#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "support/temporary_folder.hpp"

/// Runs the generator the way a build does.
namespace parapet::modulegen::testing {

namespace fs = std::filesystem;

inline const fs::path test_folder = fs::path(PARAPET_SOURCE_DIR) / "tests/modulegen";

inline std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_text(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A module of a test's own and a place for what is generated, both removed at the end.
class Workplace {
 public:
  Workplace() { fs::create_directory(root_.path() / "m"); }

  /// Writes a file of the module.
  void add(const std::string& file, const std::string& text) const { root_.write("m/" + file, text); }
  fs::path header(const std::string& path) const { return root_.path() / "out" / path; }

  /// Runs the generator inside the workplace, where the module is `m`, with arguments as a shell reads them. Returns
  /// what it complains of, `exit code: message`; nothing when all went well.
  std::string run(const std::string& arguments) const {
    const std::string command = "cd " + root_.path().string() + " && " + PARAPET_MODULEGEN + " " + arguments + " 2>errors";
    const int status = std::system(command.c_str());
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    const std::string errors = root_.read("errors");
    return code == 0 && errors.empty() ? "" : std::to_string(code) + ": " + errors;
  }
  std::string generate() const { return run("--folder m --name it --source ./m --out out"); }

 private:
  parapet::test::TemporaryFolder root_;
};

}  // namespace parapet::modulegen::testing
