#include "modules/expression.hpp"

namespace parapet::modules {

Expression Expression::choice(const std::string& condition, const Expression& then, const Expression& otherwise) {
  if (then.constant_ && otherwise.constant_ && *then.constant_ == *otherwise.constant_) return then;
  return of(condition + " ? " + then.operand() + " : " + otherwise.operand(), true);
}

Expression Expression::negated() const {
  if (constant_) return constant(!*constant_);
  // Not every parser of the language knows a double negation.
  if (!compound_ && text_.starts_with('!')) return of(text_.substr(1));
  return of("!" + operand());
}

Expression Expression::joined(const std::vector<Expression>& parts, const char* with, bool decisive) {
  std::vector<const Expression*> open;
  for (const Expression& part : parts) {
    if (!part.constant_) open.push_back(&part);
    if (part.constant_ && *part.constant_ == decisive) return constant(decisive);
  }
  if (open.empty()) return constant(!decisive);
  if (open.size() == 1) return *open.front();
  std::string text;
  for (const Expression* part : open) text += (text.empty() ? "" : with) + part->operand();
  return of(text, true);
}

}  // namespace parapet::modules
