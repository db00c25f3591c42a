#include "cli/module_folder.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "cli/files.hpp"
#include "guardrails/json.hpp"
#include "modules/render.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* list_name = ".parapet-modules.json";
constexpr const char* file_names[] = {"main.tf", "variables.tf", "notes.md"};

/// Anything else would lead out of the folder.
bool is_service(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// The services whose modules were written here before.
std::set<std::string> written_before(const fs::path& list) {
  if (!fs::exists(fs::symlink_status(list))) return {};
  const std::string file = list.string();
  const guardrails::Json json = guardrails::parse_json(read_file(list), file);
  const guardrails::At root(json, file);
  root.expect_object().only({"modules"});
  if (!root.has("modules"))
    root.refuse("`modules` is missing; delete the file, and the folders of modules that are gone");
  const std::vector<std::string> names = root.member("modules").texts();
  for (const std::string& name : names) {
    if (!is_service(name))
      root.refuse("\"" + name + "\" is no service; delete the file, and the folders of modules that are gone");
  }
  return {names.begin(), names.end()};
}

/// A folder that a link stands for is not ours.
void remove_module(const fs::path& folder) {
  if (fs::symlink_status(folder).type() != fs::file_type::directory) return;
  std::error_code problem;
  for (const char* name : file_names) {
    fs::remove(folder / name, problem);
    if (problem) throw WriteError((folder / name).string() + ": cannot be removed: " + problem.message());
  }
  if (fs::is_empty(folder, problem)) fs::remove(folder, problem);
}

void write_module(const fs::path& folder, const modules::Module& module) {
  const std::string texts[] = {modules::main_file(module), modules::variables_file(module),
                               modules::notes_file(module)};
  for (std::size_t i = 0; i < std::size(texts); ++i) write_file(folder / file_names[i], texts[i]);
}

void write_list(const fs::path& list, const std::set<std::string>& services) {
  write_file(list, guardrails::Json{{"modules", services}}.dump(2) + "\n");
}

}  // namespace

void write_modules(const fs::path& out, const std::vector<modules::Module>& made, bool all) {
  const fs::path list = out / list_name;
  std::set<std::string> services = written_before(list), gone = services;
  for (const modules::Module& module : made) {
    services.insert(module.service);
    gone.erase(module.service);
  }
  // Before the modules themselves: what is written and cut short is known the next time.
  write_list(list, services);
  for (const modules::Module& module : made) write_module(out / module.service, module);
  if (!all) return;
  write_file(out / "index.html", modules::index_page(made));
  for (const std::string& service : gone) {
    remove_module(out / service);
    services.erase(service);
  }
  write_list(list, services);
}

}  // namespace parapet::cli
