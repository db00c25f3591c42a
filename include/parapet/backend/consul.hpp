#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in Consul's key-value store.
///
/// The `access_token` (`CONSUL_HTTP_TOKEN`) and `http_auth` (`CONSUL_HTTP_AUTH`) are credentials, so there is no way to
/// give them here.
struct consul {
  static constexpr const char* parapet_backend = "consul";
  /// Else `CONSUL_HTTP_ADDR`.
  Str address{};
  Str ca_file{};
  Str cert_file{};
  Str datacenter{};
  Bool gzip{};
  Str key_file{};
  /// Default true.
  Bool lock{};
  Str path{};
  /// `http` or `https`.
  Str scheme{};
  static inline constinit detail::Table parapet_table{
      "address s o\n"
      "ca_file s o\n"
      "cert_file s o\n"
      "datacenter s o\n"
      "gzip b o\n"
      "key_file s o\n"
      "lock b o\n"
      "path s r\n"
      "scheme s o",
      9};
};
static_assert(sizeof(consul) == 9 * sizeof(void*));

}  // namespace parapet::backend
