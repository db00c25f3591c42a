#pragma once

#include "parapet/detail/typing.hpp"

/// Conversions, attempts, sensitivity, functions of providers.
namespace parapet::fn {

/// The elements of a list as arguments, Terraform's `...`; only as the last argument of a function that takes any
/// number of them.
inline Expanded expand(const Any& list) { return Expanded(list.parapet_value()); }

/// Whether the expression gives a value instead of an error.
Ref<Bool> can(const Any& expression);
/// The first expression that gives a value instead of an error; takes `expand(list)`.
template <class... T>
requires(sizeof...(T) > 0 &&
         (detail::ArgumentOf<T, Any> && ...)) detail::CommonRef<T...> try_(const T&... expressions) {
  return detail::CommonRef<T...>(detail::call("try", {detail::argument<Any>(expressions)...}));
}
/// The first value that is neither null nor an empty string; takes `expand(list)`.
template <class... T>
requires(sizeof...(T) > 0 && (detail::ArgumentOf<T, Any> && ...)) detail::CommonRef<T...> coalesce(const T&... values) {
  return detail::CommonRef<T...>(detail::call("coalesce", {detail::argument<Any>(values)...}));
}

/// Null in place of an ephemeral value, so that the rest of a value can be kept (Terraform 1.10).
template <class T>
detail::CommonRef<T> ephemeralasnull(const T& value) {
  return detail::CommonRef<T>(detail::call("ephemeralasnull", {detail::argument<Any>(value)}));
}
/// Whether Terraform hides the value in its output.
Ref<Bool> issensitive(const Any& value);
/// The value, shown in Terraform's output; for what only derives from a secret.
template <class T>
detail::CommonRef<T> nonsensitive(const T& value) {
  return detail::CommonRef<T>(detail::call("nonsensitive", {detail::argument<Any>(value)}));
}
/// The value, hidden in Terraform's output. It still is in state and plan.
template <class T>
detail::CommonRef<T> sensitive(const T& value) {
  return detail::CommonRef<T>(detail::call("sensitive", {detail::argument<Any>(value)}));
}

/// As boolean: `"true"`, `"false"`, or null.
Ref<Bool> tobool(const Any& value);
/// A set as list, in the order of its elements.
template <detail::Sequence C = List<Str>>
detail::ListRef<detail::ItemOf<C>> tolist(const C& elements) {
  return detail::ListRef<detail::ItemOf<C>>(detail::call("tolist", {detail::plain(elements)}));
}
/// An object as map; all values get one type.
template <detail::Mapping M = Map<Str>>
detail::MapRef<detail::MapItemOf<M>> tomap(const M& object) {
  return detail::MapRef<detail::MapItemOf<M>>(detail::call("tomap", {detail::plain(object)}));
}
/// As number.
Ref<Num> tonumber(const Any& value);
/// A list as set: no order, every element once.
template <detail::Sequence C = List<Str>>
detail::SetRef<detail::ItemOf<C>> toset(const C& elements) {
  return detail::SetRef<detail::ItemOf<C>>(detail::call("toset", {detail::plain(elements)}));
}
/// As string.
Ref<Str> tostring(const Any& value);

/// A function of a provider (Terraform 1.8): `provider("aws", "arn_parse", bucket.arn())`. Throws Error when a name is
/// no identifier. The provider must be in the stack, under this local name.
template <detail::ArgumentOf<Any>... A>
Ref<Any> provider(std::string_view local_name, std::string_view function, const A&... arguments) {
  return Ref<Any>(detail::call_provider(local_name, function, {detail::argument<Any>(arguments)...}));
}

}  // namespace parapet::fn
