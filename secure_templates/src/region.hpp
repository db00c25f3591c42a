#pragma once

namespace secure {

/// Copies the `region` of a resource to one that belongs to it. The attribute exists since version 6 of the provider;
/// with an older schema there is nothing to copy.
template <class To, class From>
void copy_region(To& to, const From& from) {
  if constexpr (requires { to.region = from.region; }) to.region = from.region;
}

}  // namespace secure
