#pragma once

#include <string>

#include "parapet/construct.hpp"
#include "parapet/detail/value.hpp"

namespace parapet::detail {

/// How references to constructs of other stacks are written; implemented by the cross-stack pass.
class ForeignReferences {
 public:
  virtual ~ForeignReferences() = default;
  /// The expression that replaces `traversal` (its root is in another stack than `stack`).
  virtual std::string replacement(const Element* stack, const Value* traversal) const = 0;
};

/// What the text of an expression depends on.
struct ExpressionContext {
  const Element* stack = nullptr;  ///< stack that the text is written in; nullptr: no reference is foreign
  const ForeignReferences* foreign = nullptr;
};

/// Appends the expression as HCL, without `${}`.
void append_expression(std::string& to, const Value* value, const ExpressionContext& context);
/// Appends a value as the content of a template string: literals escaped, expressions in `${}`.
void append_template(std::string& to, const Value* value, const ExpressionContext& context);
/// Appends an HCL string literal with quotes.
void append_quoted(std::string& to, std::string_view text);
/// The construct a traversal starts from, nullptr if it starts elsewhere.
Element* root_of(const Value* traversal);
/// A value as one line of HCL for messages: literals as they are, expressions as Terraform would show them.
std::string expression_text(const Value* value);

}  // namespace parapet::detail
