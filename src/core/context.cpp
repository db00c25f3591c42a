#include "context.hpp"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "parapet/error.hpp"

namespace parapet::detail {

namespace {

const Value* value_of(const nlohmann::json& json) {
  switch (json.type()) {
    case nlohmann::json::value_t::boolean:
      return make_boolean(json.get<bool>());
    case nlohmann::json::value_t::number_integer:
      return make_integer(json.get<std::int64_t>());
    case nlohmann::json::value_t::number_unsigned:
      return make_natural(json.get<std::uint64_t>());
    case nlohmann::json::value_t::number_float:
      return make_real(json.get<double>());
    case nlohmann::json::value_t::string:
      return make_text(json.get_ref<const std::string&>());
    case nlohmann::json::value_t::array: {
      std::vector<const Value*> items;
      for (const auto& item : json) items.push_back(value_of(item));
      return make_list(items.data(), items.size());
    }
    case nlohmann::json::value_t::object: {
      std::vector<Entry> entries;
      for (const auto& [key, item] : json.items()) entries.push_back({make_text(key), value_of(item)});
      return make_map(entries.data(), entries.size());
    }
    default:
      return make_null();
  }
}

void set_all(const Node& app, const nlohmann::json& json, const std::string& where) {
  if (!json.is_object()) throw Error(where + ": expected a JSON object with one member per context key");
  for (const auto& [key, value] : json.items()) app.set_context(key, Any(Ref<Any>(value_of(value))));
}

}  // namespace

void read_context(const Node& app) {
  std::ifstream file("cdktf.json", std::ios::binary);
  if (file) {
    const nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
    if (json.is_discarded() || !json.is_object()) throw Error("cdktf.json: expected a JSON object; check its syntax");
    if (json.contains("context")) set_all(app, json["context"], "cdktf.json: /context");
  }
  if (const char* given = std::getenv("CDKTF_CONTEXT_JSON"); given != nullptr && *given != '\0') {
    set_all(app, nlohmann::json::parse(given, nullptr, false), "CDKTF_CONTEXT_JSON");
  }
}

}  // namespace parapet::detail
