#include "../kms.hpp"

#include <aws/kms_alias.hpp>
#include <string>

#include "region.hpp"

namespace secure {

namespace {

bool has_instances(const aws::kms_key& config) {
  return config.count.parapet_value() != nullptr || config.for_each.parapet_value() != nullptr;
}

parapet::Str alias_of(const Key& key, const aws::kms_key& config, const key_options& options) {
  const parapet::detail::Value* alias = options.alias.parapet_value();
  if (alias != nullptr) return alias->kind == parapet::detail::Kind::null ? parapet::Str() : options.alias;
  return has_instances(config) ? parapet::Str() : parapet::Str("alias/" + std::string(key.node().path()));
}

parapet::Str target_of(const Key& key, const aws::kms_key& config) {
  if (config.for_each.parapet_value() != nullptr) return key[parapet::each::key()].key_id();
  if (config.count.parapet_value() != nullptr) return key[parapet::count_index()].key_id();
  return key.key_id();
}

template <class Alias>
Alias alias_config(const Key& key, const aws::kms_key& config, const parapet::Str& name) {
  Alias alias{
      .count = config.count,
      .for_each = config.for_each,
      .name = name,
      .provider = config.provider,
      .target_key_id = target_of(key, config),
  };
  copy_region(alias, config);
  return alias;
}

}  // namespace

Key::Key(parapet::Scope scope, std::string_view id, const aws::kms_key& config, const key_options& options)
    : Secured(scope, id, config) {
  const parapet::Str name = alias_of(*this, config, options);
  if (name.parapet_value() == nullptr) return;
  aws::KmsAlias(parapet::Scope(*this, scope.where()), "alias", alias_config<aws::kms_alias>(*this, config, name));
}

}  // namespace secure
