#pragma once

#include <optional>
#include <vector>

#include "import/resource_functions.hpp"

namespace parapet::importing {

/// A function that comes after those of the resources, with a file of its own.
struct LateFunction {
  std::string name;
  FunctionText text;
};

/// Modules, locals, outputs, checks, and what moves, forgets or imports resources; only those that there are.
std::vector<LateFunction> late_functions(Model& model, std::vector<Note>& notes);

}  // namespace parapet::importing
