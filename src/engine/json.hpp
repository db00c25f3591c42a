#pragma once

#include <nlohmann/json.hpp>
#include <string>

/// Looks into what engines print, whatever it is.
namespace parapet::engine {

using Json = nlohmann::json;

/// The member of an object; null where there is none.
inline const Json& member(const Json& json, const char* key) {
  static const Json nothing;
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() ? *found : nothing;
}

/// The text of a member; empty where there is none.
inline std::string text_at(const Json& json, const char* key) {
  const Json& found = member(json, key);
  return found.is_string() ? found.get<std::string>() : std::string();
}

}  // namespace parapet::engine
