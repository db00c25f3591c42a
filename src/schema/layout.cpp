#include "schema/layout.hpp"

#include <algorithm>
#include <unordered_map>

#include "parapet/error.hpp"
#include "schema/meta_arguments.hpp"
#include "schema/shape.hpp"

namespace parapet::schema {

namespace {

/// Where the fields of a struct come from: one of a block, a nested type and an object type.
struct Source {
  const Block* block = nullptr;
  const NestedType* nested = nullptr;
  const Type* object = nullptr;
  bool settable = true;

  explicit operator bool() const { return block || nested || object; }
  const void* key() const {
    return block ? static_cast<const void*>(block) : nested ? static_cast<const void*>(nested) : object;
  }
};

/// A field before it has names.
struct Raw {
  std::string_view name;
  Field::Role role = Field::Role::attribute;
  bool settable = true;
  std::string shape;
  std::string flags;
  Source child;
};

/// The object type at the end of a chain of lists, sets and maps; nullptr if something else is there.
const Type* object_in(const Type& type) {
  if (type.kind == Type::Kind::object) return &type;
  return type.element.empty() ? nullptr : object_in(type.element.front());
}

Raw raw_attribute(const Attribute& attribute, bool settable) {
  settable = settable && attribute.settable();
  Source child{nullptr, attribute.nested.get(), attribute.nested ? nullptr : object_in(attribute.type), settable};
  return {attribute.name, Field::Role::attribute, settable, shape_of(attribute), flags_of(attribute), child};
}

Raw raw_block(const NestedBlock& block) {
  return {block.name,      Field::Role::block, true,
          shape_of(block), flags_of(block),    Source{&block.block, nullptr, nullptr, true}};
}

/// Members of objects have no flags of their own; null is accepted for each.
Raw raw_member(const ObjectMember& member, bool settable) {
  Source child{nullptr, nullptr, object_in(member.type), settable};
  return {member.name, Field::Role::attribute, settable, shape_of(member.type), settable ? "o" : "c", child};
}

std::vector<Raw> raw_fields(const Source& source) {
  std::vector<Raw> fields;
  if (source.object) {
    for (const ObjectMember& member : source.object->members) fields.push_back(raw_member(member, source.settable));
    return fields;
  }
  for (const Attribute& attribute : source.block ? source.block->attributes : source.nested->attributes) {
    fields.push_back(raw_attribute(attribute, source.settable));
  }
  if (!source.block) return fields;
  const std::size_t attributes = fields.size();
  for (const NestedBlock& block : source.block->blocks) fields.push_back(raw_block(block));
  std::inplace_merge(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(attributes), fields.end(),
                     [](const Raw& left, const Raw& right) { return left.name < right.name; });
  return fields;
}

/// Numbers structures so that two have the same number exactly when all their fields are the same, all the way down.
class Identities {
 public:
  int of(const Source& source) {
    const auto known = by_source_.find(source.key());
    if (known != by_source_.end()) return known->second;
    std::string signature = source.settable ? "w" : "r";
    for (const Raw& field : raw_fields(source)) describe(field, signature);
    const int id =
        by_signature_.try_emplace(std::move(signature), static_cast<int>(by_signature_.size())).first->second;
    by_source_.emplace(source.key(), id);
    return id;
  }

 private:
  void describe(const Raw& field, std::string& signature) {
    signature += field.name;
    signature += ' ';
    signature += field.shape;
    signature += ' ';
    signature += field.flags;
    if (field.child) signature += ' ' + std::to_string(of(field.child));
    signature += '\n';
  }

  std::unordered_map<const void*, int> by_source_;
  std::unordered_map<std::string, int> by_signature_;
};

class Builder {
 public:
  explicit Builder(Layout& layout) : layout_(layout) {}

