#pragma once

#include <cstddef>
#include <string>

namespace parapet::process {

/// A pipe into this program. Nothing that is started inherits it but by `Streams`.
class Pipe {
 public:
  /// Throws Error where the system has no more.
  Pipe();
  ~Pipe();
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  /// To be done once the child has it: only then the end of what the child writes is seen.
  void close_writer();

  enum class Read { some, nothing_yet, end };
  /// Appends what lies in the pipe, 64 KiB at most, and never waits.
  Read read_to(std::string& text);

 private:
  int ends_[2] = {-1, -1};
};

}  // namespace parapet::process
