#pragma once

#include <string>

#include "element.hpp"
#include "expression_text.hpp"

namespace parapet::detail {

// Names of cross-stack outputs and remote-state data sources follow CDKTF's algorithm, so that a team that comes from
// there keeps its state: `cross-stack-output-<address>` and `cross-stack-reference-input-<stack>`, both as logical ids.

/// Name of the data source that reads the state of `origin`.
std::string remote_state_name(const Element* origin);
/// Name of the output that carries a traversal to other stacks.
std::string cross_output_name(const Value* exported);
/// The longest part of a traversal, from its root, whose steps are literal; what is above is applied where it is used.
const Value* exported_part(const Value* traversal);
/// Appends the steps between `exported` and `traversal` to the text.
void append_steps_above(std::string& to, const Value* traversal, const Value* exported,
                        const ExpressionContext& context);

}  // namespace parapet::detail
