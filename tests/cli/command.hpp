#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

/// Runs the command `parapet` the way people do.
namespace parapet::cli::test {

/// A folder of its own for one test, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "parapet-cli-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  const std::filesystem::path& folder() const { return path_; }
  bool has(const std::string& name) const { return std::filesystem::exists(path_ / name); }

  struct Outcome {
    int code;
    std::string output;
    std::string errors;
  };
  /// `parapet ARGUMENTS` in this folder, arguments as a shell reads them.
  Outcome run(const std::string& arguments) const {
    const std::string command = "cd '" + path_.string() + "' && '" PARAPET_COMMAND "' " + arguments + " >.out 2>.err";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(".out"), read(".err")};
  }

 private:
  std::filesystem::path path_;
};

}  // namespace parapet::cli::test
