#pragma once

#include <string>
#include <vector>

#include "import/program.hpp"
#include "import/scope.hpp"

namespace parapet::importing {

/// `PROGRAM_stack.hpp`: the class of the stack with its backend, providers and what the functions share. `functions`
/// are the names that it loads, in order. Call it last: making the functions may add variables for secrets.
std::string stack_file(Model& model, std::vector<Note>& notes, const Source& source,
                       const std::vector<std::string>& functions);

/// `resources.hpp`: what the functions share, and their declarations.
std::string declarations_file(const Model& model, const std::vector<std::string>& functions);

/// The name of the class: `DevStack`.
std::string class_of_stack(const std::string& stack);

/// `#include` lines, sorted.
std::string include_lines(const std::set<std::string>& headers);

}  // namespace parapet::importing
