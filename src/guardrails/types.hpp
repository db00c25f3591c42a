#pragma once

#include <string_view>

#include "parapet/document.hpp"

namespace parapet::guardrails {

/// The provider that a requirement or a type belongs to: `aws` of `aws_lb`, `data.aws_ami` and `provider.aws`.
std::string_view provider_part(std::string_view type);

/// Two names, one thing: the name that requirements use for a type of the provider (`aws_alb` is `aws_lb`).
std::string_view canonical_type(std::string_view type);

/// Whether an attribute of a type names the resource itself, as others of its attributes do (`arn`, `id`).
bool is_identity(std::string_view type, std::string_view attribute);

/// Whether a block is of a type as requirements write it: `aws_lb`, `data.aws_ami`, `*` for every resource.
bool is_of_type(const DocumentBlock& block, std::string_view type);

}  // namespace parapet::guardrails