  void build_top(const Block& block, std::span<const MetaArgument> meta) {
    Struct& top = *layout_.structs.emplace_back(std::make_unique<Struct>());
    top.name = layout_.names.aggregate;
    top.qualified = layout_.names.qualified_aggregate();
    std::vector<Raw> fields = raw_fields(Source{&block, nullptr, nullptr, true});
    for (const MetaArgument& argument : meta) check_is_free(argument, block);
    fill(top, fields, meta);
  }

 private:
  void check_is_free(const MetaArgument& argument, const Block& block) const {
    if (!block.attribute(argument.name) && !block.block(argument.name)) return;
    throw Error(layout_.type + ": `" + std::string(argument.name) +
                "` is a meta-argument of the engine, but the schema has an attribute or block of this name");
  }

  void fill(Struct& target, const std::vector<Raw>& raw, std::span<const MetaArgument> meta) {
    NameScope members;
    NameScope accessors{"Ref", "Config", layout_.names.handle};
    for (const Raw& field : raw) target.fields.push_back(named(field, members, accessors));
    NameScope types{"Ref", target.name};
    for (const Field& field : target.fields) {
      types.reserve(field.member);
      types.reserve(field.accessor);
    }
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i].child) attach(target, target.fields[i], raw[i].child, types);
    }
    for (Field& field : target.fields) field.slot = slot_type(field.shape, field.flags, field.nested_name);
    add_meta(target, meta);
  }

  static Field named(const Raw& raw, NameScope& members, NameScope& accessors) {
    Field field;
    field.name = raw.name;
    field.member = members.claim(identifier(raw.name));
    field.accessor = accessors.claim(accessor_name(raw.name));
    field.role = raw.role;
    field.settable = raw.settable;
    field.shape = raw.shape;
    field.flags = raw.flags;
    return field;
  }

  /// Gives a field its struct: the one of the same structure if there is one already, else a new one inside `parent`.
  void attach(const Struct& parent, Field& field, const Source& child, NameScope& types) {
    field.nested_name = types.claim(pascal_case(field.name));
    const int identity = identities_.of(child);
    const auto known = by_identity_.find(identity);
    field.declares = known == by_identity_.end();
    field.nested = field.declares ? declare(parent, field.nested_name, child) : known->second;
    by_identity_.emplace(identity, field.nested);
  }

  const Struct* declare(const Struct& parent, const std::string& name, const Source& source) {
    Struct& declared = *layout_.structs.emplace_back(std::make_unique<Struct>());
    declared.name = name;
    declared.qualified = parent.qualified + "::" + name;
    declared.settable = source.settable;
    fill(declared, raw_fields(source), {});
    return &declared;
  }

  static void add_meta(Struct& target, std::span<const MetaArgument> meta) {
    for (const MetaArgument& argument : meta) {
      Field field;
      field.name = argument.name;
      field.member = argument.name;
      field.role = Field::Role::meta;
      field.shape = argument.shape;
      field.flags = argument.flags;
      field.slot = argument.slot;
      target.fields.push_back(field);
    }
    std::sort(target.fields.begin(), target.fields.end(),
              [](const Field& left, const Field& right) { return left.name < right.name; });
  }

  Layout& layout_;
  Identities identities_;
  std::unordered_map<int, const Struct*> by_identity_;
};

Layout build(Category category, const std::string& type, const Block& block, const TypeNames& names) {
  Layout layout{category, type, names, {}};
  Builder(layout).build_top(block, meta_arguments(category));
  return layout;
}

}  // namespace

std::size_t Struct::member_count() const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [](const Field& field) { return field.settable; }));
}

Layout layout_of(Category category, const ResourceType& type, const TypeNames& names) {
  return build(category, type.name, type.block, names);
}

Layout layout_of_module(const std::string& module, const Block& inputs, const TypeNames& names) {
  Layout layout{Category::resource, module, names, {}};
  Builder(layout).build_top(inputs, {});
  return layout;
}

Layout layout_of_provider(const ProviderSchema& provider, const TypeNames& names) {
  return build(Category::provider, provider.name, provider.config, names);
}

}  // namespace parapet::schema
