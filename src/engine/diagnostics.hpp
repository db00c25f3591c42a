#pragma once

#include <string>
#include <string_view>

#include "engine/engine.hpp"

namespace parapet::engine {

/// Reads the lines that an engine prints with `-json`.
class Messages {
 public:
  /// `lines` gets a sentence for each that is progress.
  explicit Messages(const OnLine& lines) : lines_(&lines) {}

  void read(std::string_view line);
  /// What went wrong, from all errors read so far and, where there were none, from what came on standard error.
  Failure failure(std::string_view errors) const;

 private:
  const OnLine* lines_;
  std::string problems_;
};

/// The failure of a call without `-json`: the text the engine printed, or whose lock is in the way.
Failure failure_of(std::string_view text);

}  // namespace parapet::engine
