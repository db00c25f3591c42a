#pragma once

#include <optional>

#include "import/code.hpp"
#include "import/scope.hpp"

namespace parapet::importing {

/// A policy as `policy::Document`; nothing for what is no policy of version 2012-10-17, or says what that type cannot.
std::optional<Code> policy_code(FunctionScope& scope, View document);

/// Whether an attribute of this name holds a policy, so that only its meaning counts and not its bytes.
bool holds_policy(std::string_view attribute);

}  // namespace parapet::importing
