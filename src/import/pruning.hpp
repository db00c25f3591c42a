#pragma once

#include <string>
#include <vector>

#include "import/facts.hpp"
#include "import/state.hpp"
#include "schema/schema.hpp"

namespace parapet::importing {

/// What of a state belongs into a configuration.
struct Pruned {
  Json configuration = Json::object();
  /// Attributes that need a secret: their values are in no output.
  std::vector<std::string> secrets;
};

/// Leaves out what a configuration cannot or need not say: what only the provider sets, what is unset or empty, what is
/// deprecated, and secrets. What is left out although it had a value that matters is noted.
Pruned pruned(const StateResource& resource, const schema::ResourceType& type, const Facts& facts,
              std::vector<Note>& notes);

}  // namespace parapet::importing
