#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parapet::engine {

/// A program that works on its own until it is done, however long that takes.
struct Command {
  std::filesystem::path program;
  std::vector<std::string> arguments;
  std::filesystem::path folder;                                    ///< where it runs
  std::vector<std::pair<std::string, std::string>> environment{};  ///< beside ours
  std::vector<std::string> without{};                              ///< names of ours that it does not get
};

/// How it ended.
struct Ended {
  int code = 0;              ///< its exit code; 128 + signal where one ended it
  bool interrupted = false;  ///< it was told to stop
  std::string output;
  std::string errors;
};

/// Is given each whole line of standard output as it comes, without the newline.
using OnLine = std::function<void(std::string_view)>;

/// Runs a program without a shell and without input, and waits for it, whatever happens: it has a process group of its
/// own, so that a terminal's Ctrl-C does not reach it twice. When Interrupts has arrived it gets SIGINT, once. What it
/// prints goes into memory that outlives us, and when we are killed it gets SIGINT too: a broken pipe would kill an
/// engine between a change and its state. Throws Error when it cannot be started.
Ended run(const Command& command, const OnLine& line = {});

/// Runs a command line of the project (`app` of cdktf.json) in a shell, on our own terminal. Returns its exit code; 128
/// + signal where one ended it.
int run_shell(const std::string& command_line, const Command& where);

}  // namespace parapet::engine
