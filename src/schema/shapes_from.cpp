#include "schema/shapes_from.hpp"

#include <algorithm>

namespace parapet::schema {

namespace {

bool is_dynamic(const Attribute& attribute) { return !attribute.nested && attribute.type.kind == Type::Kind::dynamic; }

template <class T>
const T* find_named(const std::vector<T>& items, const std::string& name) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

void take_type(Type& target, const Type& other) {
  if (target.kind == Type::Kind::dynamic) {
    target = other;
    return;
  }
  if (target.kind != other.kind) return;
  if (!target.element.empty()) take_type(target.element.front(), other.element.front());
  for (ObjectMember& member : target.members) {
    if (const ObjectMember* same = find_named(other.members, member.name)) take_type(member.type, same->type);
  }
}

void take_attributes(std::vector<Attribute>& target, const std::vector<Attribute>& other);

void take_attribute(Attribute& target, const Attribute& other) {
  if (target.nested && other.nested) {
    auto merged = std::make_shared<NestedType>(*target.nested);
    take_attributes(merged->attributes, other.nested->attributes);
    target.nested = merged;
  } else if (is_dynamic(target) && other.nested) {
    target.nested = other.nested;
  } else if (!target.nested && !other.nested) {
    take_type(target.type, other.type);
  }
}

void take_attributes(std::vector<Attribute>& target, const std::vector<Attribute>& other) {
  for (Attribute& attribute : target) {
    if (const Attribute* same = find_named(other, attribute.name)) take_attribute(attribute, *same);
  }
}

/// An attribute that is dynamic here and a nested block there becomes that block.
void take_blocks(Block& target, const Block& other) {
  const auto is_block_there = [&](const Attribute& attribute) {
    return is_dynamic(attribute) && other.block(attribute.name);
  };
  for (const Attribute& attribute : target.attributes) {
    if (is_block_there(attribute)) target.blocks.push_back(*other.block(attribute.name));
  }
  std::erase_if(target.attributes, is_block_there);
  std::sort(target.blocks.begin(), target.blocks.end(),
            [](const NestedBlock& left, const NestedBlock& right) { return left.name < right.name; });
}

void take_block(Block& target, const Block& other) {
  take_blocks(target, other);
  take_attributes(target.attributes, other.attributes);
  for (NestedBlock& block : target.blocks) {
    if (const NestedBlock* same = other.block(block.name)) take_block(block.block, same->block);
  }
}

void take_types(std::vector<ResourceType>& target, const ProviderSchema& other, Category category) {
  for (ResourceType& type : target) {
    if (const ResourceType* same = other.find(category, type.name)) take_block(type.block, same->block);
  }
}

}  // namespace

void take_shapes(ProviderSchema& target, const ProviderSchema& other) {
  take_block(target.config, other.config);
  take_types(target.resources, other, Category::resource);
  take_types(target.data_sources, other, Category::data_source);
  take_types(target.ephemeral_resources, other, Category::ephemeral_resource);
}

}  // namespace parapet::schema
