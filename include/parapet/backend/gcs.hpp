#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in a Google Cloud Storage bucket.
///
/// Credentials come from the environment (`GOOGLE_BACKEND_CREDENTIALS`, `GOOGLE_CREDENTIALS`,
/// `GOOGLE_OAUTH_ACCESS_TOKEN`) or from a service account to impersonate: there is no way to give `credentials` and
/// `access_token` here, nor the `encryption_key` itself (`GOOGLE_ENCRYPTION_KEY`).
struct gcs {
  static constexpr const char* parapet_backend = "gcs";
  Str bucket{};
  Str impersonate_service_account{};
  List<Str> impersonate_service_account_delegates{};
  /// Name of the Cloud KMS key that encrypts the state.
  Str kms_encryption_key{};
  /// Folder of the states.
  Str prefix{};
  Str storage_custom_endpoint{};
  static inline constinit detail::Table parapet_table{
      "bucket s r\n"
      "impersonate_service_account s o\n"
      "impersonate_service_account_delegates Ls o\n"
      "kms_encryption_key s o\n"
      "prefix s o\n"
      "storage_custom_endpoint s o",
      6};
};
static_assert(sizeof(gcs) == 6 * sizeof(void*));

}  // namespace parapet::backend
