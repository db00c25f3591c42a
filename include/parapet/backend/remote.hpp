#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State and runs in HCP Terraform, in the older of its two forms; `cloud` is the newer one.
///
/// The `token` is a credential: log in with `terraform login`, or set `TF_TOKEN_<host>`.
struct remote {
  /// Which workspaces: one by its name, or all with a prefix.
  struct Workspaces {
    Str name{};
    Str prefix{};
    static inline constinit detail::Table parapet_table{
        "name s o\n"
        "prefix s o",
        2};
  };

  static constexpr const char* parapet_backend = "remote";
  /// Default `app.terraform.io`.
  Str hostname{};
  Str organization{};
  Block<Workspaces> workspaces{};
  static inline constinit detail::Table* parapet_nested[] = {&Workspaces::parapet_table};
  static inline constinit detail::Table parapet_table{
      "hostname s o\n"
      "organization s o\n"
      "workspaces G r",
      3, parapet_nested};
};
static_assert(sizeof(remote::Workspaces) == 2 * sizeof(void*));
static_assert(sizeof(remote) == 3 * sizeof(void*));

}  // namespace parapet::backend
