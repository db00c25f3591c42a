#include "parapet/fn/collection.hpp"

namespace parapet::fn {

using detail::call;
using detail::plain;

Ref<Bool> alltrue(const List<Bool>& list) { return Ref<Bool>(call("alltrue", {plain(list)})); }
Ref<Bool> anytrue(const List<Bool>& list) { return Ref<Bool>(call("anytrue", {plain(list)})); }
Ref<List<Str>> compact(const List<Str>& list) { return Ref<List<Str>>(call("compact", {plain(list)})); }
Ref<Any> flatten(const Any& list) { return Ref<Any>(call("flatten", {plain(list)})); }
Ref<List<Str>> keys(const Any& map) { return Ref<List<Str>>(call("keys", {plain(map)})); }
Ref<Num> length(const Any& value) { return Ref<Num>(call("length", {plain(value)})); }
Ref<List<Str>> sort(const List<Str>& list) { return Ref<List<Str>>(call("sort", {plain(list)})); }
Ref<Map<List<Str>>> transpose(const Map<List<Str>>& map) {
  return Ref<Map<List<Str>>>(call("transpose", {plain(map)}));
}

}  // namespace parapet::fn
