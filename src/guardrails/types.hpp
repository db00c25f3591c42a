#pragma once

#include <string_view>

#include "parapet/document.hpp"

namespace parapet::guardrails {

/// Two names, one thing: the name that requirements use for a type of the provider (`aws_alb` is `aws_lb`).
std::string_view canonical_type(std::string_view type);

/// Whether a block is of a type as requirements write it: `aws_lb`, `data.aws_ami`, `*` for every resource.
bool is_of_type(const DocumentBlock& block, std::string_view type);

}  // namespace parapet::guardrails
