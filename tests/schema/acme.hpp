#pragma once

#include "schema/layout.hpp"
#include "schema/reader.hpp"

namespace parapet::schema::testing {

/// The schema with all the traps that the generator's tests use.
inline const ProviderSchema& acme() {
  static const Schema schema = read_schema_file(PARAPET_SOURCE_DIR "/tests/bindgen/acme/1.2.3.schema.json");
  return schema.provider();
}

/// An older version of it, without anything dynamic.
inline const ProviderSchema& old_acme() {
  static const Schema schema = read_schema_file(PARAPET_SOURCE_DIR "/tests/bindgen/acme/1.0.0.schema.json");
  return schema.provider();
}

inline Layout layout_in(const ProviderSchema& provider, const std::string& type,
                        Category category = Category::resource) {
  return layout_of(category, *provider.find(category, type), ProviderNames(provider).of(category, type));
}

}  // namespace parapet::schema::testing
