#include "../kms.hpp"

#include <aws/kms_alias.hpp>

#include "parts.hpp"

namespace secure {

namespace kms {

/// Builds what belongs to a key.
class Parts : secure::Parts {
 public:
  Parts(const parapet::Scope& scope, const aws::kms_key& config) : secure::Parts(scope, config) {}

  void build(const aws::KmsKey& key, const key_options& options) {
    const parapet::Str name = is_absent(options.alias) ? own_name(key) : options.alias;
    if (is_unset(name)) return;
    add_below<aws::KmsAlias>(key, "alias", {.name = name, .target_key_id = instance_of(key).key_id()});
    finish(key);
  }

 private:
  /// Instances cannot share a name.
  parapet::Str own_name(const aws::KmsKey& key) const {
    return has_instances() ? parapet::Str() : parapet::Str("alias/" + std::string(key.node().path()));
  }
};

}  // namespace kms

Key::Key(parapet::Scope scope, std::string_view id, const aws::kms_key& config, const key_options& options)
    : Secured(scope, id, config) {
  kms::Parts(scope, config).build(*this, options);
}

}  // namespace secure
