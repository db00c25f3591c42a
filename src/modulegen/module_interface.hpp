#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace parapet::modulegen {

struct ModuleOutput {
  std::string name;
  std::string description;
  bool sensitive = false;
};

/// What a Terraform module takes and gives. Both are sorted by name.
struct ModuleInterface {
  schema::Block inputs;  ///< variables as attributes; `required` are those without default
  std::vector<ModuleOutput> outputs;
};

/// Reads the variables and outputs of the module in `folder`. Throws Error with file and line for what Terraform would
/// not take either.
ModuleInterface read_module(const std::filesystem::path& folder);

}  // namespace parapet::modulegen
