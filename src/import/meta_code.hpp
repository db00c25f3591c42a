#pragma once

#include <optional>
#include <string_view>

#include "import/code.hpp"
#include "import/scope.hpp"

namespace parapet::importing {

/// The value of a meta-argument; nothing where no member can say it, so that an override has to.
std::optional<Code> meta_code(FunctionScope& scope, std::string_view name, View value);

/// The handle of the provider that a block names (`aws.edge`); nothing where the program has none.
std::optional<Code> provider_code(FunctionScope& scope, View value);

/// A list of conditions: `validation`, `precondition`, `assert`.
Code conditions_code(FunctionScope& scope, View value);

/// The value of an override. References that stand without `${}` become plain texts.
Code override_code(FunctionScope& scope, std::string_view name, View value);

/// One dynamic block of `label`, as an object.
Code dynamic_code(FunctionScope& scope, View block, std::string_view label);

}  // namespace parapet::importing
