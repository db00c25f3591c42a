#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "support/temporary_folder.hpp"

/// Runs the command `parapet` the way people do.
namespace parapet::cli::test {

/// A folder of its own for one test, in which the command runs.
class Folder : public parapet::test::TemporaryFolder {
 public:
  const std::filesystem::path& folder() const { return path(); }

  struct Outcome {
    int code;
    std::string output;
    std::string errors;
  };
  /// `parapet ARGUMENTS` in this folder, arguments as a shell reads them.
  Outcome run(const std::string& arguments) const {
    const std::string command = "cd '" + path().string() + "' && '" PARAPET_COMMAND "' " + arguments + " >.out 2>.err";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(".out"), read(".err")};
  }
};

}  // namespace parapet::cli::test
