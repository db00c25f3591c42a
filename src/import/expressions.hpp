#pragma once

#include <string_view>

#include "import/code.hpp"
#include "import/scope.hpp"

namespace parapet::importing {

/// An expression for a slot of the given shape (letters of parapet/detail/table.hpp; `d`: anything). References to
/// resources, data sources, variables and locals are typed; what has no typed form is `parapet::raw`.
Code expression_code(FunctionScope& scope, View value, std::string_view shape);

/// A value for a slot that takes anything: text, number, `parapet::list`, `parapet::object`, or an expression.
Code any_code(FunctionScope& scope, View value);

/// A number or boolean as C++ has it; the value must be one.
Code scalar_code(View value);

/// The handle of the unit that a reference names as a whole (`aws_vpc.main`), where it exists; empty otherwise.
std::string whole_unit(FunctionScope& scope, View value);

/// The text of an expression, without `${}`.
std::string text_of_expression(View value);

}  // namespace parapet::importing
