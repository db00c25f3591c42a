#include "parapet/fn/type.hpp"

namespace parapet::fn {

using detail::call;
using detail::plain;

Ref<Bool> can(const Any& expression) { return Ref<Bool>(call("can", {plain(expression)})); }
Ref<Bool> issensitive(const Any& value) { return Ref<Bool>(call("issensitive", {plain(value)})); }
Ref<Bool> tobool(const Any& value) { return Ref<Bool>(call("tobool", {plain(value)})); }
Ref<Num> tonumber(const Any& value) { return Ref<Num>(call("tonumber", {plain(value)})); }
Ref<Str> tostring(const Any& value) { return Ref<Str>(call("tostring", {plain(value)})); }

}  // namespace parapet::fn
