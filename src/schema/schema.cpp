#include "schema/schema.hpp"

#include <algorithm>

#include "parapet/error.hpp"

namespace parapet::schema {

namespace {

template <class T>
const T* find_by_name(const std::vector<T>& sorted, std::string_view name) {
  auto found = std::lower_bound(sorted.begin(), sorted.end(), name,
                                [](const T& item, std::string_view key) { return item.name < key; });
  return found != sorted.end() && found->name == name ? &*found : nullptr;
}

std::string list_of(const std::vector<ProviderSchema>& providers) {
  std::string text;
  for (const ProviderSchema& provider : providers) text += (text.empty() ? "" : ", ") + provider.source;
  return text.empty() ? "none" : text;
}

}  // namespace

const Attribute* Block::attribute(std::string_view name) const { return find_by_name(attributes, name); }
const NestedBlock* Block::block(std::string_view name) const { return find_by_name(blocks, name); }

const std::vector<ResourceType>& ProviderSchema::types(Category category) const {
  static const std::vector<ResourceType> none;
  switch (category) {
    case Category::resource:
      return resources;
    case Category::data_source:
      return data_sources;
    case Category::ephemeral_resource:
      return ephemeral_resources;
    case Category::provider:
      break;
  }
  return none;
}

const ResourceType* ProviderSchema::find(Category category, std::string_view type) const {
  return find_by_name(types(category), type);
}

const ProviderSchema& Schema::provider(std::string_view source) const {
  if (source.empty() && providers.size() == 1) return providers.front();
  for (const ProviderSchema& provider : providers) {
    if (!source.empty() && (provider.source == source || provider.address == source)) return provider;
  }
  if (source.empty()) throw Error("the schema has several providers or none: name one of " + list_of(providers));
  throw Error("the schema has no provider `" + std::string(source) + "`; it has " + list_of(providers));
}

}  // namespace parapet::schema
