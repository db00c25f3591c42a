#pragma once

#include "drafting/budget.hpp"
#include "drafting/converse.hpp"
#include "drafting/draft.hpp"

namespace parapet::drafting {

/// `draft` with a model of one's own. The model counts what it uses in `budget`.
Outcome draft_with(const Model& model, Budget& budget, const std::vector<Gap>& gaps, const Options& options,
                   const Linter& linter, const Progress& progress);

}  // namespace parapet::drafting
