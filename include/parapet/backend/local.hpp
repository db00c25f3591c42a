#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in a file on the machine where Terraform runs. No locking across machines.
struct local {
  static constexpr const char* parapet_backend = "local";
  /// Default `terraform.tfstate`.
  Str path{};
  Str workspace_dir{};
  static inline constinit detail::Table parapet_table{
      "path s o\n"
      "workspace_dir s o",
      2};
};
static_assert(sizeof(local) == 2 * sizeof(void*));

}  // namespace parapet::backend
