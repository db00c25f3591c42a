#pragma once

#include <optional>

#include "import/code.hpp"
#include "import/scope.hpp"
#include "parapet/document.hpp"

namespace parapet::importing {

/// The configuration of a backend, `parapet::backend::s3{...}`; nothing, with a note, for a kind that nobody knows.
std::optional<Code> backend_code(FunctionScope& scope, const DocumentBlock& block);

}  // namespace parapet::importing
