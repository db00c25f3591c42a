#include "get/fetch.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/diagnostics.hpp"
#include "get/lock_file.hpp"
#include "parapet/error.hpp"
#include "schema/file.hpp"

namespace parapet::get {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Ctrl-C while the engine worked.
struct Interrupted {};

class Fetch {
 public:
  Fetch(const engine::Engine& engine, fs::path scratch, const std::string& settings)
      : engine_(engine), scratch_(std::move(scratch)), settings_(settings) {}

  void providers(const std::vector<Wanted>& wanted, Fetched& fetched) const;
  void modules(const std::vector<Wanted>& wanted, Fetched& fetched) const;

 private:
  [[noreturn]] void refuse(std::string_view member, const std::string& what) const {
    throw Error(settings_ + " /" + std::string(member) + ": " + what);
  }
  std::string call(std::string_view member, const fs::path& folder, std::vector<std::string> arguments) const;
  fs::path write_document(const std::string& name, const json& document) const;
  json parsed(std::string_view member, const std::string& text, const std::string& what) const;

  const engine::Engine& engine_;
  fs::path scratch_;
  const std::string& settings_;
};

std::string Fetch::call(std::string_view member, const fs::path& folder, std::vector<std::string> arguments) const {
  // Nothing of the environment may lead to another folder or ask for something else.
  engine::Ended ended = engine::run(engine::command_of(
      engine_, std::move(arguments), folder,
      {"TF_CLI_ARGS_init", "TF_CLI_ARGS_get", "TF_CLI_ARGS_providers", "TF_DATA_DIR", "TF_WORKSPACE"}));
  if (ended.interrupted) throw Interrupted{};
  if (ended.code != 0)
    refuse(member, "what " + engine_.name + " says:\n" +
                       engine::failure_of(ended.errors.empty() ? ended.output : ended.errors).what);
  return std::move(ended.output);
}

fs::path Fetch::write_document(const std::string& name, const json& document) const {
  const fs::path folder = scratch_ / name;
  fs::create_directory(folder);
  std::ofstream file(folder / "main.tf.json", std::ios::binary);
  file << document.dump();
  if (!file.flush()) throw std::runtime_error(folder.string() + ": cannot be written");
  return folder;
}

json Fetch::parsed(std::string_view member, const std::string& text, const std::string& what) const {
  json result = json::parse(text, nullptr, false);
  if (!result.is_object()) refuse(member, engine_.name + " gave no JSON for " + what);
  return result;
}

json requirement_of(const Wanted& wanted) {
  json requirement{{"source", wanted.source}};
  if (!wanted.version.empty()) requirement["version"] = wanted.version;
  return requirement;
}

/// The engines take no `_` in a local name of a provider.
std::string local_name(std::string name) {
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

/// The source's entry in what the engine keeps by addresses.
template <class ByAddress>
auto find_address(ByAddress& values, const std::string& source) {
  return std::find_if(values.begin(), values.end(), [&](const auto& one) { return is_address_of(one.first, source); });
}

void Fetch::providers(const std::vector<Wanted>& wanted, Fetched& fetched) const {
  constexpr std::string_view member = "terraformProviders";
  if (wanted.empty()) return;
  json required = json::object();
  for (const Wanted& one : wanted) required[local_name(one.name)] = requirement_of(one);
  const fs::path folder = write_document("providers", {{"terraform", {{"required_providers", required}}}});
  call(member, folder, {"init", "-input=false", "-no-color", "-backend=false"});
  const std::string text = call(member, folder, {"providers", "schema", "-json"});
  const json all = parsed(member, text, "the schemas");
  const auto schemas = all.value("provider_schemas", json::object()).get<std::map<std::string, json>>();
  const auto versions = locked_versions(schema::read_bytes(folder / ".terraform.lock.hcl"));
  for (const Wanted& one : wanted) {
    const auto version = find_address(versions, one.source);
    const auto found = find_address(schemas, one.source);
    if (version == versions.end() || found == schemas.end())
      refuse(member, engine_.name + " brought no schema or no version of " + one.source);
    const Chosen chosen{one, version->second};
    const json own{{"format_version", all.value("format_version", "")},
                   {"provider_schemas", {{found->first, found->second}}}};
    fetched.files[schema_path(chosen)] = gzipped(own.dump());
    fetched.holding.providers.push_back(chosen);
  }
}

bool is_source_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".tf") || name.ends_with(".tf.json");
}

/// The module's own files. A link could lead to any file of this machine, which would be committed.
std::map<std::string, std::string> files_of_module(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.symlink_status().type() == fs::file_type::regular && is_source_file(entry.path()))
      files[entry.path().filename().string()] = schema::read_bytes(entry.path());
  }
  return files;
}

/// What the engine's list says of the module that is called like this.
json entry_of(const json& list, const std::string& name) {
  for (const json& entry : list.value("Modules", json::array())) {
    if (entry.is_object() && entry.value("Key", "") == name) return entry;
  }
  return json::object();
}

void Fetch::modules(const std::vector<Wanted>& wanted, Fetched& fetched) const {
  constexpr std::string_view member = "terraformModules";
  json calls = json::object();
  for (const Wanted& one : wanted) {
    if (!is_local(one)) calls[one.name] = requirement_of(one);
  }
  json list = json::object();
  const fs::path folder = write_document("modules", {{"module", calls}});
  if (!calls.empty()) {
    call(member, folder, {"get", "-no-color"});
    list = parsed(member, schema::read_bytes(folder / ".terraform/modules/modules.json"), "the modules");
  }
  for (const Wanted& one : wanted) {
    const json entry = entry_of(list, one.name);
    fetched.holding.modules.push_back({one, entry.value("Version", "")});
    if (is_local(one)) continue;
    const auto files =
        entry.contains("Dir") ? files_of_module(folder / entry.value("Dir", "")) : std::map<std::string, std::string>{};
    if (files.empty()) refuse(member, one.source + " has no *.tf files");
    for (const auto& [name, bytes] : files) fetched.files[module_path(one) + "/" + name] = bytes;
  }
}

}  // namespace

Fetched fetch(const Request& request, const engine::Engine& engine, const fs::path& scratch,
              const std::string& settings) try {
  const Fetch fetch(engine, scratch, settings);
  Fetched fetched;
  fetch.providers(request.providers, fetched);
  fetch.modules(request.modules, fetched);
  fetched.files["bindings.cmake"] = cmake_text(fetched.holding);
  fetched.files["manifest.json"] = manifest_text(fetched.holding);
  return fetched;
} catch (const Interrupted&) {
  return {true, {}, {}};
} catch (const json::exception& error) {
  throw Error(settings + ": " + engine.name + " answered in a form that is not known: " + error.what());
}

}  // namespace parapet::get
