#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace parapet::process {

/// How long a program may run and how much it may print before it is ended with whatever it started.
struct Limits {
  std::chrono::milliseconds time;
  std::size_t bytes;  ///< on each of both outputs
};

/// What becomes of the complaints of a program: they are taken like its output, or go where those of this program go.
enum class Complaints { taken, passed_on };

/// How a program ended, and what it printed until then.
struct Result {
  enum class End { exited, not_started, timed_out, too_much };
  End end = End::exited;
  int exit_code = 0;  ///< of `exited`: as `Child::exit_code` says it
  std::string output;
  std::string errors;   ///< empty where they are passed on
  std::string refusal;  ///< of `not_started`: why, in the system's words
};

/// Runs a program (the first word, found on PATH) without a shell and without input, and waits for its own end: what it
/// leaves behind runs on, even where that keeps an output open. Throws Error where no pipe can be made.
Result run(const std::vector<std::string>& command, const Limits& limits, Complaints complaints = Complaints::taken);

}  // namespace parapet::process
