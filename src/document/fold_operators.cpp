#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include "document/folder.hpp"

namespace parapet::detail {

namespace {

bool is_data(const Value* value) {
  return !is_expression(value) && value->kind != Kind::bare && value->kind != Kind::dynamic;
}

/// Exact for whole numbers as long as the result fits into 64 bits.
std::optional<Number> whole_result(Operator op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (op) {
    case Operator::add:
      return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(Number::of(result));
    case Operator::subtract:
      return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(Number::of(result));
    case Operator::multiply:
      return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(Number::of(result));
    case Operator::divide:
      return b == 0 || b == -1 || a % b != 0 ? std::nullopt : std::optional(Number::of(a / b));
    case Operator::modulo:
      return b == 0 || b == -1 ? std::nullopt : std::optional(Number::of(a % b));
    default:
      return std::nullopt;
  }
}

double real_result(Operator op, double a, double b) {
  switch (op) {
    case Operator::add:
      return a + b;
    case Operator::subtract:
      return a - b;
    case Operator::multiply:
      return a * b;
    case Operator::divide:
      return a / b;
    default:
      return std::fmod(a, b);
  }
}

/// Terraform counts with 512 bits, where `0.1 + 0.2` is 0.3; the digits that a double is good for give the same.
double decimal(double value) {
  if (std::trunc(value) == value) return value;
  char digits[40];
  std::snprintf(digits, sizeof(digits), "%.15g", value);
  return std::strtod(digits, nullptr);
}

const Value* arithmetic(Operator op, const Number& a, const Number& b) {
  const auto left = a.as_integer();
  const auto right = b.as_integer();
  if (left && right) {
    if (const auto result = whole_result(op, *left, *right)) return make_number(*result);
  }
  const double result = decimal(real_result(op, a.as_double(), b.as_double()));
  return std::isfinite(result) ? make_number(Number::of(result)) : nullptr;
}

const Value* comparison(Operator op, const Number& a, const Number& b) {
  switch (op) {
    case Operator::less:
      return make_boolean(a < b);
    case Operator::less_equal:
      return make_boolean(a <= b);
    case Operator::greater:
      return make_boolean(a > b);
    default:
      return make_boolean(a >= b);
  }
}

/// Whether nothing inside still needs resolving; gives up on big trees.
bool is_deeply_known(View value, int& left) {
  if (--left < 0 || value.is_expression() || value.is_dynamic()) return false;
  if (value.is_list()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (!is_deeply_known(value.element(i), left)) return false;
    }
  }
  for (std::size_t i = 0; value.is_object() && i < value.size(); ++i) {
    if (!is_deeply_known(value.value_at(i), left) || value.key_at(i).is_expression()) return false;
  }
  return true;
}

bool is_deeply_known(View value) {
  int left = 10'000;
  return is_deeply_known(value, left);
}

}  // namespace

const Value* Folder::unary(const Value* value, const Place& place) {
  const Value* only = operand(elements_of(value)[0], place);
  if (value->op == Operator::logical_not) {
    const auto boolean = as_boolean(only);
    return boolean ? make_boolean(!*boolean) : make_unary(value->op, only);
  }
  const auto number = as_number(only);
  const Value* result = number ? arithmetic(Operator::subtract, Number(), *number) : nullptr;
  return result != nullptr ? result : make_unary(value->op, only);
}

const Value* Folder::binary(const Value* value, const Place& place) {
  if (value->op == Operator::logical_and || value->op == Operator::logical_or) return logical(value, place);
  const Value* left = operand(elements_of(value)[0], place);
  const Value* right = operand(elements_of(value)[1], place);
  const Value* result = nullptr;
  if (value->op == Operator::equal || value->op == Operator::not_equal) {
    if (is_deeply_known(left) && is_deeply_known(right))
      result = make_boolean(same(left, right) == (value->op == Operator::equal));
  } else if (is_data(left) && is_data(right)) {
    const auto a = as_number(left);
    const auto b = as_number(right);
    if (a && b) result = value->op <= Operator::modulo ? arithmetic(value->op, *a, *b) : comparison(value->op, *a, *b);
  }
  return result != nullptr ? result : make_binary(value->op, left, right);
}

/// One side that decides is enough, whatever the other is.
const Value* Folder::logical(const Value* value, const Place& place) {
  const bool decides = value->op == Operator::logical_or;
  const Value* left = operand(elements_of(value)[0], place);
  const Value* right = operand(elements_of(value)[1], place);
  const auto a = as_boolean(left);
  const auto b = as_boolean(right);
  if (a == decides || b == decides) return make_boolean(decides);
  return a && b ? make_boolean(!decides) : make_binary(value->op, left, right);
}

