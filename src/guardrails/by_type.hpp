#pragma once

#include <string_view>
#include <vector>

#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// The requirements for resources of a type, under its own name and under its canonical one, in the order of their ids.
/// `all` nullptr: of the compiled catalogs, found without looking at the others.
std::vector<const Requirement*> requirements_for(std::string_view type, const std::vector<const Requirement*>* all);

}  // namespace parapet::guardrails
