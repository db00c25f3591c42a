#pragma once

#include "parapet/value.hpp"

namespace parapet::backend {

/// State in a PostgreSQL database.
///
/// The connection string holds a password, so there is no way to give `conn_str` here: set `PG_CONN_STR`, or libpq's
/// `PGHOST`, `PGUSER`, `PGPASSWORD`, ...
struct pg {
  static constexpr const char* parapet_backend = "pg";
  /// OpenTofu only.
  Str index_name{};
  /// Default `terraform_remote_state`.
  Str schema_name{};
  Bool skip_index_creation{};
  Bool skip_schema_creation{};
  Bool skip_table_creation{};
  /// OpenTofu only.
  Str table_name{};
  static inline constinit detail::Table parapet_table{
      "index_name s o\n"
      "schema_name s o\n"
      "skip_index_creation b o\n"
      "skip_schema_creation b o\n"
      "skip_table_creation b o\n"
      "table_name s o",
      6};
};
static_assert(sizeof(pg) == 6 * sizeof(void*));

}  // namespace parapet::backend
