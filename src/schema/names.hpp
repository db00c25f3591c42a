#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "schema/schema.hpp"

/// The naming rule: what a provider's types, attributes and nested blocks are called in C++. Bindings, import, convert
/// and the module creator all take their names from here.
namespace parapet::schema {

/// Hands out names that are unique in one scope: a name that is taken gets `_` until it is free.
class NameScope {
 public:
  NameScope() = default;
  NameScope(std::initializer_list<std::string_view> taken) : taken_(taken.begin(), taken.end()) {}
  void reserve(std::string_view name) { taken_.emplace(name); }
  std::string claim(std::string name);

 private:
  std::set<std::string, std::less<>> taken_;
};

/// A provider's name as a C++ identifier: other characters than letters, digits and `_` become `_`; reserved words,
/// words that begin with `parapet_` and words that begin with a digit get a `_` (behind, or in front of the digit).
std::string identifier(std::string_view name);

/// `lifecycle_rule` -> `LifecycleRule`.
std::string pascal_case(std::string_view name);

/// Name of an attribute's function in handles and references: the identifier, and `node_` for `node`, which handles
/// have themselves.
std::string accessor_name(std::string_view name);

/// `random` -> `random_`: namespace of a provider's bindings, which also is the folder of its headers.
std::string namespace_name(std::string_view provider_name);

/// `6.66.0` -> `v6_66_0`: the inline namespace of one version's bindings.
std::string version_namespace(std::string_view version);

struct TypeNames {
  std::string aggregate;  ///< `s3_bucket`
  std::string handle;     ///< `S3Bucket`
  std::string scope;      ///< namespace of both, `::aws`, `::aws::data`
  std::string header;     ///< `aws/s3_bucket.hpp`, `aws/data/ami.hpp`

  /// `::aws::s3_bucket`
  std::string qualified_aggregate() const { return scope + "::" + aggregate; }
};

/// Names of all types of one provider. Terraform's prefix (`aws_`) is dropped; collisions are solved in bytewise order
/// of the types.
class ProviderNames {
 public:
  /// With an empty `name_space` the namespace follows from the provider's name.
  explicit ProviderNames(const ProviderSchema& provider, std::string_view name_space = {});

  const std::string& name_space() const { return name_space_; }
  /// The names of a type; for `Category::provider` those of its configuration, whatever `type` says. Throws Error for a
  /// type that the provider does not have.
  const TypeNames& of(Category category, std::string_view type) const;

 private:
  void add(Category category, const ProviderSchema& provider, NameScope scope);

  std::string name_space_;
  std::map<Category, std::map<std::string, TypeNames, std::less<>>> types_;
};

}  // namespace parapet::schema
