#pragma once

#include <string>

#include "parapet/detail/value.hpp"

namespace parapet::policy {

/// Appends a value of texts, lists and maps as JSON without spaces, members sorted, the way Terraform's jsonencode
/// writes. False if there is an expression (or anything else) in it.
bool write_json(const ::parapet::detail::Value* value, std::string& text);

}  // namespace parapet::policy
