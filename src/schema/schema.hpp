#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What a provider says of itself in `terraform providers schema -json`, as plain structs. Everything that has a name
/// is sorted bytewise by it: that order is the order of members in the bindings and in every generated file.
namespace parapet::schema {

struct ObjectMember;

/// Type of an attribute.
struct Type {
  enum class Kind { string, number, boolean, dynamic, list, set, map, object };
  Kind kind = Kind::dynamic;
  std::vector<Type> element;          ///< exactly one for list, set and map
  std::vector<ObjectMember> members;  ///< of an object
};

struct ObjectMember {
  std::string name;
  Type type;
};

/// How often a nested block or object occurs. `group` is Terraform's name for a single block that is never null.
enum class Nesting { single, group, list, set, map };

struct Attribute;

/// Attributes inside an attribute (`nested_type`, made by plugin-framework providers). Unlike the members of an object
/// type they are written only when set.
struct NestedType {
  Nesting nesting = Nesting::single;
  std::vector<Attribute> attributes;
};

struct Attribute {
  std::string name;
  Type type;                                 ///< meaningless when `nested` is there
  std::shared_ptr<const NestedType> nested;  ///< nullptr for an attribute with a type
  bool required = false;
  bool optional = false;
  bool computed = false;
  bool sensitive = false;
  bool write_only = false;
  bool deprecated = false;
  std::string description;

  /// Whether a configuration may set it.
  bool settable() const { return required || optional; }
};

struct NestedBlock;

struct Block {
  std::vector<Attribute> attributes;
  std::vector<NestedBlock> blocks;
  bool deprecated = false;
  std::string description;

  /// The attribute or nested block called `name`; nullptr if there is none.
  const Attribute* attribute(std::string_view name) const;
  const NestedBlock* block(std::string_view name) const;
};

struct NestedBlock {
  std::string name;
  Nesting nesting = Nesting::list;
  unsigned min_items = 0;
  unsigned max_items = 0;  ///< 0: any number
  Block block;
};

/// The kinds of things that bindings are made for.
enum class Category { resource, data_source, ephemeral_resource, provider };

struct ResourceType {
  std::string name;  ///< Terraform's type, `aws_db_instance`
  Block block;
};

struct ProviderSchema {
  std::string address;  ///< as in the file: `registry.terraform.io/hashicorp/aws`
  std::string source;   ///< `hashicorp/aws`; other registries than the public ones keep their host name
  std::string name;     ///< `aws`
  Block config;         ///< the provider's own configuration
  std::vector<ResourceType> resources;
  std::vector<ResourceType> data_sources;
  std::vector<ResourceType> ephemeral_resources;

  /// The types of a category; for `Category::provider` none.
  const std::vector<ResourceType>& types(Category category) const;
  /// A type by Terraform's name; nullptr if the provider has none of that category.
  const ResourceType* find(Category category, std::string_view type) const;
};

struct Schema {
  std::vector<ProviderSchema> providers;

  /// The provider with this source or address; with an empty `source` the only one. Throws Error that lists the
  /// providers there are.
  const ProviderSchema& provider(std::string_view source = {}) const;
};

}  // namespace parapet::schema
