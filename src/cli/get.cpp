#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/files.hpp"
#include "cli/own_folder.hpp"
#include "cli/project.hpp"
#include "cli/scratch_folder.hpp"
#include "engine/interrupt.hpp"
#include "get/fetch.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

get::Request request_of(const Project& project) {
  const std::string name = project.settings.generic_string();
  const guardrails::Json json = guardrails::parse_json(read_file(project.settings), name);
  return get::read_request(guardrails::At(json, name));
}

/// What somebody else put there would be gone.
void demand_own(const fs::path& folder) {
  const fs::file_status status = fs::symlink_status(folder);
  if (!fs::exists(status)) return;
  if (status.type() != fs::file_type::directory)
    throw Error(folder.string() + ": expected a folder; move what is there elsewhere");
  if (!fs::is_empty(folder) && !fs::exists(folder / "manifest.json"))
    throw Error(folder.string() + ": was not made by `parapet get`, which replaces the folder; move it elsewhere");
}

std::string told(const get::Holding& holding) {
  std::string text;
  for (const auto* all : {&holding.providers, &holding.modules}) {
    for (const get::Chosen& chosen : *all)
      text += chosen.wanted.name + ": " + chosen.wanted.source + (chosen.version.empty() ? "" : " " + chosen.version) +
              "\n";
  }
  return text;
}

int fetch_bindings(const Project& project, const get::Request& request) {
  const fs::path folder = project.folder / get::bindings_folder;
  demand_own(folder);
  Console console(false);
  const engine::Engine engine = engine::find_engine();
  const engine::Interrupts remembered;
  const ScratchFolder scratch;
  console.progress("get", engine.name + " " + engine.version + " fetches providers and modules");
  const get::Fetched fetched = get::fetch(request, engine, scratch.path(), project.settings.generic_string());
  if (fetched.interrupted) return exit_interrupted;
  replace_folder(folder, fetched.files);
  console.show(told(fetched.holding) + "Wrote " + (folder / "bindings.cmake").generic_string() + "\n");
  return exit_done;
}

bool is_there(const fs::path& folder, const get::Holding& holding) {
  for (const get::Chosen& provider : holding.providers) {
    if (!fs::is_regular_file(folder / get::schema_path(provider))) return false;
  }
  for (const get::Chosen& module : holding.modules) {
    if (!get::is_local(module.wanted) && !fs::is_directory(folder / get::module_path(module.wanted))) return false;
  }
  return true;
}

/// Without the engine and without a network: whether the folder was made for what cdktf.json says today.
bool is_current(const fs::path& folder, const get::Request& request) {
  const fs::path manifest = folder / "manifest.json", cmake = folder / "bindings.cmake";
  if (!fs::is_regular_file(manifest) || !fs::is_regular_file(cmake)) return request.empty() && !fs::exists(folder);
  const get::Holding holding = get::read_manifest(read_file(manifest), manifest.generic_string());
  return holding.request() == request && read_file(cmake) == get::cmake_text(holding) && is_there(folder, holding);
}

int check_bindings(const Project& project, const get::Request& request) {
  const fs::path folder = project.folder / get::bindings_folder;
  if (is_current(folder, request)) return exit_done;
  Console(true).say("parapet: " + folder.generic_string() + " is not what " + project.settings.generic_string() +
                    " asks for; run `parapet get` and commit it");
  return exit_failed;
}

int get_bindings(bool check) {
  const Project project = find_project({});
  const get::Request request = request_of(project);
  if (check) return check_bindings(project, request);
  if (!request.empty() || fs::exists(project.folder / get::bindings_folder)) return fetch_bindings(project, request);
  throw Error(project.settings.generic_string() +
              ": asks for nothing; name providers in `terraformProviders` or modules in `terraformModules`");
}

}  // namespace

void add_get(CLI::App& app, int& exit_code) {
  auto check = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("get", "Fetch providers and modules, and make their bindings");
  command->add_flag("--check", *check, "Fetch nothing; fail when the bindings are not what cdktf.json asks for");
  command->footer(
      "Exit codes: 0 done, 1 a file cannot be written or --check finds a difference, 2 wrong usage or input.");
  command->callback([check, &exit_code] { exit_code = get_bindings(*check); });
}

}  // namespace parapet::cli
