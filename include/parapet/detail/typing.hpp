#pragma once

#include <initializer_list>
#include <type_traits>

#include "parapet/value.hpp"

/// Which slot type a C++ argument stands for, and what that makes of the result of a function or operator. Everything
/// here is decided by the compiler; the values themselves are made by the compiled functions declared at the end.
namespace parapet::detail {

template <class T>
concept LiteralText = std::is_convertible_v<const T&, std::string_view> && !SlotType<T>;

/// The slot type of an argument: `Str` for `"x"` and `Ref<Str>`, `List<Num>` for `Ref<List<Num>>`, `Any` where it is
/// not known.
template <class T>
struct Plain {
  using type = Any;
};
template <class T>
requires(std::is_same_v<T, Str> || std::is_same_v<T, Secret> || LiteralText<T>) struct Plain<T> {
  using type = Str;
};
template <class T>
requires(std::is_same_v<T, Num> || NumberLike<T>) struct Plain<T> {
  using type = Num;
};
template <class T>
requires(std::is_same_v<T, Bool> || std::is_same_v<T, bool>) struct Plain<T> {
  using type = Bool;
};
/// `parapet::null` fits any type.
template <>
struct Plain<null_t> {
  using type = void;
};
template <class T>
struct Plain<Ref<T>> {
  using type = T;
};
template <class T>
struct Plain<List<T>> {
  using type = List<T>;
};
template <class T>
struct Plain<Set<T>> {
  using type = Set<T>;
};
template <class T>
struct Plain<Map<T>> {
  using type = Map<T>;
};
template <class T>
using PlainOf = typename Plain<std::remove_cvref_t<T>>::type;

/// The type of several arguments that stand for the same thing: theirs if it is one, else `Any`.
template <class First, class... More>
struct Common {
  using type = First;
};
template <class First, class Second, class... More>
struct Common<First, Second, More...> {
  using pair = std::conditional_t<std::is_same_v<First, Second> || std::is_void_v<Second>, First,
                                  std::conditional_t<std::is_void_v<First>, Second, Any>>;
  using type = typename Common<pair, More...>::type;
};
template <class T>
struct RefOrAny {
  using type = Ref<T>;
};
template <>
struct RefOrAny<void> {
  using type = Ref<Any>;
};
/// `Ref<T>` when all arguments are of type T (null fits), else `Ref<Any>`, which every slot takes.
template <class... T>
using CommonRef = typename RefOrAny<typename Common<PlainOf<T>...>::type>::type;

/// The element type of a list, set or reference to one; `Any` for what Terraform alone knows.
template <class T>
struct Items {};
template <class T>
struct Items<List<T>> {
  using type = T;
};
template <class T>
struct Items<Set<T>> {
  using type = T;
};
template <class T>
requires requires { typename Items<T>::type; }
struct Items<Ref<T>> {
  using type = typename Items<T>::type;
};
template <>
struct Items<Any> {
  using type = Any;
};
template <class T>
using ItemOf = typename Items<T>::type;

/// A list or set, literal or reference.
template <class T>
concept Sequence = requires {
  typename Items<T>::type;
};

/// The value type of a map.
template <class T>
struct MapItems {};
template <class T>
struct MapItems<Map<T>> {
  using type = T;
};
template <class T>
requires requires { typename MapItems<T>::type; }
struct MapItems<Ref<T>> {
  using type = typename MapItems<T>::type;
};
template <>
struct MapItems<Any> {
  using type = Any;
};
template <class T>
using MapItemOf = typename MapItems<T>::type;

/// A map or object, literal or reference.
template <class T>
concept Mapping = requires {
  typename MapItems<T>::type;
};

/// A collection of elements that are not known is itself known to Terraform alone: so it fits every slot.
template <template <class> class Collection, class T>
struct CollectionRef {
  using type = Ref<Collection<T>>;
};
template <template <class> class Collection>
struct CollectionRef<Collection, Any> {
  using type = Ref<Any>;
};
template <class T>
using ListRef = typename CollectionRef<List, T>::type;
template <class T>
using SetRef = typename CollectionRef<Set, T>::type;
template <class T>
using MapRef = typename CollectionRef<Map, T>::type;

}  // namespace parapet::detail

namespace parapet::fn {

/// A list whose elements become the arguments of a function, Terraform's `...`: `fn::max(fn::expand(ports))`.
class Expanded {
 public:
  explicit Expanded(const detail::Value* list) : list_(list) {}
  const detail::Value* parapet_value() const { return list_; }

 private:
  const detail::Value* list_;
};

}  // namespace parapet::fn

namespace parapet::detail {

/// One argument of a call.
struct Argument {
  const Value* value;
  bool expanded = false;
};

/// An argument of type T of a function that takes any number of them.
template <class T, class A>
Argument argument(const A& from) {
  if constexpr (std::is_same_v<A, fn::Expanded>) {
    return {from.parapet_value(), true};
  } else {
    return {T(from).parapet_value()};
  }
}

/// What a variadic parameter of type T takes.
template <class A, class T>
concept ArgumentOf = std::is_convertible_v<const A&, T> || std::is_same_v<A, fn::Expanded>;

/// A function call; unset arguments are written as null. `name` must be static. Throws Error when an expanded list is
/// not the last argument.
const Value* call(const char* name, std::initializer_list<Argument> arguments);
/// A call of `provider::<provider>::<function>`. Throws Error when one of the two is no identifier.
const Value* call_provider(std::string_view provider, std::string_view function,
                           std::initializer_list<Argument> arguments);
/// The value of a slot; null where it is unset.
inline const Value* value_or_null(const Slot& slot) {
  return slot.parapet_value() == nullptr ? make_null() : slot.parapet_value();
}
/// A slot as argument.
inline Argument plain(const Slot& slot) { return {slot.parapet_value()}; }

}  // namespace parapet::detail
