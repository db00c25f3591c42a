#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "drafting/draft.hpp"

namespace parapet::cli {

/// What the command line says about drafting.
struct DraftingOptions {
  std::string by;  ///< `bedrock`; empty: nothing is drafted
  drafting::Options how;
};

/// Adds --draft, --model, --region and --draft-tokens to a command. `options` has to live as long as it.
void add_drafting(CLI::App& command, DraftingOptions& options);

/// A model that does not answer: not the fault of what was given.
class NoAnswer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Drafts for gaps; what it makes has to be marked as drafts. Throws NoAnswer, and Error where nothing can be asked.
using Drafter = std::function<drafting::Outcome(const std::vector<drafting::Gap>&, const drafting::Linter&)>;

/// An empty function when nobody asked for drafts. Progress goes to standard error where that is a terminal.
Drafter make_drafter(const DraftingOptions& options);

/// `4 requests (1 repeated), 5210 tokens read, 1400 written`, with what unanswered requests may have cost.
std::string usage_text(const drafting::Usage& usage);

}  // namespace parapet::cli
