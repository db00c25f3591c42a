#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State behind a REST address: GitLab's, for instance.
///
/// Credentials come from the environment (`TF_HTTP_USERNAME`, `TF_HTTP_PASSWORD`, `TF_HTTP_CLIENT_PRIVATE_KEY_PEM`):
/// there is no way to give `password` and `client_private_key_pem` here, nor OpenTofu's `headers`, which mostly carry
/// tokens.
struct http {
  static constexpr const char* parapet_backend = "http";
  /// Else `TF_HTTP_ADDRESS`.
  Str address{};
  Str client_ca_certificate_pem{};
  Str client_certificate_pem{};
  Str lock_address{};
  /// Default `LOCK`.
  Str lock_method{};
  Num retry_max{};
  /// Seconds.
  Num retry_wait_max{};
  /// Seconds.
  Num retry_wait_min{};
  Bool skip_cert_verification{};
  Str unlock_address{};
  /// Default `UNLOCK`.
  Str unlock_method{};
  /// Default `POST`.
  Str update_method{};
  Str username{};
  static inline constinit detail::Table parapet_table{
      "address s o\n"
      "client_ca_certificate_pem s o\n"
      "client_certificate_pem s o\n"
      "lock_address s o\n"
      "lock_method s o\n"
      "retry_max n o\n"
      "retry_wait_max n o\n"
      "retry_wait_min n o\n"
      "skip_cert_verification b o\n"
      "unlock_address s o\n"
      "unlock_method s o\n"
      "update_method s o\n"
      "username s o",
      13};
};
static_assert(sizeof(http) == 13 * sizeof(void*));

}  // namespace parapet::backend
