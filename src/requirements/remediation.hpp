#pragma once

#include <string_view>
#include <vector>

#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// What a worked example of Terraform is about: its resource types in the order they come, with the attributes and
/// blocks that a comment on the line (or on the line before) marks as the ones that matter: `critical` or `fix`. Text
/// that is no Terraform gives nothing. Settings with a literal value are examples, others are inspected.
std::vector<Subject> marked_settings(std::string_view terraform);

}  // namespace parapet::requirements
