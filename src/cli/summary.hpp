#pragma once

#include <map>
#include <string>

#include "engine/schedule.hpp"

namespace parapet::cli {

/// How each stack ended, and why.
struct Summary {
  std::map<std::string, engine::Outcome> outcomes;
  std::map<std::string, std::string> reasons;
  /// A line for each stack.
  std::string text() const;
  /// 3 where a guardrail refuses, 1 where something else went wrong, 130 after Ctrl-C, otherwise 0.
  int exit_code() const;
};

}  // namespace parapet::cli
