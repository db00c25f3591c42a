#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in Alibaba Cloud's object storage, locked by Table Store.
///
/// Credentials come from the environment (`ALICLOUD_ACCESS_KEY`, `ALICLOUD_SECRET_KEY`, `ALICLOUD_SECURITY_TOKEN`), a
/// profile or a role: there is no way to give `access_key`, `secret_key` and `security_token` here.
struct oss {
  /// The older way to name a role.
  struct AssumeRole {
    Str policy{};
    Str role_arn{};
    Num session_expiration{};
    Str session_name{};
    static inline constinit detail::Table parapet_table{
        "policy s o\n"
        "role_arn s r\n"
        "session_expiration n o\n"
        "session_name s o",
        4};
  };

  static constexpr const char* parapet_backend = "oss";
  /// `private`, `public-read` or `public-read-write`.
  Str acl{};
  /// Now the members that begin with `assume_role_`.
  Block<AssumeRole> assume_role{};
  Str assume_role_policy{};
  Str assume_role_role_arn{};
  /// Seconds, 900 to 3600.
  Num assume_role_session_expiration{};
  Str assume_role_session_name{};
  Str bucket{};
  Str ecs_role_name{};
  Bool encrypt{};
  Str endpoint{};
  /// Default `terraform.tfstate`.
  Str key{};
  /// Default `env:`.
  Str prefix{};
  Str profile{};
  Str region{};
  Str shared_credentials_file{};
  Str sts_endpoint{};
  Str tablestore_endpoint{};
  Str tablestore_table{};
  static inline constinit detail::Table* parapet_nested[] = {&AssumeRole::parapet_table};
  static inline constinit detail::Table parapet_table{
      "acl s o\n"
      "assume_role T od\n"
      "assume_role_policy s o\n"
      "assume_role_role_arn s o\n"
      "assume_role_session_expiration n o\n"
      "assume_role_session_name s o\n"
      "bucket s r\n"
      "ecs_role_name s o\n"
      "encrypt b o\n"
      "endpoint s o\n"
      "key s o\n"
      "prefix s o\n"
      "profile s o\n"
      "region s o\n"
      "shared_credentials_file s o\n"
      "sts_endpoint s o\n"
      "tablestore_endpoint s o\n"
      "tablestore_table s o",
      18, parapet_nested};
};
static_assert(sizeof(oss::AssumeRole) == 4 * sizeof(void*));
static_assert(sizeof(oss) == 18 * sizeof(void*));

}  // namespace parapet::backend
