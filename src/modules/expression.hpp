#pragma once

#include <optional>
#include <string>
#include <vector>

namespace parapet::modules {

/// A boolean expression of Terraform that knows when it is decided, so that what cannot matter is not written.
class Expression {
 public:
  static Expression constant(bool value) { return Expression(value, {}, false); }
  /// `compound`: needs parentheses beside other operators.
  static Expression of(std::string text, bool compound = false) {
    return Expression(std::nullopt, std::move(text), compound);
  }
  static Expression all(const std::vector<Expression>& parts) { return joined(parts, " && ", false); }
  static Expression any(const std::vector<Expression>& parts) { return joined(parts, " || ", true); }
  /// `condition ? then : otherwise`
  static Expression choice(const std::string& condition, const Expression& then, const Expression& otherwise);

  Expression negated() const;
  const std::optional<bool>& decided() const { return constant_; }
  std::string text() const { return constant_ ? (*constant_ ? "true" : "false") : text_; }
  /// As part of a larger expression.
  std::string operand() const { return compound_ ? "(" + text() + ")" : text(); }

 private:
  Expression(std::optional<bool> constant, std::string text, bool compound)
      : constant_(constant), text_(std::move(text)), compound_(compound) {}
  static Expression joined(const std::vector<Expression>& parts, const char* with, bool decisive);

  std::optional<bool> constant_;
  std::string text_;
  bool compound_;
};

}  // namespace parapet::modules
