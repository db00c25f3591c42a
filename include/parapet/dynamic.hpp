#pragma once

#include "parapet/detail/iteration.hpp"

/// Dynamic blocks: nested blocks that Terraform makes, one for each element of a collection that it knows only when it
/// runs.
///
///     .ingress = dynamic(ports, [](auto each) { return aws::security_group::Ingress{.from_port = each.value(), ...};
///     })
///
/// They nest (a block in the lambda may be a dynamic one too) and are put together with others by `+`. For a collection
/// that the program knows, write the blocks themselves: `Block` takes any range.
namespace parapet {

/// What the lambda of `dynamic` gets.
class DynamicIterator {
 public:
  explicit DynamicIterator(const detail::Value* iterator) : iterator_(iterator) {}
  /// The key in a map, the position in a list, the value itself in a set.
  Ref<Any> key() const { return Ref<Any>(detail::make_get(iterator_, "key")); }
  /// The element.
  Ref<Any> value() const { return Ref<Any>(detail::make_get(iterator_, "value")); }

 private:
  const detail::Value* iterator_;
};

/// A dynamic block of type T; a `Block<T>` takes it.
template <class T>
class Dynamic : public detail::Slot {
 public:
  explicit Dynamic(const detail::Value* value) : Slot(value) {}
  /// Both sides' blocks, in order.
  Block<T> operator+(const Block<T>& more) const { return Block<T>(*this) + more; }
};

template <class T>
Block<T>::Block(const Dynamic<T>& dynamic) : Slot(detail::dynamic_blocks(dynamic.parapet_value())) {}

namespace detail {
/// Throws Error when `for_each` is unset or null.
const Value* make_checked_dynamic(const Slot& for_each, const IteratorName& iterator, const Value* content);
}  // namespace detail

/// A block for every element of `for_each`: a list, set or map, or a reference to one. The lambda runs once, with an
/// iterator that stands for every element, and returns the block. Throws Error when `for_each` is unset.
template <class C, class F>
requires(detail::Sequence<C> || detail::Mapping<C>) auto dynamic(const Named& names, const C& for_each, const F& body) {
  const detail::IteratorName iterator(names.value, "entry");
  const auto content = body(DynamicIterator(iterator.reference()));
  using Content = std::remove_const_t<decltype(content)>;
  static_assert(detail::Aggregate<Content>,
                "the lambda of a dynamic block returns the block, with its type written out");
  return Dynamic<Content>(
      detail::make_checked_dynamic(for_each, iterator, detail::make_record(Content::parapet_table, &content)));
}
template <class C, class F>
requires(detail::Sequence<C> || detail::Mapping<C>) auto dynamic(const C& for_each, const F& body) {
  return dynamic(Named{}, for_each, body);
}

}  // namespace parapet
