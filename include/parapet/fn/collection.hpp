#pragma once

#include "parapet/detail/typing.hpp"

/// Lists, sets and maps. Templates only name the element type; a braced list, `toset({"a", "b"})`, is taken as strings.
namespace parapet::fn {

/// Whether all elements are true; an empty list is.
Ref<Bool> alltrue(const List<Bool>& list);
/// Whether an element is true; none of an empty list is.
Ref<Bool> anytrue(const List<Bool>& list);
/// The list cut into lists of `size` elements.
template <detail::Sequence C = List<Str>>
Ref<List<List<detail::ItemOf<C>>>> chunklist(const C& list, const Num& size) {
  return Ref<List<List<detail::ItemOf<C>>>>(detail::call("chunklist", {detail::plain(list), detail::plain(size)}));
}
/// The first list that is not empty; takes `expand(list_of_lists)`.
template <class... C>
requires(sizeof...(C) > 0 &&
         (detail::ArgumentOf<C, Any> && ...)) detail::CommonRef<C...> coalescelist(const C&... lists) {
  return detail::CommonRef<C...>(detail::call("coalescelist", {detail::argument<Any>(lists)...}));
}
/// Without null and empty strings.
Ref<List<Str>> compact(const List<Str>& list);
/// The lists one after the other; takes `expand(list_of_lists)`.
template <class... C>
requires(sizeof...(C) > 0 && (detail::ArgumentOf<C, Any> && ...)) detail::CommonRef<C...> concat(const C&... lists) {
  return detail::CommonRef<C...>(detail::call("concat", {detail::argument<Any>(lists)...}));
}
/// Whether the value is an element of the list or set.
template <detail::Sequence C = List<Str>>
Ref<Bool> contains(const C& elements, const Any& value) {
  return Ref<Bool>(detail::call("contains", {detail::plain(elements), detail::plain(value)}));
}
/// Every element once, where it comes first.
template <detail::Sequence C = List<Str>>
detail::ListRef<detail::ItemOf<C>> distinct(const C& list) {
  return detail::ListRef<detail::ItemOf<C>>(detail::call("distinct", {detail::plain(list)}));
}
/// The element at a position, counted on from the start when the list ends.
template <detail::Sequence C = List<Str>>
RefTo<detail::ItemOf<C>> element(const C& list, const Num& position) {
  return RefTo<detail::ItemOf<C>>(detail::call("element", {detail::plain(list), detail::plain(position)}));
}
/// Lists within lists replaced by their elements, however deep.
Ref<Any> flatten(const Any& list);
/// The position of a value in a list; an error if it is not there.
template <detail::Sequence C = List<Str>>
Ref<Num> index(const C& list, const Any& value) {
  return Ref<Num>(detail::call("index", {detail::plain(list), detail::plain(value)}));
}
/// The keys of a map or object, sorted.
Ref<List<Str>> keys(const Any& map);
/// How many elements a list, set or map has, or characters a string.
Ref<Num> length(const Any& value);
/// The value of a key; without it an error.
template <detail::Mapping M = Map<Str>>
RefTo<detail::MapItemOf<M>> lookup(const M& map, const Str& key) {
  return RefTo<detail::MapItemOf<M>>(detail::call("lookup", {detail::plain(map), detail::plain(key)}));
}
/// The value of a key, else `otherwise`.
template <detail::Mapping M = Map<Str>>
RefTo<detail::MapItemOf<M>> lookup(const M& map, const Str& key, const Any& otherwise) {
  return RefTo<detail::MapItemOf<M>>(
      detail::call("lookup", {detail::plain(map), detail::plain(key), detail::plain(otherwise)}));
}
/// The elements of `values` at whose positions in `keys` stands one of `searched`.
template <detail::Sequence C, detail::Sequence K, detail::Sequence S>
detail::ListRef<detail::ItemOf<C>> matchkeys(const C& values, const K& keys, const S& searched) {
  return detail::ListRef<detail::ItemOf<C>>(
      detail::call("matchkeys", {detail::plain(values), detail::plain(keys), detail::plain(searched)}));
}
/// All entries; of a key that several maps have, the last one's. Takes `expand(list_of_maps)`.
template <class... M>
requires(sizeof...(M) > 0 && (detail::ArgumentOf<M, Any> && ...)) detail::CommonRef<M...> merge(const M&... maps) {
  return detail::CommonRef<M...>(detail::call("merge", {detail::argument<Any>(maps)...}));
}
/// The only element, null if there is none; several are an error.
template <detail::Sequence C = List<Str>>
RefTo<detail::ItemOf<C>> one(const C& elements) {
  return RefTo<detail::ItemOf<C>>(detail::call("one", {detail::plain(elements)}));
}
/// The list backwards.
template <detail::Sequence C = List<Str>>
detail::ListRef<detail::ItemOf<C>> reverse(const C& list) {
  return detail::ListRef<detail::ItemOf<C>>(detail::call("reverse", {detail::plain(list)}));
}
/// The elements that all sets have; takes `expand(list_of_sets)`.
template <detail::Sequence C, class... More>
requires((detail::Sequence<More> ||
          std::is_same_v<More, Expanded>)&&...) detail::SetRef<detail::ItemOf<C>> setintersection(const C& first,
                                                                                                  const More&... more) {
  return detail::SetRef<detail::ItemOf<C>>(
      detail::call("setintersection", {detail::plain(first), detail::argument<Any>(more)...}));
}
/// Every combination of one element of each set or list; takes `expand(list_of_sets)`.
template <class... C>
requires((sizeof...(C) > 1 || (std::is_same_v<C, Expanded> || ...)) &&
         ((detail::Sequence<C> || std::is_same_v<C, Expanded>)&&...)) Ref<Any> setproduct(const C&... sets) {
  return Ref<Any>(detail::call("setproduct", {detail::argument<Any>(sets)...}));
}
/// The elements of the first set that the second does not have.
template <detail::Sequence C, detail::Sequence D>
detail::SetRef<detail::ItemOf<C>> setsubtract(const C& from, const D& removed) {
  return detail::SetRef<detail::ItemOf<C>>(detail::call("setsubtract", {detail::plain(from), detail::plain(removed)}));
}
/// The elements of all sets; takes `expand(list_of_sets)`.
template <detail::Sequence C, class... More>
requires((detail::Sequence<More> ||
          std::is_same_v<More, Expanded>)&&...) detail::SetRef<detail::ItemOf<C>> setunion(const C& first,
                                                                                           const More&... more) {
  return detail::SetRef<detail::ItemOf<C>>(
      detail::call("setunion", {detail::plain(first), detail::argument<Any>(more)...}));
}
/// The elements from position `start` up to `end`, which is left out.
template <detail::Sequence C = List<Str>>
detail::ListRef<detail::ItemOf<C>> slice(const C& list, const Num& start, const Num& end) {
  return detail::ListRef<detail::ItemOf<C>>(
      detail::call("slice", {detail::plain(list), detail::plain(start), detail::plain(end)}));
}
/// The strings in the order of their characters.
Ref<List<Str>> sort(const List<Str>& list);
/// A map of lists turned round: from each element to the keys whose lists have it.
Ref<Map<List<Str>>> transpose(const Map<List<Str>>& map);
/// The values of a map or object, in the order of its keys.
template <detail::Mapping M = Map<Str>>
detail::ListRef<detail::MapItemOf<M>> values(const M& map) {
  return detail::ListRef<detail::MapItemOf<M>>(detail::call("values", {detail::plain(map)}));
}
/// A map of keys and values that stand at the same positions.
template <detail::Sequence C = List<Str>>
detail::MapRef<detail::ItemOf<C>> zipmap(const List<Str>& keys, const C& values) {
  return detail::MapRef<detail::ItemOf<C>>(detail::call("zipmap", {detail::plain(keys), detail::plain(values)}));
}

}  // namespace parapet::fn
