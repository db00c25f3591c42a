#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in Oracle Cloud's object storage (Terraform 1.12).
///
/// Credentials come from OCI's configuration file, from a principal, or from a key file: there is no way to give
/// `private_key`, its `private_key_password` and `sse_customer_key` here.
struct oci {
  static constexpr const char* parapet_backend = "oci";
  /// `APIKey`, `InstancePrincipal`, `ResourcePrincipal`, `SecurityToken`, ...
  Str auth{};
  Str bucket{};
  Str config_file_profile{};
  /// Of the user's API key.
  Str fingerprint{};
  /// Default `terraform.tfstate`.
  Str key{};
  Str kms_key_id{};
  Str namespace_{};
  Str private_key_path{};
  Str region{};
  Str sse_customer_algorithm{};
  Str sse_customer_key_sha256{};
  Str tenancy_ocid{};
  Str user_ocid{};
  /// Default `env:`.
  Str workspace_key_prefix{};
  static inline constinit detail::Table parapet_table{
      "auth s o\n"
      "bucket s r\n"
      "config_file_profile s o\n"
      "fingerprint s o\n"
      "key s o\n"
      "kms_key_id s o\n"
      "namespace s r\n"
      "private_key_path s o\n"
      "region s o\n"
      "sse_customer_algorithm s o\n"
      "sse_customer_key_sha256 s o\n"
      "tenancy_ocid s o\n"
      "user_ocid s o\n"
      "workspace_key_prefix s o",
      14};
};
static_assert(sizeof(oci) == 14 * sizeof(void*));

}  // namespace parapet::backend
