#include "guardrails/types.hpp"

#include <algorithm>
#include <unordered_map>

#include "parapet/guardrails/catalog.hpp"

namespace parapet::guardrails {

namespace {

constexpr std::string_view prefix_of_data = "data.";
constexpr std::string_view prefix_of_provider = "provider.";

const std::unordered_map<std::string_view, std::string_view>& type_aliases() {
  static const std::unordered_map<std::string_view, std::string_view> aliases = [] {
    std::unordered_map<std::string_view, std::string_view> all;
    for (const ProviderFacts& provider : compiled_providers()) {
      for (const TypeAlias& alias : provider.aliases) all.emplace(alias.type, alias.canonical);
    }
    return all;
  }();
  return aliases;
}

}  // namespace

std::string_view provider_part(std::string_view type) {
  for (std::string_view prefix : {prefix_of_data, prefix_of_provider}) {
    if (type.starts_with(prefix)) type.remove_prefix(prefix.size());
  }
  return type.substr(0, type.find('_'));
}

std::string_view canonical_type(std::string_view type) {
  const auto alias = type_aliases().find(type);
  return alias == type_aliases().end() ? type : alias->second;
}

bool is_identity(std::string_view type, std::string_view attribute) {
  const std::string_view name = provider_part(type);
  for (const ProviderFacts& provider : compiled_providers()) {
    if (provider.name() == name)
      return std::find(provider.identities.begin(), provider.identities.end(), attribute) != provider.identities.end();
  }
  return attribute == "id";
}

bool is_of_type(const DocumentBlock& block, std::string_view type) {
  bool data = type.starts_with(prefix_of_data);
  if (block.kind != (data ? NodeKind::data_source : NodeKind::resource)) return false;
  if (type == "*") return true;
  std::string_view name = data ? type.substr(prefix_of_data.size()) : type;
  return block.type == name || canonical_type(block.type) == name;
}

}  // namespace parapet::guardrails
