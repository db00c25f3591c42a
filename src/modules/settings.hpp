#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/hcl_text.hpp"

namespace parapet::modules {

/// An input of every module that needs it: what the organization has and a module never makes.
struct InputSetting {
  std::string name;
  std::string type;  ///< a type constraint: `string`, `list(string)`
  std::string description;
  Json example;  ///< stands for it when a module is judged
};

/// An argument that many types share and a module asks for once.
struct SharedArgument {
  std::string name;
  std::string description;
  Json fallback;  ///< null: none
};

/// What of a cloud a module creator has to be told, because neither schema nor catalog says it: `modules.json`.
struct Settings {
  std::string engine;  ///< constraint on the version of Terraform or OpenTofu
  std::vector<InputSetting> inputs;
  std::vector<SharedArgument> shared;
  /// Types without a block, and why: other names of a type, mostly.
  std::map<std::string, std::string, std::less<>> left_out;
  /// Type of the resource that holds the read and write policies of a module; empty: the cloud has none.
  std::string policy_type;
  /// Prefixes of the actions of a service where they are not its name.
  std::map<std::string, std::vector<std::string>, std::less<>> actions;

  const InputSetting* input(std::string_view name) const;
  const SharedArgument* shared_argument(std::string_view name) const;
};

/// Reads modules.json. Throws Error with file and JSON pointer.
Settings read_settings(std::string_view text, std::string_view file);

}  // namespace parapet::modules
