#include <charconv>
#include <cmath>

#include "document/functions.hpp"

namespace parapet::detail {

namespace {

/// The greatest or least of the arguments.
const Value* extreme(const Call& call, bool greatest) {
  std::optional<Number> best;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const auto number = as_number(call[i]);
    if (!number) return nullptr;
    if (!best || (greatest ? *number > *best : *number < *best)) best = number;
  }
  return best ? make_number(*best) : nullptr;
}

const Value* max(const Call& call) { return extreme(call, true); }
const Value* min(const Call& call) { return extreme(call, false); }

template <class F>
const Value* with_number(const Call& call, F change) {
  const auto number = as_number(call[0]);
  if (!number) return nullptr;
  if (number->is_whole()) return make_number(change(*number));
  const Number result = change(*number);
  return std::isfinite(result.as_double()) ? make_number(result) : nullptr;
}

const Value* abs(const Call& call) {
  return with_number(call,
                     [](const Number& number) { return number < Number() ? Number::of(-number.as_double()) : number; });
}
const Value* ceil(const Call& call) {
  return with_number(call, [](const Number& number) {
    return number.is_whole() ? number : Number::of(std::ceil(number.as_double()));
  });
}
const Value* floor(const Call& call) {
  return with_number(call, [](const Number& number) {
    return number.is_whole() ? number : Number::of(std::floor(number.as_double()));
  });
}

const Value* sum(const Call& call) {
  const auto items = call.elements(call[0]);
  if (!items || items->empty()) return nullptr;
  const Value* total = make_integer(0);
  for (const View item : *items) {
    total = call.folder().fold(make_binary(Operator::add, total, call.inner(item).value()), {});
    if (!View(total).is_number()) return nullptr;
  }
  return total;
}

const Value* parseint(const Call& call) {
  const auto text = call.text(0);
  const auto base = call.integer(1);
  if (!text || !base || *base < 2 || *base > 36) return nullptr;
  std::int64_t value = 0;
  const auto result = std::from_chars(text->data(), text->data() + text->size(), value, static_cast<int>(*base));
  return result.ec == std::errc{} && result.ptr == text->data() + text->size() ? make_integer(value) : nullptr;
}

/// `range(limit)`, `range(start, limit)`, `range(start, limit, step)`, at most 1024 numbers as in Terraform.
const Value* range(const Call& call) {
  constexpr std::size_t kMost = 1024;
  const auto first = call.integer(0);
  const auto second = call.size() > 1 ? call.integer(1) : first;
  const auto step = call.size() > 2 ? call.integer(2) : std::optional<std::int64_t>(1);
  if (!first || !second || !step || *step == 0) return nullptr;
  const std::int64_t from = call.size() > 1 ? *first : 0;
  // Without a step Terraform counts downwards by itself.
  if (call.size() < 3 && *second < from) return nullptr;
  std::vector<const Value*> numbers;
  for (std::int64_t at = from; *step > 0 ? at < *second : at > *second;) {
    if (numbers.size() == kMost || !call.folder().spend(1)) return nullptr;
    numbers.push_back(make_integer(at));
    if (__builtin_add_overflow(at, *step, &at)) break;
  }
  return make_list(numbers.data(), numbers.size());
}

}  // namespace

const std::vector<Function>& number_functions() {
  static const std::vector<Function> functions{
      {"abs", 1, 1, abs},   {"ceil", 1, 1, ceil},         {"floor", 1, 1, floor}, {"max", 1, 100, max},
      {"min", 1, 100, min}, {"parseint", 2, 2, parseint}, {"range", 1, 3, range}, {"sum", 1, 1, sum},
  };
  return functions;
}

}  // namespace parapet::detail
