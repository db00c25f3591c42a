#pragma once

#include <string>

#include "parapet/construct.hpp"
#include "parapet/document/view.hpp"

namespace parapet::detail {

/// What is wrong inside a body; the reader adds file and place.
struct BodyProblem {
  std::string where;  ///< JSON pointer below the body
  std::string what;
};

/// The body of a block with its strings read the way Terraform reads them there: as templates, as references without
/// `${}`, or as they are. Throws BodyProblem.
const Value* convert_body(NodeKind kind, View body);

/// A value whose strings are templates.
const Value* convert_expression(View value);

}  // namespace parapet::detail
