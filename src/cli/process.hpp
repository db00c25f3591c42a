#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace parapet::cli {

/// What a program printed, and how it ended.
struct ProcessResult {
  int code = 0;            ///< its exit code; 128 + signal where one ended it
  bool timed_out = false;  ///< it ran longer than it may, and was ended
  std::string output;
  std::string errors;
};

/// Runs a program without a shell and without input; the first argument is the program. Ends it, with what it started,
/// after `limit`. Throws Error when it cannot be started.
ProcessResult run_process(const std::vector<std::string>& arguments, std::chrono::seconds limit);

}  // namespace parapet::cli
