#include "schema/names.hpp"

#include <ranges>

#include "core/nearest.hpp"
#include "parapet/error.hpp"
#include "schema/reserved.hpp"

namespace parapet::schema {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

/// Only characters of identifiers, and no digit in front.
std::string spelled(std::string_view name) {
  std::string text(name);
  for (char& c : text) {
    if (!is_letter(c) && !is_digit(c)) c = '_';
  }
  return text.empty() || is_digit(text.front()) ? "_" + text : text;
}

/// Terraform's rule: a type's name up to the first `_` names its provider. A type without `_` is called like the
/// provider itself.
std::string_view without_prefix(std::string_view type) { return type.substr(type.find('_') + 1); }

std::string_view folder_of(Category category) {
  return category == Category::data_source ? "data" : category == Category::ephemeral_resource ? "ephemeral" : "";
}

}  // namespace

std::string NameScope::claim(std::string name) {
  while (!taken_.insert(name).second) name += '_';
  return name;
}

std::string identifier(std::string_view name) {
  std::string text = spelled(name);
  return is_reserved_word(text) || text.starts_with("parapet_") ? text + "_" : text;
}

std::string pascal_case(std::string_view name) {
  std::string result;
  bool starts_word = true;
  for (char c : spelled(name)) {
    if (c == '_') {
      starts_word = true;
      continue;
    }
    result += starts_word && is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    starts_word = false;
  }
  return result.empty() || is_digit(result.front()) ? "_" + result : result;
}

std::string accessor_name(std::string_view name) { return name == "node" ? "node_" : identifier(name); }

std::string namespace_name(std::string_view provider_name) {
  std::string name = identifier(provider_name);
  return is_taken_globally(name) ? name + "_" : name;
}

std::string version_namespace(std::string_view version) { return "v" + spelled("_" + std::string(version)).substr(1); }

ProviderNames::ProviderNames(const ProviderSchema& provider, std::string_view name_space)
    : name_space_(name_space.empty() ? namespace_name(provider.name) : std::string(name_space)) {
  const std::string scope = "::" + name_space_;
  types_[Category::provider][provider.name] = {"provider", "Provider", scope, name_space_ + "/provider.hpp"};
  add(Category::resource, provider, NameScope{"data", "ephemeral", "provider", "Provider"});
  add(Category::data_source, provider, NameScope{});
  add(Category::ephemeral_resource, provider, NameScope{});
}

void ProviderNames::add(Category category, const ProviderSchema& provider, NameScope scope) {
  const std::string folder(folder_of(category));
  const std::string path = folder.empty() ? name_space_ : name_space_ + "/" + folder;
  const std::string name_space = folder.empty() ? "::" + name_space_ : "::" + name_space_ + "::" + folder;
  auto& names = types_[category];
  for (const ResourceType& type : provider.types(category)) {
    const std::string aggregate = scope.claim(identifier(without_prefix(type.name)));
    names[type.name] = {aggregate, "", name_space, path + "/" + aggregate + ".hpp"};
  }
  for (auto& [type, named] : names) named.handle = scope.claim(pascal_case(without_prefix(type)));
}

const TypeNames& ProviderNames::of(Category category, std::string_view type) const {
  const auto& names = types_.at(category);
  if (category == Category::provider) return names.begin()->second;
  auto found = names.find(type);
  if (found != names.end()) return found->second;
  const std::vector<std::string_view> known(std::views::keys(names).begin(), std::views::keys(names).end());
  throw Error("the provider has no type `" + std::string(type) + "` of that kind" + detail::did_you_mean(type, known));
}

}  // namespace parapet::schema
