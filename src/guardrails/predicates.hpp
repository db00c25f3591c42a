#pragma once

#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails {

/// Every predicate of `predicates/`: each file `x.cpp` there defines `PredicateInfo predicates::x()`. The definition is
/// generated from the folder's listing when the project is built.
std::vector<PredicateInfo> built_in_predicates();

}  // namespace parapet::guardrails
