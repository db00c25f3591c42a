#pragma once

#include "parapet/detail/typing.hpp"

/// Numbers, addresses of networks, times.
namespace parapet::fn {

/// The absolute value.
Ref<Num> abs(const Num& number);
/// The next whole number that is not smaller.
Ref<Num> ceil(const Num& number);
/// The next whole number that is not greater.
Ref<Num> floor(const Num& number);
/// The logarithm of `number` to `base`.
Ref<Num> log(const Num& number, const Num& base);
/// The greatest of the numbers; takes `expand(list)`.
template <detail::ArgumentOf<Num>... N>
requires(sizeof...(N) > 0) Ref<Num> max(const N&... numbers) {
  return Ref<Num>(detail::call("max", {detail::argument<Num>(numbers)...}));
}
/// The smallest of the numbers; takes `expand(list)`.
template <detail::ArgumentOf<Num>... N>
requires(sizeof...(N) > 0) Ref<Num> min(const N&... numbers) {
  return Ref<Num>(detail::call("min", {detail::argument<Num>(numbers)...}));
}
/// The whole number that `text` writes in `base` (2 to 62).
Ref<Num> parseint(const Str& text, const Num& base);
/// `number` raised to `power`.
Ref<Num> pow(const Num& number, const Num& power);
/// -1, 0 or 1, like the sign of the number.
Ref<Num> signum(const Num& number);
/// The sum of a list or set of numbers; Terraform refuses an empty one.
Ref<Num> sum(const List<Num>& numbers);
/// The numbers from 0 up to `limit`, which is left out.
Ref<List<Num>> range(const Num& limit);
/// The numbers from `start` up or down to `limit`, which is left out.
Ref<List<Num>> range(const Num& start, const Num& limit);
/// The numbers from `start` to `limit`, which is left out, `step` apart.
Ref<List<Num>> range(const Num& start, const Num& limit, const Num& step);

/// Whether an address or a network lies within the network `prefix`. OpenTofu only.
Ref<Bool> cidrcontains(const Str& prefix, const Str& address_or_prefix);
/// The address of host `number` in the network `prefix`; negative numbers count from the end.
Ref<Str> cidrhost(const Str& prefix, const Num& number);
/// The netmask of an IPv4 network, `255.255.0.0`.
Ref<Str> cidrnetmask(const Str& prefix);
/// Subnet number `number` of the network `prefix` made longer by `new_bits`.
Ref<Str> cidrsubnet(const Str& prefix, const Num& new_bits, const Num& number);
/// Consecutive subnets, each longer than `prefix` by one of the numbers; takes `expand(list)`.
template <detail::ArgumentOf<Num>... N>
Ref<List<Str>> cidrsubnets(const Str& prefix, const N&... new_bits) {
  return Ref<List<Str>>(detail::call("cidrsubnets", {detail::plain(prefix), detail::argument<Num>(new_bits)...}));
}

/// An RFC 3339 time in another format: `formatdate("YYYY-MM-DD", time)`.
Ref<Str> formatdate(const Str& format, const Str& time);
/// The time of the plan, RFC 3339; the same during plan and apply.
Ref<Str> plantimestamp();
/// An RFC 3339 time plus a duration like `-24h30m`.
Ref<Str> timeadd(const Str& time, const Str& duration);
/// -1, 0 or 1: whether the first time is before, at or after the second.
Ref<Num> timecmp(const Str& first, const Str& second);
/// The time at which Terraform applies; changes with every run.
Ref<Str> timestamp();

}  // namespace parapet::fn
