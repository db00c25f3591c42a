#include "parapet/guardrails/settings.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "guardrails/json.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails {

namespace {

std::optional<Settings>& current() {
  thread_local std::optional<Settings> settings;
  return settings;
}

/// A file that cdktf.json can name.
struct Named {
  const char* key;
  std::string SettingsFiles::*file;
  const char* what;
};
constexpr const char* exceptions_file = "the file of exceptions";
constexpr const char* enforcement_file = "the file of enforcement levels";
constexpr const char* baseline_file = "the baseline";
constexpr Named named_files[] = {{"exceptions", &SettingsFiles::exceptions, exceptions_file},
                                 {"enforcement", &SettingsFiles::enforcement, enforcement_file},
                                 {"baseline", &SettingsFiles::baseline, baseline_file}};

std::string read_file(const std::filesystem::path& path, std::string_view what) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf()))
    throw Error(path.string() + ": cannot be read; it is named as " + std::string(what));
  return std::move(bytes).str();
}

std::string name_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

}  // namespace

Settings& settings() {
  std::optional<Settings>& settings = current();
  if (!settings) settings = std::filesystem::exists("cdktf.json") ? read_settings("cdktf.json") : Settings{};
  return *settings;
}

void use_settings(Settings settings) { current() = std::move(settings); }

void forget_settings() { current().reset(); }

Options options_of(const Settings& settings) {
  return {.exceptions = &settings.exceptions,
          .enforcement = &settings.enforcement,
          .baseline = &settings.baseline,
          .contact = settings.contact};
}

SettingsFiles settings_files(std::string_view cdktf_json) {
  const std::filesystem::path path{std::string(cdktf_json)};
  const Json json = parse_json(read_file(path, "the project's settings"), cdktf_json);
  const At at(json, cdktf_json);
  at.expect_object();
  SettingsFiles files;
  for (const Named& named : named_files) {
    if (!at.has(named.key)) continue;
    // Normal, so that several projects that mean one file name it alike.
    const auto file = (path.parent_path() / at.member(named.key).filled_text()).lexically_normal();
    if (std::filesystem::exists(file)) {
      files.*named.file = file.generic_string();
    } else {
      files.notes.push_back(file.generic_string() + ", which " + std::string(cdktf_json) + " names as " + named.what +
                            ", does not exist: it permits nothing");
    }
  }
  return files;
}

Settings read_settings(const SettingsFiles& files, const Clock& clock) {
  Settings settings;
  settings.notes = files.notes;
  if (!files.exceptions.empty())
    settings.exceptions = Exceptions(read_file(files.exceptions, exceptions_file), name_of(files.exceptions), clock);
  if (!files.enforcement.empty())
    settings.enforcement = Enforcement(read_file(files.enforcement, enforcement_file), name_of(files.enforcement),
                                       compiled_requirements(), clock);
  if (!files.baseline.empty())
    settings.baseline = Baseline(read_file(files.baseline, baseline_file), name_of(files.baseline));
  return settings;
}

Settings read_settings(std::string_view cdktf_json, const Clock& clock) {
  return read_settings(settings_files(cdktf_json), clock);
}

}  // namespace parapet::guardrails
