#pragma once

#include <string>
#include <string_view>

#include "schema/schema.hpp"

/// The letters in which tables describe fields (see parapet/detail/table.hpp), and the C++ types that follow from them.
namespace parapet::schema {

/// Letters of an attribute's type: `s`, `Ls`, `EO`; `N` in place of `O` for a nested type.
std::string shape_of(const Type& type);
std::string shape_of(const Attribute& attribute);
/// Letter of a nested block: `B`, `T`, `G` or `P`.
std::string shape_of(const NestedBlock& block);

/// `r`, `o`, `c`, `s`, `w`, `d`, as far as they apply.
std::string flags_of(const Attribute& attribute);
std::string flags_of(const NestedBlock& block);

/// Whether values of this shape have a struct of their own.
bool has_struct(std::string_view shape);
/// Whether values of this shape are read with a position: lists of blocks and of objects.
bool is_list_of_structs(std::string_view shape);

/// The C++ type of a configuration's member. `nested` names the struct where there is one; sensitive and write-only
/// strings are secrets.
std::string slot_type(std::string_view shape, std::string_view flags, std::string_view nested);
/// The C++ type of a reference to such a field.
std::string reference_type(std::string_view shape, std::string_view nested);

}  // namespace parapet::schema
