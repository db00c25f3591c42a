#pragma once

#include <string>
#include <vector>

#include "import/facts.hpp"
#include "import/notes.hpp"
#include "import/state.hpp"
#include "schema/schema.hpp"

namespace parapet::importing {

/// Existing resources as a document of Terraform's JSON syntax, with `import` blocks.
struct Imported {
  std::string document;            ///< the JSON
  std::vector<std::string> names;  ///< of the resources, in their order; empty for one that was left out
};

/// `stack` is the name of the stack that the resources will be in; `region` the provider's, empty: the one that most of
/// them are in. Types that the schema does not have are left out with a note.
Imported imported(const std::vector<StateResource>& resources, const std::string& stack, const std::string& region,
                  const schema::ProviderSchema& provider, const Facts& facts, std::vector<Note>& notes);

/// The id that `import` takes for a resource of a state.
std::string import_id(const StateResource& resource, const Facts& facts);

}  // namespace parapet::importing
