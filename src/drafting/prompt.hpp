#pragma once

#include <string>
#include <vector>

#include "drafting/converse.hpp"
#include "drafting/draft.hpp"

namespace parapet::drafting {

/// A gap on its way to a draft.
struct Task {
  const Gap* gap;
  std::size_t position;  ///< among all gaps
  unsigned repairs = 0;
  std::string previous;                 ///< the answer that was complained about, as JSON; empty: none
  std::vector<std::string> complaints;  ///< about it
};

/// Asks for the drafts of all tasks at once; the model answers with their numbers, from 1 on.
Prompt prompt_for(const std::vector<Task>& tasks);

}  // namespace parapet::drafting
