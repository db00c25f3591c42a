#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "modules/build.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "schema/reader.hpp"

/// A cloud small enough to be read in a test.
namespace parapet::modules::test {

/// A schema of the provider acme; `types` is an object of types and their blocks.
inline schema::Schema schema_of(const std::string& types) {
  Json all = Json::object();
  const Json blocks = Json::parse(types);
  for (const auto& [type, block] : blocks.items()) all[type] = {{"version", 0}, {"block", block}};
  const Json schema = {
      {"format_version", "1.0"},
      {"provider_schemas", {{"registry.terraform.io/shops/acme", {{"resource_schemas", all}}}}},
  };
  return schema::read_schema(schema.dump(), "acme.json");
}

/// A requirement as the catalog writes it; `more` are further fields, or others than here.
inline std::string record(const std::string& id, const std::string& resource, const std::string& require,
                          const std::string& more = "{}") {
  Json json = {{"ID", id},
               {"name", "Name of " + id + "."},
               {"description", "-"},
               {"cloudProvider", "ACME"},
               {"domain", "data protection"},
               {"severity", "low"},
               {"tier", "baseline"},
               {"resource", resource},
               {"require", Json::parse(require)},
               {"fix", "Fix."},
               {"sources", Json::object()}};
  json.update(Json::parse(more));
  return json.dump();
}

inline std::string settings_with(const std::string& more = "{}") {
  Json json = {{"engine", ">= 1.9"},
               {"inputs", {{"key", {{"type", "string"}, {"description", "The key."}, {"example", "key-1"}}}}},
               {"shared", Json::object()},
               {"left_out", Json::object()}};
  json.update(Json::parse(more));
  return json.dump();
}

class Cloud {
 public:
  Cloud(const std::string& types, const std::vector<std::string>& records, const std::string& settings = settings_with())
      : schema(schema_of(types)), settings(read_settings(settings, "modules.json")) {
    std::string list;
    for (const std::string& one : records) list += (list.empty() ? "" : ",") + one;
    catalog_.read("[" + list + "]", "shop.json");
    for (const guardrails::Requirement& requirement : catalog_.requirements()) requirements.push_back(&requirement);
    std::sort(requirements.begin(), requirements.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  }
  Cloud(const Cloud&) = delete;
  Cloud& operator=(const Cloud&) = delete;

  Division division(const std::string& version = "2.0.0", guardrails::Tier tier = guardrails::Tier::regulated) const {
    return Division({requirements, schema.provider(), version, settings, tier});
  }
  Module module(const std::string& service = "shop") const { return build_module(division(), service); }

  const schema::Schema schema;
  const Settings settings;
  std::vector<const guardrails::Requirement*> requirements;

 private:
  guardrails::Catalog catalog_;
};

}  // namespace parapet::modules::test
