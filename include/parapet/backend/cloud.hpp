#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State and runs in HCP Terraform: written as `terraform { cloud { ... } }`, since it is no backend by name.
///
/// The `token` is a credential: log in with `terraform login`, or set `TF_TOKEN_<host>`.
struct cloud {
  /// Which workspaces: one by its name, or all with these tags.
  struct Workspaces {
    /// Else `TF_WORKSPACE`.
    Str name{};
    /// Else `TF_CLOUD_PROJECT`.
    Str project{};
    /// A `Set<Str>` of names, or a `Map<Str>` of keys and values.
    Any tags{};
    static inline constinit detail::Table parapet_table{
        "name s o\n"
        "project s o\n"
        "tags d o",
        3};
  };

  static constexpr const char* parapet_backend = "cloud";
  /// Else `TF_CLOUD_HOSTNAME`; default `app.terraform.io`.
  Str hostname{};
  /// Else `TF_CLOUD_ORGANIZATION`.
  Str organization{};
  Block<Workspaces> workspaces{};
  static inline constinit detail::Table* parapet_nested[] = {&Workspaces::parapet_table};
  static inline constinit detail::Table parapet_table{
      "hostname s o\n"
      "organization s o\n"
      "workspaces G o",
      3, parapet_nested};
};
static_assert(sizeof(cloud::Workspaces) == 3 * sizeof(void*));
static_assert(sizeof(cloud) == 3 * sizeof(void*));

}  // namespace parapet::backend
