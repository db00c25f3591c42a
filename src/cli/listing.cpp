#include "cli/listing.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace parapet::cli {

using Json = nlohmann::ordered_json;

namespace {

std::string json_listing(const assembly::Assembly& assembly, const assembly::Waves& waves) {
  Json stacks = Json::array();
  for (std::size_t wave = 0; wave < waves.size(); ++wave) {
    for (const std::string& name : waves[wave]) {
      const assembly::Stack& stack = *assembly.find(name);
      stacks.push_back(Json{{"name", name},
                            {"wave", wave},
                            {"dependencies", stack.dependencies},
                            {"folder", stack.folder.generic_string()},
                            {"document", stack.document.generic_string()}});
    }
  }
  return Json{{"stacks", stacks}}.dump(2) + "\n";
}

}  // namespace

std::string listing(const assembly::Assembly& assembly, bool json) {
  const assembly::Waves waves = assembly::waves_of(assembly, assembly::select_stacks(assembly, {}));
  if (json) return json_listing(assembly, waves);
  std::size_t width = 0;
  for (const assembly::Stack& stack : assembly.stacks) width = std::max(width, stack.name.size());
  std::string text;
  for (const std::vector<std::string>& wave : waves) {
    for (const std::string& name : wave) {
      const assembly::Stack& stack = *assembly.find(name);
      text += name + std::string(width - name.size() + 2, ' ') + stack.document.generic_string();
      for (std::size_t i = 0; i < stack.dependencies.size(); ++i)
        text += (i == 0 ? "  after " : ", ") + stack.dependencies[i];
      text += "\n";
    }
  }
  return text;
}

}  // namespace parapet::cli
