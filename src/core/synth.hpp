#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "element.hpp"

namespace parapet::detail {

/// What synthesis has to say beside its files.
struct SynthNotes {
  std::vector<std::string> lines;  ///< what the guardrails let pass, and annotations below error
};

/// Everything up to the bytes, into `folder`. Throws SecurityException or Error; then nothing in the folder has
/// changed.
SynthNotes synthesize(AppState& app, const std::filesystem::path& folder);

/// The same in memory: the documents by the name of their stack. `notes` (may be nullptr) gets what the guardrails let
/// pass.
std::map<std::string, std::string> synthesize_in_memory(AppState& app, std::vector<std::string>* notes = nullptr);

}  // namespace parapet::detail
