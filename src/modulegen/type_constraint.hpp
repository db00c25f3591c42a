#pragma once

#include <string>

#include "parapet/document/view.hpp"
#include "schema/schema.hpp"

namespace parapet::modulegen {

/// Gives `attribute` the type of a Terraform type constraint: `list(object({ name = string, port = optional(number)
/// }))`. Objects, and lists, sets and maps of them, become nested types, whose members know which of them are required.
/// `any` and `tuple` are dynamic. Throws Error that begins with `place`.
void set_type(schema::Attribute& attribute, View constraint, const std::string& place);

}  // namespace parapet::modulegen