std::optional<bool> Folder::assumed(const Condition& condition) const {
  for (const Condition& assumption : assumptions_) {
    if ((condition.source != nullptr && condition.source == assumption.source) ||
        same(condition.folded, assumption.folded))
      return assumption.answer;
  }
  return std::nullopt;
}

void Folder::assume(Condition condition, bool answer) {
  condition.answer = answer;
  assumptions_.push_back(condition);
}

const Value* Folder::conditional(const Value* value, const Place& place) {
  const Value* const* parts = elements_of(value);
  const Value* condition = operand(parts[0], place);
  const Condition open{place.bindings == nullptr ? parts[0] : nullptr, condition, false};
  auto answer = as_boolean(condition);
  if (!answer) answer = assumed(open);
  if (answer) return fold(parts[*answer ? 1 : 2], place);
  const Condition before = undecided_;
  const Value* then = fold(parts[1], place);
  const Value* otherwise = fold(parts[2], place);
  if (same(then, otherwise)) return then;
  met.undecided = true;
  // The outer condition counts before those of its branches.
  undecided_ = before.folded == nullptr ? open : before;
  return make_conditional(condition, then, otherwise);
}

const Value* Folder::join(const Value* value, const Place& place) {
  constexpr std::size_t kMaxText = 1 << 20;
  std::vector<const Value*> parts;
  std::string literal;
  for (std::uint32_t i = 0; i < value->size; ++i) {
    const Value* part = operand(elements_of(value)[i], place);
    // A join that is left over inside this one brings its own literals.
    const std::uint32_t inner = part->kind == Kind::join ? part->size : 1;
    for (std::uint32_t j = 0; j < inner; ++j) {
      const Value* piece = part->kind == Kind::join ? elements_of(part)[j] : part;
      const auto text = as_text(piece);
      if (text && literal.size() + text->size() > kMaxText) return make_raw("(too long)");
      if (text) {
        literal += *text;
        continue;
      }
      if (!literal.empty()) parts.push_back(make_text(std::exchange(literal, {})));
      parts.push_back(piece);
    }
  }
  if (parts.empty()) return make_text(literal);
  if (!literal.empty()) parts.push_back(make_text(literal));
  return make_join(parts.data(), parts.size());
}

namespace {

/// Collects the results of a for expression.
class ForResult {
 public:
  explicit ForResult(bool object, bool grouping) : object_(object), grouping_(grouping) {}

  void add(const Value* value) { items_.push_back(value); }
  /// False when the key stands already and is not grouped.
  bool add(std::string_view key, const Value* value) {
    const auto [position, fresh] = positions_.try_emplace(std::string(key), groups_.size());
    if (fresh) groups_.push_back({std::string(key), {}});
    groups_[position->second].second.push_back(value);
    return fresh || grouping_;
  }

  const Value* finish() const {
    if (!object_) return make_list(items_.data(), items_.size());
    std::vector<Entry> entries;
    for (const auto& [key, values] : groups_) {
      entries.push_back({make_text(key), grouping_ ? make_list(values.data(), values.size()) : values.front()});
    }
    return make_map(entries.data(), entries.size());
  }

 private:
  bool object_;
  bool grouping_;
  std::vector<const Value*> items_;
  std::vector<std::pair<std::string, std::vector<const Value*>>> groups_;
  std::unordered_map<std::string, std::size_t> positions_;
};

}  // namespace

const Value* Folder::for_expression(const Value* value, const Place& place) {
  const auto& part = *payload<ForPart>(value);
  const Value* collection = operand(part.collection, place);
  const auto elements = bindings_of(collection, {}, Place{place.document, place.block, nullptr});
  if (!elements) return unknown(value);
  ForResult result(part.key != nullptr, value->flag != 0);
  std::int64_t position = 0;
  for (const Binding& element : *elements) {
    const bool by_position = View(collection).is_list() && !is_set(collection);
    const Value* key = by_position ? make_integer(position++) : element.key.value();
    const Binding by_key{View(part.key_name).text(), {}, key, place.bindings, true};
    const Binding by_value{
        View(part.value_name).text(), {}, element.value, part.key_name == nullptr ? place.bindings : &by_key, true};
    const Place inner{place.document, place.block, &by_value};
    if (!spend(1)) return unknown(value);
    if (part.condition != nullptr) {
      const auto wanted = as_boolean(operand(part.condition, inner));
      if (!wanted) return unknown(value);
      if (!*wanted) continue;
    }
    const Value* given = fold(part.value, inner);
    if (part.key == nullptr) {
      result.add(given);
      continue;
    }
    const auto name = as_text(operand(part.key, inner));
    if (!name || !result.add(*name, given)) return unknown(value);
  }
  return result.finish();
}

}  // namespace parapet::detail
