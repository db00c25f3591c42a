#pragma once

#include "parapet/detail/typing.hpp"

/// C++ operators that build Terraform expressions: `port + 1`, `variable.value() == "production"`, `"logs-" +
/// bucket.id()`. At least one side is a reference; the other may be a literal or a slot. Nothing is computed here, so
/// both sides of `&&` and `||` are always part of the expression: Terraform decides whether it evaluates the second
/// (before 1.12 it always does). A `Ref<Bool>` is no C++ bool: `if (reference)` does not compile; see `conditional` in
/// `parapet/expression.hpp`.
namespace parapet {

namespace detail {

template <class T>
inline constexpr bool is_scalar_reference = false;
template <>
inline constexpr bool is_scalar_reference<Ref<Str>> = true;
template <>
inline constexpr bool is_scalar_reference<Ref<Num>> = true;
template <>
inline constexpr bool is_scalar_reference<Ref<Bool>> = true;
template <>
inline constexpr bool is_scalar_reference<Ref<Any>> = true;

template <class T>
inline constexpr bool is_untyped = std::is_same_v<T, Any> || std::is_same_v<T, Ref<Any>>;
template <class T, class Wanted>
inline constexpr bool is_or_may_be = is_untyped<T> || std::is_same_v<PlainOf<T>, Wanted>;

/// One side is a scalar reference. Looked at first, so that other types cost nothing and are never touched.
template <class L, class R>
concept WithReference = is_scalar_reference<L> || is_scalar_reference<R>;

template <class L, class R>
concept NumberOperands = WithReference<L, R> && is_or_may_be<L, Num> && is_or_may_be<R, Num>;
template <class L, class R>
concept BooleanOperands = WithReference<L, R> && is_or_may_be<L, Bool> && is_or_may_be<R, Bool>;
/// A string, and what can be put into one: `"port-" + number`.
template <class L, class R>
concept TextOperands = WithReference<L, R> &&
    (std::is_same_v<PlainOf<L>, Str> ||
     std::is_same_v<PlainOf<R>, Str>)&&(is_or_may_be<L, Str> || is_or_may_be<L, Num>)&&(is_or_may_be<R, Str> ||
                                                                                        is_or_may_be<R, Num>);
template <class L, class R>
concept ComparableOperands = NumberOperands<L, R> || BooleanOperands<L, R> ||
    (WithReference<L, R>&& is_or_may_be<L, Str>&& is_or_may_be<R, Str>);

template <class T>
inline constexpr bool is_reference = std::is_base_of_v<ObjectRef, T>;
template <class T>
inline constexpr bool is_reference<Ref<T>> = true;
/// Anything that Terraform may find to be null.
template <class T>
concept Nullable = is_reference<T>;

const Value* operate(Operator op, const Any& left, const Any& right);
const Value* operate(Operator op, const Any& operand);
/// A template string of parts; throws Error for a part that has no text (unset, null, a list, a map).
const Value* join_text(std::initializer_list<Any> parts);

}  // namespace detail

/// Sum of numbers.
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Num>
operator+(const L& left, const R& right) { return Ref<Num>(detail::operate(detail::Operator::add, left, right)); }
/// A template string of both sides.
template <class L, class R>
requires detail::TextOperands<L, R> Ref<Str>
operator+(const L& left, const R& right) { return Ref<Str>(detail::join_text({left, right})); }
/// Difference of numbers.
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Num>
operator-(const L& left, const R& right) { return Ref<Num>(detail::operate(detail::Operator::subtract, left, right)); }
/// Product of numbers.
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Num>
operator*(const L& left, const R& right) { return Ref<Num>(detail::operate(detail::Operator::multiply, left, right)); }
/// Quotient of numbers, with its fraction.
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Num>
operator/(const L& left, const R& right) { return Ref<Num>(detail::operate(detail::Operator::divide, left, right)); }
/// Remainder.
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Num>
operator%(const L& left, const R& right) { return Ref<Num>(detail::operate(detail::Operator::modulo, left, right)); }
/// Negative number.
inline Ref<Num> operator-(const Ref<Num>& number) {
  return Ref<Num>(detail::operate(detail::Operator::negate, number));
}
inline Ref<Num> operator-(const Ref<Any>& number) {
  return Ref<Num>(detail::operate(detail::Operator::negate, number));
}

/// Whether both are the same.
template <class L, class R>
requires detail::ComparableOperands<L, R> Ref<Bool>
operator==(const L& left, const R& right) { return Ref<Bool>(detail::operate(detail::Operator::equal, left, right)); }
/// Whether they differ.
template <class L, class R>
requires detail::ComparableOperands<L, R> Ref<Bool>
operator!=(const L& left, const R& right) {
  return Ref<Bool>(detail::operate(detail::Operator::not_equal, left, right));
}
/// Whether a reference of any type is null.
template <detail::Nullable T>
Ref<Bool> operator==(const T& reference, null_t) {
  return Ref<Bool>(detail::operate(detail::Operator::equal, reference, null));
}
template <detail::Nullable T>
Ref<Bool> operator==(null_t, const T& reference) {
  return reference == null;
}
/// Whether a reference of any type is something else than null.
template <detail::Nullable T>
Ref<Bool> operator!=(const T& reference, null_t) {
  return Ref<Bool>(detail::operate(detail::Operator::not_equal, reference, null));
}
template <detail::Nullable T>
Ref<Bool> operator!=(null_t, const T& reference) {
  return reference != null;
}

/// Orders of numbers; Terraform has none for strings.
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Bool>
operator<(const L& left, const R& right) { return Ref<Bool>(detail::operate(detail::Operator::less, left, right)); }
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Bool>
operator<=(const L& left, const R& right) {
  return Ref<Bool>(detail::operate(detail::Operator::less_equal, left, right));
}
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Bool>
operator>(const L& left, const R& right) { return Ref<Bool>(detail::operate(detail::Operator::greater, left, right)); }
template <class L, class R>
requires detail::NumberOperands<L, R> Ref<Bool>
operator>=(const L& left, const R& right) {
  return Ref<Bool>(detail::operate(detail::Operator::greater_equal, left, right));
}

/// Both.
template <class L, class R>
requires detail::BooleanOperands<L, R> Ref<Bool>
operator&&(const L& left, const R& right) {
  return Ref<Bool>(detail::operate(detail::Operator::logical_and, left, right));
}
/// At least one of both.
template <class L, class R>
requires detail::BooleanOperands<L, R> Ref<Bool>
operator||(const L& left, const R& right) {
  return Ref<Bool>(detail::operate(detail::Operator::logical_or, left, right));
}
/// The opposite.
inline Ref<Bool> operator!(const Ref<Bool>& value) {
  return Ref<Bool>(detail::operate(detail::Operator::logical_not, value));
}
inline Ref<Bool> operator!(const Ref<Any>& value) {
  return Ref<Bool>(detail::operate(detail::Operator::logical_not, value));
}

}  // namespace parapet
