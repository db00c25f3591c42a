#pragma once

#include <memory>
#include <string>
#include <vector>

#include "schema/names.hpp"
#include "schema/schema.hpp"

/// The structs that bindings have for one type: names, order, shapes and which of them are the same.
namespace parapet::schema {

struct Struct;

struct Field {
  enum class Role { attribute, block, meta };
  std::string name;      ///< the provider's
  std::string member;    ///< in the aggregate
  std::string accessor;  ///< in handles and references
  Role role = Role::attribute;
  bool settable = true;  ///< has a member
  std::string shape;     ///< letters of parapet/detail/table.hpp
  std::string flags;
  std::string slot;                ///< C++ type of the member
  std::string nested_name;         ///< what the struct of the values is called here: `Versioning`
  const Struct* nested = nullptr;  ///< that struct; nullptr when values have none
  bool declares = false;           ///< the struct is declared here; elsewhere the name is an alias of it

  bool is_meta() const { return role == Role::meta; }
};

struct Struct {
  std::string name;       ///< `Versioning`; of the type itself `s3_bucket`
  std::string qualified;  ///< `::aws::s3_bucket::Versioning`
  bool settable = true;   ///< false: only read, so that there is a reference class and no members
  std::vector<Field> fields;

  /// The number of members.
  std::size_t member_count() const;
};

/// All structs of one type. Those with the same fields all the way down exist once, under the name of the first in
/// order of the file.
struct Layout {
  Category category = Category::resource;
  std::string type;  ///< Terraform's
  TypeNames names;
  std::vector<std::unique_ptr<Struct>> structs;  ///< the first is the configuration itself; fields point to the others

  const Struct& top() const { return *structs.front(); }
};

/// The layout of a type, meta-arguments included. Throws Error when an attribute has the name of a meta-argument.
Layout layout_of(Category category, const ResourceType& type, const TypeNames& names);

/// The layout of the inputs of a Terraform module, as attributes of a block; without meta-arguments.
Layout layout_of_module(const std::string& module, const Block& inputs, const TypeNames& names);

/// The layout of the provider's configuration.
Layout layout_of_provider(const ProviderSchema& provider, const TypeNames& names);

}  // namespace parapet::schema
