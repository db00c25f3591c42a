#include "parapet/fn/number.hpp"

namespace parapet::fn {

using detail::call;
using detail::plain;

Ref<Num> abs(const Num& number) { return Ref<Num>(call("abs", {plain(number)})); }
Ref<Num> ceil(const Num& number) { return Ref<Num>(call("ceil", {plain(number)})); }
Ref<Num> floor(const Num& number) { return Ref<Num>(call("floor", {plain(number)})); }
Ref<Num> log(const Num& number, const Num& base) { return Ref<Num>(call("log", {plain(number), plain(base)})); }
Ref<Num> parseint(const Str& text, const Num& base) { return Ref<Num>(call("parseint", {plain(text), plain(base)})); }
Ref<Num> pow(const Num& number, const Num& power) { return Ref<Num>(call("pow", {plain(number), plain(power)})); }
Ref<Num> signum(const Num& number) { return Ref<Num>(call("signum", {plain(number)})); }
Ref<Num> sum(const List<Num>& numbers) { return Ref<Num>(call("sum", {plain(numbers)})); }
Ref<List<Num>> range(const Num& limit) { return Ref<List<Num>>(call("range", {plain(limit)})); }
Ref<List<Num>> range(const Num& start, const Num& limit) {
  return Ref<List<Num>>(call("range", {plain(start), plain(limit)}));
}
Ref<List<Num>> range(const Num& start, const Num& limit, const Num& step) {
  return Ref<List<Num>>(call("range", {plain(start), plain(limit), plain(step)}));
}
Ref<Bool> cidrcontains(const Str& prefix, const Str& address_or_prefix) {
  return Ref<Bool>(call("cidrcontains", {plain(prefix), plain(address_or_prefix)}));
}
Ref<Str> cidrhost(const Str& prefix, const Num& number) {
  return Ref<Str>(call("cidrhost", {plain(prefix), plain(number)}));
}
Ref<Str> cidrnetmask(const Str& prefix) { return Ref<Str>(call("cidrnetmask", {plain(prefix)})); }
Ref<Str> cidrsubnet(const Str& prefix, const Num& new_bits, const Num& number) {
  return Ref<Str>(call("cidrsubnet", {plain(prefix), plain(new_bits), plain(number)}));
}
Ref<Str> formatdate(const Str& format, const Str& time) {
  return Ref<Str>(call("formatdate", {plain(format), plain(time)}));
}
Ref<Str> plantimestamp() { return Ref<Str>(call("plantimestamp", {})); }
Ref<Str> timeadd(const Str& time, const Str& duration) {
  return Ref<Str>(call("timeadd", {plain(time), plain(duration)}));
}
Ref<Num> timecmp(const Str& first, const Str& second) {
  return Ref<Num>(call("timecmp", {plain(first), plain(second)}));
}
Ref<Str> timestamp() { return Ref<Str>(call("timestamp", {})); }

}  // namespace parapet::fn
