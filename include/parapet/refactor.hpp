#pragma once

#include "parapet/construct.hpp"
#include "parapet/meta.hpp"
#include "parapet/resource.hpp"

namespace parapet {

/// `moved` block: what was called `from` in the state is now `to`. Addresses are Terraform's; use
/// `handle.node().address()`.
struct MovedOptions {
  Str from{};
  Str to{};
  static inline constinit detail::Table parapet_table{"from m r\nto m r", 2};
};
class Moved : public Construct {
 public:
  Moved(const Scope& scope, std::string_view id, const MovedOptions& options);
};

/// `import` block: takes an existing object into the state as `to`.
struct ImportOptions {
  ForEach for_each{};
  /// The provider's id of the existing object.
  Str id{};
  ProviderRef provider{};
  /// Terraform's address of the resource.
  Str to{};
  static inline constinit detail::Table parapet_table{"for_each m\nid s r\nprovider m\nto m r", 4};
};
class Import : public Construct {
 public:
  Import(const Scope& scope, std::string_view id, const ImportOptions& options);
};

/// What happens to an object whose block is gone.
struct RemovedLifecycle {
  /// False: forget the object, leave it running.
  Bool destroy{};
  static inline constinit detail::Table parapet_table{"destroy b r", 1};
};
/// `removed` block.
struct RemovedOptions {
  Str from{};
  Block<RemovedLifecycle> lifecycle{};
  List<Provisioner> provisioner{};
  static inline constinit detail::Table* parapet_nested[] = {&RemovedLifecycle::parapet_table};
  static inline constinit detail::Table parapet_table{"from m r\nlifecycle G o\nprovisioner m", 3, parapet_nested};
};
class Removed : public Construct {
 public:
  Removed(const Scope& scope, std::string_view id, const RemovedOptions& options);
};

/// A data source that only a check reads.
struct CheckData {
  Str type{};
  Str name{};
  Any config{};
};
/// `check` block: assertions that warn after every plan and apply.
struct CheckOptions {
  Block<Condition> assert_{};
  static inline constinit detail::Table* parapet_nested[] = {&Condition::parapet_table};
  static inline constinit detail::Table parapet_table{"assert B r", 1, parapet_nested};
};
class Check : public Construct {
 public:
  Check(const Scope& scope, std::string_view id, const CheckOptions& options);
  /// With a data source of its own: the assertions may refer to `data.TYPE.NAME`.
  Check(const Scope& scope, std::string_view id, const CheckData& data, const CheckOptions& options);
};

}  // namespace parapet
