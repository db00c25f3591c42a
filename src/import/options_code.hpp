#pragma once

#include <vector>

#include "import/code.hpp"
#include "import/scope.hpp"
#include "parapet/document.hpp"

/// The options of blocks that are no resources.
namespace parapet::importing {

Code variable_options(FunctionScope& scope, const DocumentBlock& block);
Code output_options(FunctionScope& scope, const DocumentBlock& block);
Code module_options(FunctionScope& scope, const DocumentBlock& block);
/// What stands behind the id of a check: options, in front of them the data source if there is one.
std::vector<Code> check_arguments(FunctionScope& scope, const DocumentBlock& block);
/// Of `moved`, `removed` and `import`.
Code refactoring_options(FunctionScope& scope, const DocumentBlock& block);

}  // namespace parapet::importing
