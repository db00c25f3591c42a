#pragma once

#include "parapet/detail/iteration.hpp"

/// Terraform's for expressions. The lambda runs once, with references that stand for every element:
///
///     for_list(users, [](auto user) { return fn::upper(user); })
///     for_map(buckets, [](auto key, auto bucket) { return entry(key, bucket.arn()); })
///
/// A lambda of one parameter gets the value, one of two key and value: the position in a list, the key in a map. A
/// second lambda, with the same parameters, keeps the elements for which it is true.
namespace parapet {

namespace detail {

template <class T>
concept Iterable = Sequence<T> || Mapping<T>;

template <class C>
struct Iteration {
  using Key = Ref<Any>;
};
template <class T>
struct Iteration<List<T>> {
  using Key = Ref<Num>;
};
template <class T>
struct Iteration<Map<T>> {
  using Key = Ref<Str>;
};
template <class C>
using KeyOf = typename Iteration<PlainOf<C>>::Key;

template <class C>
struct ElementOf {
  using type = RefTo<MapItemOf<C>>;
};
template <Sequence C>
struct ElementOf<C> {
  using type = RefTo<ItemOf<C>>;
};
template <class C>
using ValueOf = typename ElementOf<C>::type;

/// No condition.
struct Always {};

/// The variables of one for expression.
class Loop {
 public:
  explicit Loop(const Named& names) : value_(names.value, "item"), key_(names.key, "key") {}

  template <class C, class F>
  auto run(const F& body) {
    if constexpr (std::is_invocable_v<const F&, ValueOf<C>>) {
      return body(ValueOf<C>(value_.reference()));
    } else {
      static_assert(std::is_invocable_v<const F&, KeyOf<C>, ValueOf<C>>,
                    "the lambda of a for expression takes the value, or key and value");
      keyed_ = true;
      return body(KeyOf<C>(key_.reference()), ValueOf<C>(value_.reference()));
    }
  }

  template <class C, class F>
  const Value* condition(const F& keep) {
    if constexpr (std::is_same_v<F, Always>) {
      return nullptr;
    } else {
      return Bool(run<C>(keep)).parapet_value();
    }
  }

  const Value* list(const Slot& collection, const Any& value, const Value* condition) const;
  const Value* map(const Slot& collection, const Value* key, const Value* value, const Value* condition,
                   bool grouping) const;

 private:
  IteratorName value_;
  IteratorName key_;
  bool keyed_ = false;
};

/// What the lambda of for_map returns: an entry whose value is of type T.
template <class T>
struct ForEntry {
  const Value* key;
  const Value* value;
};

}  // namespace detail

/// An entry of a map that a for expression makes.
template <class V>
detail::ForEntry<detail::PlainOf<V>> entry(const Str& key, const V& value) {
  return {key.parapet_value(), Any(value).parapet_value()};
}

/// `[for item in collection : body]`, with `if condition`.
template <detail::Iterable C, class F, class Condition = detail::Always>
auto for_list(const Named& names, const C& collection, const F& body, const Condition& condition = {}) {
  detail::Loop loop(names);
  const auto value = loop.template run<C>(body);
  using Result = detail::ListRef<detail::PlainOf<decltype(value)>>;
  return Result(loop.list(collection, value, loop.template condition<C>(condition)));
}
template <detail::Iterable C, class F, class Condition = detail::Always>
auto for_list(const C& collection, const F& body, const Condition& condition = {}) {
  return for_list(Named{}, collection, body, condition);
}

namespace detail {
template <class C, class F, class Condition>
auto for_entries(const Named& names, const C& collection, const F& body, const Condition& condition, bool grouping) {
  Loop loop(names);
  const auto [key, value] = loop.template run<C>(body);
  return loop.map(collection, key, value, loop.template condition<C>(condition), grouping);
}
template <class C, class F>
using EntryOf = decltype(std::declval<Loop&>().template run<C>(std::declval<const F&>()));
template <class T>
struct EntryType {};
template <class T>
struct EntryType<ForEntry<T>> {
  using type = T;
};
template <class C, class F>
using EntryTypeOf = typename EntryType<EntryOf<C, F>>::type;
}  // namespace detail

/// `{for item in collection : key => value}`; the lambda returns `entry(key, value)`. Terraform refuses a key that
/// comes twice.
template <detail::Iterable C, class F, class Condition = detail::Always>
detail::MapRef<detail::EntryTypeOf<C, F>> for_map(const Named& names, const C& collection, const F& body,
                                                  const Condition& condition = {}) {
  return detail::MapRef<detail::EntryTypeOf<C, F>>(detail::for_entries(names, collection, body, condition, false));
}
template <detail::Iterable C, class F, class Condition = detail::Always>
auto for_map(const C& collection, const F& body, const Condition& condition = {}) {
  return for_map(Named{}, collection, body, condition);
}

/// `{for item in collection : key => value...}`: the values of one key become a list.
template <detail::Iterable C, class F, class Condition = detail::Always>
Ref<Map<List<detail::EntryTypeOf<C, F>>>> for_groups(const Named& names, const C& collection, const F& body,
                                                     const Condition& condition = {}) {
  return Ref<Map<List<detail::EntryTypeOf<C, F>>>>(detail::for_entries(names, collection, body, condition, true));
}
template <detail::Iterable C, class F, class Condition = detail::Always>
auto for_groups(const C& collection, const F& body, const Condition& condition = {}) {
  return for_groups(Named{}, collection, body, condition);
}

}  // namespace parapet
