#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace parapet::cli {

/// What people see while commands work: progress and questions on standard error, results on standard output. Several
/// threads may speak.
class Console {
 public:
  /// Quiet: no progress. Without a terminal, or in CI (the variable CI is set), progress is left out as well.
  explicit Console(bool quiet);

  /// A line of progress of one stack.
  void progress(std::string_view stack, std::string_view line);
  /// A line for standard error that is always shown.
  void say(std::string_view line);
  /// A text for standard output, as a whole.
  void show(std::string_view text);
  /// Shows a text and asks; true for `yes` alone. False when there is nobody to ask, or at Ctrl-C.
  bool confirm(std::string_view text, std::string_view question);

  /// Whether results may have colours: a terminal, and NO_COLOR is not set.
  static bool has_colour();
  /// Whether there is somebody to ask.
  static bool can_ask();

 private:
  std::mutex mutex_;
  bool progress_;
};

}  // namespace parapet::cli
