#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guardrails/json.hpp"
#include "import/notes.hpp"

namespace parapet::importing {

using guardrails::Json;

/// One existing object as the engine's state describes it.
struct StateResource {
  std::string address;  ///< in that state
  std::string type;
  std::string name;       ///< in that state; empty where nobody has named it
  std::string import_id;  ///< what `import` takes; empty: it follows from the attributes
  Json values = Json::object();
  Json sensitive = Json::object();  ///< true where `values` has a secret
};

/// The managed resources of what `terraform show -json` prints for a state, modules included, sorted by address. What
/// is passed over (data sources, objects that wait for their deletion) is noted. Throws Error with file, JSON pointer
/// and the remedy.
std::vector<StateResource> read_state(std::string_view bytes, std::string_view file, std::vector<Note>& notes);

/// What a list asks for.
struct WantedResource {
  std::string type;
  std::string id;    ///< what `import` takes
  std::string name;  ///< empty: one is chosen
};

/// Reads such a list: a JSON array of objects with `type`, `id` and perhaps `name`, or lines `aws_db_instance.zip ID`
/// and `aws_db_instance ID`; empty lines and lines that begin with `#` count for nothing. Throws Error with file and
/// place.
std::vector<WantedResource> read_wanted(std::string_view bytes, std::string_view file);

}  // namespace parapet::importing
