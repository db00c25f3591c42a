#pragma once

#include <vector>

#include "parapet/policy/policy.hpp"

/// What policies of templates are written with.
namespace secure {

namespace policy = parapet::policy;

/// Collects the statements of a policy.
using Statements = std::vector<policy::Statement>;

/// A condition with one value.
policy::Condition condition(const char* test, const char* variable, const parapet::Str& value);

/// Denies everything that `actions` name to everybody who comes without TLS.
policy::Statement denial_without_tls(const parapet::List<parapet::Str>& actions,
                                     const parapet::List<parapet::Str>& resources);

/// `own` and then `more`, which may be unset.
parapet::Block<policy::Statement> together(const parapet::Block<policy::Statement>& own,
                                           const parapet::Block<policy::Statement>& more);

}  // namespace secure
