#pragma once

#include <parapet/guardrails/context.hpp>
#include <parapet/stack.hpp>

// One function for each file under resources/, in the order in which they are called.
void keys(parapet::Stack& stack);
void logs(parapet::Stack& stack);
void storage(parapet::Stack& stack);
void orders(parapet::Stack& stack);

/// What templates in other stacks fill in from the base.
parapet::guardrails::SecurityContext shared(parapet::Stack& base);
