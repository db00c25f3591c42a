#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "support/temporary_folder.hpp"

/// Runs the generator the way a build does.
namespace parapet::bindgen::testing {

using parapet::test::TemporaryFolder;

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

struct RunResult {
  int exit_code;
  std::string errors;
};

/// Calls the generator with arguments as a shell reads them.
inline RunResult run_bindgen(const std::string& arguments) {
  const TemporaryFolder folder;
  const std::filesystem::path errors = folder.path() / "errors";
  const std::string command = std::string(PARAPET_BINDGEN) + " " + arguments + " 2>" + errors.string();
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(errors)};
}

inline const std::filesystem::path test_folder = std::filesystem::path(PARAPET_SOURCE_DIR) / "tests/bindgen";

}  // namespace parapet::bindgen::testing
