#include "import/wanted_folder.hpp"

#include <map>

#include "import/json_literal.hpp"

namespace parapet::importing {

namespace {

std::string wanted_address(const std::vector<WantedResource>& wanted, std::size_t position) {
  return wanted[position].type + ".wanted_" + std::to_string(position);
}

}  // namespace

std::string wanted_document(const std::vector<WantedResource>& wanted, const std::string& source,
                            const std::string& version, const Json& provider) {
  const std::string name = source.substr(source.rfind('/') + 1);
  Json document;
  document["terraform"]["required_providers"][name] = {{"source", source}, {"version", version}};
  document["provider"][name] = Json::array({provider});
  for (std::size_t i = 0; i < wanted.size(); ++i)
    document["import"].push_back({{"id", json_literal(wanted[i].id)}, {"to", wanted_address(wanted, i)}});
  return document.dump(2) + "\n";
}

std::vector<StateResource> read_wanted_plan(std::string_view plan, const std::vector<WantedResource>& wanted,
                                            std::vector<std::string>& missing) {
  const Json json = guardrails::parse_json(plan, "the engine's plan");
  std::vector<Note> notes;
  std::vector<StateResource> resources;
  if (json.is_object() && json.contains("prior_state"))
    resources = read_state(json.at("prior_state").dump(), "the engine's plan, /prior_state", notes);
  std::map<std::string, std::size_t> positions;
  for (std::size_t i = 0; i < wanted.size(); ++i) positions[wanted_address(wanted, i)] = i;
  for (StateResource& resource : resources) {
    const auto found = positions.find(resource.address);
    if (found == positions.end()) continue;
    const WantedResource& one = wanted[found->second];
    resource.import_id = one.id;
    resource.name = one.name;
    resource.address = one.type + " `" + one.id + "`";
    positions.erase(found);
  }
  for (const auto& [address, position] : positions)
    missing.push_back(wanted[position].type + " `" + wanted[position].id + "`");
  return resources;
}

}  // namespace parapet::importing
