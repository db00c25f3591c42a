#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in Tencent Cloud's object storage.
///
/// Credentials come from the environment (`TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`,
/// `TENCENTCLOUD_SECURITY_TOKEN`), a profile or a role: there is no way to give `secret_id`, `secret_key` and
/// `security_token` here.
struct cos {
  /// A role to assume.
  struct AssumeRole {
    Str policy{};
    Str role_arn{};
    /// Seconds, up to 43200.
    Num session_duration{};
    Str session_name{};
    static inline constinit detail::Table parapet_table{
        "policy s o\n"
        "role_arn s r\n"
        "session_duration n r\n"
        "session_name s r",
        4};
  };

  static constexpr const char* parapet_backend = "cos";
  Bool accelerate{};
  /// `private` or `public-read`.
  Str acl{};
  Block<AssumeRole> assume_role{};
  Str bucket{};
  Str cam_role_name{};
  Str domain{};
  Bool encrypt{};
  Str endpoint{};
  /// Default `terraform.tfstate`.
  Str key{};
  Str prefix{};
  Str profile{};
  Str region{};
  Str shared_credentials_dir{};
  static inline constinit detail::Table* parapet_nested[] = {&AssumeRole::parapet_table};
  static inline constinit detail::Table parapet_table{
      "accelerate b o\n"
      "acl s o\n"
      "assume_role T o\n"
      "bucket s r\n"
      "cam_role_name s o\n"
      "domain s o\n"
      "encrypt b o\n"
      "endpoint s o\n"
      "key s o\n"
      "prefix s o\n"
      "profile s o\n"
      "region s o\n"
      "shared_credentials_dir s o",
      13, parapet_nested};
};
static_assert(sizeof(cos::AssumeRole) == 4 * sizeof(void*));
static_assert(sizeof(cos) == 13 * sizeof(void*));

}  // namespace parapet::backend
