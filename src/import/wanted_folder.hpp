#pragma once

#include <string>
#include <vector>

#include "import/state.hpp"

namespace parapet::importing {

/// The document of a folder in which an engine reads what is wanted when it plans: the provider, exact in its version,
/// and an `import` block for each resource, `TYPE.wanted_0` and so on. `provider` is its configuration, an object.
std::string wanted_document(const std::vector<WantedResource>& wanted, const std::string& source,
                            const std::string& version, const Json& provider);

/// What the engine has read, from the plan that it made there (`show -json`), even where that ended with errors because
/// the configuration that the engine itself had made was refused. The resources have the ids and names of the list.
/// `missing` gets what is wanted and was not read. Throws Error for what is no plan.
std::vector<StateResource> read_wanted_plan(std::string_view plan, const std::vector<WantedResource>& wanted,
                                            std::vector<std::string>& missing);

}  // namespace parapet::importing
