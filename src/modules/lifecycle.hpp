#pragma once

#include <optional>
#include <string>

#include "modules/hcl_text.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::modules {

/// A line of a `lifecycle` block. Terraform takes no variables there, so a module has it for every caller.
struct LifecycleSetting {
  std::string name;  ///< `create_before_destroy`
  Json value;

  bool operator==(const LifecycleSetting&) const = default;
};

/// What a requirement wants in `lifecycle`; nothing where it is about anything else, or has a condition of its own.
std::optional<LifecycleSetting> lifecycle_setting(const guardrails::Requirement& requirement);

}  // namespace parapet::modules
