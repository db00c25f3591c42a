#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace parapet::process {

/// Where a program writes: descriptors that stay the caller's, or -1 for the place where this program writes itself.
struct Streams {
  int output = -1;
  int errors = -1;
};

/// The exit code where the system does not tell it, as in a program that was started with SIGCHLD ignored.
constexpr int unknown_exit_code = -1;

/// A program that runs without a shell and without input, found on PATH, in a process group of its own, so that
/// whatever it starts can be ended with it. A Ctrl-C at the terminal therefore reaches this program only.
class Child {
 public:
  /// `command`: the program and its arguments, at least the program.
  Child(const std::vector<std::string>& command, const Streams& streams);
  /// Ends what still runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Why it did not start, in the system's words; empty where it did.
  const std::string& refusal() const { return refusal_; }
  /// Its exit code once it has ended, 128 + the signal where one ended it; none while it runs. Only a child that
  /// started may be asked.
  std::optional<int> exit_code();
  /// Ends it and all of its group at once, and waits for it.
  void end();
  /// Its id, which is that of its group too; 0 where it did not start.
  pid_t id() const { return id_; }

 private:
  pid_t id_ = 0;
  std::optional<int> exit_code_;
  std::string refusal_;
};

}  // namespace parapet::process
