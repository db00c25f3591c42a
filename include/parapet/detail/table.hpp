#pragma once

#include <cstdint>
#include <string_view>

namespace parapet::detail {

struct TableInfo;

/// What the provider says of a struct of slots: one line per field, in the order of the members (alphabetical by the
/// provider's name): `name shape flags`, separated by newlines. Serializer, guardrails and messages read it.
///
/// Shapes: `s` string, `n` number, `b` boolean, `d` dynamic, `L`x list of x, `E`x set of x, `M`x map of x, `O` object
/// (list of objects is `LO`), `N` object of nested attributes (`nested_type`; `LN`, `EN`, `MN`), `B` blocks in a list,
/// `T` blocks in a set, `G` a single block, `P` blocks in a map; `m` meta-argument. Of an `O` every member is written,
/// null included, because Terraform refuses an element that leaves one out; of an `N`, as of blocks, only what is set.
/// Flags: `r` required, `o` optional, `c` computed, `s` sensitive, `w` write-only, `d` deprecated.
struct Table {
  const char* fields;
  std::uint16_t count;
  /// The tables of the fields whose shape ends in `O`, `N`, `B`, `T`, `G` or `P`, in field order; nullptr without any.
  Table* const* nested = nullptr;
  /// Parsed on first use.
  mutable const TableInfo* info = nullptr;
};

struct Field {
  std::string_view name;
  std::string_view shape;
  std::string_view flags;
  Table* nested = nullptr;
  bool has(char flag) const { return flags.find(flag) != std::string_view::npos; }
  bool is_meta() const { return shape == "m"; }
};

struct TableInfo {
  const Field* fields;
  std::uint16_t count;
  /// Position of the field called `name`, -1 if there is none.
  int find(std::string_view name) const;
};

/// The fields of a table; parsed once and kept for the life of the process.
const TableInfo& info_of(const Table& table);

/// Where a provider comes from; one per set of bindings.
struct ProviderInfo {
  const char* name;     ///< local name, `aws`
  const char* source;   ///< `hashicorp/aws`
  const char* version;  ///< exact version of the schema, `6.66.0`
};

/// A resource, data source, ephemeral resource or provider type.
struct TypeInfo {
  const char* name;  ///< Terraform's type, `aws_db_instance`; for a provider its local name
  const ProviderInfo* provider;
  Table* table;
};

}  // namespace parapet::detail
