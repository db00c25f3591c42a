#pragma once

#include <map>
#include <string>

#include "parapet/guardrails/context.hpp"
#include "parapet/stack.hpp"

namespace parapet::guardrails::test {

/// What the organization of the examples has, from which templates fill in.
struct Organization {
  SecurityContext context;
  /// What stands in the examples for references that the context holds.
  std::map<std::string, std::string> written_for;
};

/// Each catalog has its own. What the context refers to is created in `stack`.
Organization organization_in(Stack& stack);

}  // namespace parapet::guardrails::test
