#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/testing/document.hpp"

namespace parapet::testing::detail {

using Json = nlohmann::json;

struct Parsed {
  std::string stack;
  std::string text;
  Json json;
};

/// Section of a document that holds the blocks of a kind: `resource`, `data`; nullptr for kinds that have no names.
const char* section_of(NodeKind kind);

/// Steps of a path: separated by dots, `\.` is a dot in a name.
std::vector<std::string> split_path(std::string_view path);

/// What differs between what was expected and what is there, as "`path` is X, expected Y"; nothing when all is as
/// expected. `actual` may be nullptr.
std::vector<std::string> differences(const Json& expected, const Json* actual, const std::string& path);

/// The JSON behind a property; nullptr if unset.
inline const Json* json_of(const Property& property) { return static_cast<const Json*>(property.parapet_json()); }

}  // namespace parapet::testing::detail
