#include <array>

#include "document/make_number.hpp"
#include "document/parser.hpp"
#include "parapet/document/view.hpp"

namespace parapet::detail {

namespace {

/// Whether what follows would still be asked of each element.
bool ends_in_splat(const Value* value) {
  while (value->kind == Kind::get || value->kind == Kind::index)
    value = value->kind == Kind::get ? payload<GetPart>(value)->base : payload<IndexPart>(value)->base;
  return value->kind == Kind::splat;
}

struct BinaryOperator {
  std::string_view token;
  Operator op;
  int level;
};

/// Longer tokens before their prefixes; a higher level binds tighter.
constexpr std::array<BinaryOperator, 13> kOperators{{{"||", Operator::logical_or, 0},
                                                     {"&&", Operator::logical_and, 1},
                                                     {"==", Operator::equal, 2},
                                                     {"!=", Operator::not_equal, 2},
                                                     {"<=", Operator::less_equal, 3},
                                                     {">=", Operator::greater_equal, 3},
                                                     {"<", Operator::less, 3},
                                                     {">", Operator::greater, 3},
                                                     {"+", Operator::add, 4},
                                                     {"-", Operator::subtract, 4},
                                                     {"*", Operator::multiply, 5},
                                                     {"/", Operator::divide, 5},
                                                     {"%", Operator::modulo, 5}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(const Value* value) {
  return value->kind == Kind::integer || value->kind == Kind::natural || value->kind == Kind::real;
}

/// `-5` is a literal to everybody but the grammar.
const Value* negative(const Value* number) {
  switch (number->kind) {
    case Kind::integer:
      return make_integer(-*payload<std::int64_t>(number));
    case Kind::real:
      return make_real(-*payload<double>(number));
    default:
      return make_number(Number::of(-static_cast<double>(*payload<std::uint64_t>(number))));
  }
}

}  // namespace

const Value* Parser::whole_expression() {
  const Value* value = expression();
  skip();
  if (!at_end()) throw Unparsable{};
  return value;
}

const Value* Parser::expression() {
  const Nest nest(*this);
  const Value* condition = binary(0);
  if (!take("?")) return condition;
  const Value* then = expression();
  expect(":");
  return make_conditional(condition, then, expression());
}

/// The operator here if it binds at least as tight as `level`.
bool Parser::take_operator(int level, Operator& op, int& found) {
  skip();
  for (const BinaryOperator& known : kOperators) {
    if (!starts_with(known.token)) continue;
    if (known.level < level) return false;
    at_ += known.token.size();
    op = known.op;
    found = known.level;
    return true;
  }
  return false;
}

const Value* Parser::binary(int level) {
  const Value* left = unary();
  Operator op{};
  int found = 0;
  for (int chain = 0; take_operator(level, op, found); ++chain) {
    if (chain == kMaxChain) throw Unparsable{};
    left = make_binary(op, left, binary(found + 1));
  }
  return left;
}

const Value* Parser::unary() {
  const Nest nest(*this);
  skip();
  if (peek() == '!' && peek(1) != '=') {
    ++at_;
    return make_unary(Operator::logical_not, unary());
  }
  if (peek() == '-') {
    ++at_;
    const Value* operand = unary();
    return is_number(operand) ? negative(operand) : make_unary(Operator::negate, operand);
  }
  return postfix(primary());
}

const Value* Parser::postfix(const Value* value) {
  for (int chain = 0;; ++chain) {
    if (chain == kMaxChain) throw Unparsable{};
    skip();
    if (peek() == '.' && !starts_with("...")) {
      ++at_;
      value = dot(value);
    } else if (peek() == '[') {
      ++at_;
      value = bracket(value);
    } else {
      return value;
    }
  }
}

const Value* Parser::dot(const Value* value) {
  skip();
  if (take("*")) return attribute_splat(value);
  if (is_digit(peek())) return make_index(value, position());
  return make_get_copy(value, identifier());
}

/// `.*` takes the attributes that follow it and nothing else: in `a.*.b[0]` the index takes one element of the whole
/// result. A call keeps that apart from `a[*].b[0]`, which takes one of each element.
const Value* Parser::attribute_splat(const Value* value) {
  const Value* each = make_splat(value);
  for (int chain = 0; peek() == '.' && !starts_with("..."); ++chain) {
    if (chain == kMaxChain) throw Unparsable{};
    ++at_;
    skip();
    each = is_digit(peek()) ? make_index(each, position()) : make_get_copy(each, identifier());
  }
  skip();
  return peek() == '[' ? make_call("tolist", &each, 1) : each;
}

const Value* Parser::bracket(const Value* value) {
  const Lines lines(*this, false);
  skip();
  if (peek() == '*') {
    ++at_;
    expect("]");
    return make_splat(value);
  }
  const Value* key = expression();
  expect("]");
  return make_index(value, key);
}

const Value* Parser::primary() {
  const Nest nest(*this);
  skip();
  const char c = peek();
  if (c == '"') return quoted();
  if (c == '(') return parenthesis();
  if (c == '[') return tuple();
  if (c == '{') return object();
  if (is_digit(c)) return number();
  if (at_identifier()) return word();
  throw Unparsable{};
}

const Value* Parser::word() {
  const std::string_view name = identifier();
  if (name == "true" || name == "false") return make_boolean(name == "true");
  if (name == "null") return make_null();
  skip();
  if (peek() != '(' && !starts_with("::")) return make_name(name);
  std::string qualified(name);
  while (take("::")) {
    qualified += "::";
    qualified += identifier();
  }
  expect("(");
  return call(std::move(qualified));
}

const Value* Parser::call(std::string name) {
  const Lines lines(*this, false);
  std::vector<const Value*> arguments;
  bool expand = false;
  while (!take(")")) {
    if (expand) throw Unparsable{};
    arguments.push_back(expression());
    expand = take("...");
    skip();
    if (peek() != ')') expect(",");
  }
  return make_call(copy_text(name), arguments.data(), arguments.size(), expand);
}

const Value* Parser::parenthesis() {
  const Lines lines(*this, false);
  ++at_;
  const Value* value = expression();
  expect(")");
  const std::size_t end = at_;
  skip();
  const bool goes_on = peek() == '[' || (peek() == '.' && !starts_with("..."));
  at_ = end;
  // `(a[*].b)[0]` takes one element of the whole result, `a[*].b[0]` one of each element.
  return goes_on && ends_in_splat(value) ? make_call("tolist", &value, 1) : value;
}

const Value* Parser::number() {
  const std::size_t first = at_;
  while (is_digit(peek())) ++at_;
  if (peek() == '.' && is_digit(peek(1))) {
    ++at_;
    while (is_digit(peek())) ++at_;
  }
  if (peek() == 'e' || peek() == 'E') {
    at_ += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    while (is_digit(peek())) ++at_;
  }
  const auto number = parse_number(text_.substr(first, at_ - first));
  if (!number) throw Unparsable{};
  return make_number(*number);
}

/// Digits after a dot; `a.0.1` is two positions, not a fraction.
const Value* Parser::position() {
  const std::size_t first = at_;
  while (is_digit(peek())) ++at_;
  const auto number = parse_number(text_.substr(first, at_ - first));
  if (!number) throw Unparsable{};
  return make_number(*number);
}

const Value* Parser::tuple() {
  const Lines lines(*this, false);
  ++at_;
  skip();
  if (at_word("for")) return for_expression(']');
  std::vector<const Value*> items;
  while (!take("]")) {
    items.push_back(expression());
    skip();
    if (peek() != ']') expect(",");
  }
  return make_list(items.data(), items.size());
}

const Value* Parser::object() {
  ++at_;
  {
    const Lines lines(*this, false);
    skip();
    if (at_word("for")) return for_expression('}');
  }
  const Lines lines(*this, true);
  std::vector<Entry> entries;
  for (skip(); peek() == '\n'; skip()) ++at_;
  while (!take("}")) {
    const Value* key = object_key();
    if (!take("=")) expect(":");
    entries.push_back({key, expression()});
    skip_separators('}');
  }
  return make_map(entries.data(), entries.size());
}

/// A word before `=` or `:` is a name; anything else is an expression.
const Value* Parser::object_key() {
  skip();
  const std::size_t first = at_;
  if (at_identifier()) {
    const std::string_view name = identifier();
    skip();
    if (peek() == ':' || (peek() == '=' && peek(1) != '=')) return make_text(name);
    at_ = first;
  }
  const Value* key = binary(0);
  return is_number(key) ? make_text(View(key).number().text()) : key;
}

const Value* Parser::for_expression(char close) {
  const Lines lines(*this, false);
  const std::string_view end = close == ']' ? "]" : "}";
  identifier();
  ForPart part{};
  part.value_name = make_text(identifier());
  if (take(",")) {
    part.key_name = part.value_name;
    part.value_name = make_text(identifier());
  }
  if (identifier() != "in") throw Unparsable{};
  part.collection = expression();
  expect(":");
  part.value = expression();
  bool grouping = false;
  if (close == '}') {
    expect("=>");
    part.key = std::exchange(part.value, expression());
    grouping = take("...");
  }
  skip();
  if (at_word("if")) {
    identifier();
    part.condition = expression();
  }
  expect(end);
  return make_for(part, grouping);
}

}  // namespace parapet::detail
