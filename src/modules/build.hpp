#pragma once

#include <string_view>

#include "modules/division.hpp"

namespace parapet::modules {

/// The module of a service. Throws Error for a service without requirements or without a resource type.
Module build_module(const Division& division, std::string_view service);

/// The type that a requirement wants to point at its resource, or one that it would be content with; nullptr when it
/// asks for none.
const guardrails::Connected* companion_of(const guardrails::Requirement& requirement);

}  // namespace parapet::modules
