#pragma once

#include <vector>

#include "import/model.hpp"

namespace parapet::importing {

/// Shares units out to functions, a file for each kind of thing, so that whatever a unit refers to is created before
/// it. A file whose resources wait for those of a file that waits for it gets two functions: `iam` and `iam_2`. What
/// refers to itself in a circle comes last.
std::vector<Function> in_order(const std::vector<Unit>& units, const Facts& facts);

}  // namespace parapet::importing
