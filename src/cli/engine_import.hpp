#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "import/state.hpp"

namespace parapet::cli {

/// Reads what a list names through the engine, in a folder of its own that is gone afterwards: nothing in the cloud and
/// no state of anybody changes. `provider` is the configuration of the provider. Throws Error with every id that the
/// engine cannot read, in the engine's words.
std::vector<importing::StateResource> read_through_engine(const std::vector<importing::WantedResource>& wanted,
                                                          const std::string& source, const std::string& version,
                                                          const importing::Json& provider, Console& console);

}  // namespace parapet::cli
