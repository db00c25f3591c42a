#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/module.hpp"

namespace parapet::modules {

/// A condition of Terraform that holds when a requirement does.
struct Guard {
  std::optional<bool> constant;        ///< the module leaves no choice
  std::string condition;               ///< otherwise
  std::vector<std::string> variables;  ///< those it reads, what it requires something of first
  std::string obstacle;                ///< why no condition can say it; everything else is empty then
};

/// Names of the variables that an expression reads, in the order of their first use.
std::vector<std::string> variables_in(std::string_view expression);

/// When a requirement concerns its resource, as a condition of Terraform; nothing where that is decided or cannot be
/// said. The requirement has a `when`.
std::optional<std::string> concern_of(const guardrails::Requirement& requirement, const Resource& resource);

/// The guard of a requirement over the variables of its resource. What a module has no argument for counts as unset.
Guard guard_of(const guardrails::Requirement& requirement, const Resource& resource);

}  // namespace parapet::modules
