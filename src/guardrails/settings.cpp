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

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf()))
    throw Error(path.string() + ": cannot be read; cdktf.json names it as the file of exceptions");
  return std::move(bytes).str();
}

}  // namespace

Settings& settings() {
  std::optional<Settings>& settings = current();
  if (!settings) settings = std::filesystem::exists("cdktf.json") ? read_settings("cdktf.json") : Settings{};
  return *settings;
}

void use_settings(Settings settings) { current() = std::move(settings); }

void forget_settings() { current().reset(); }

Settings read_settings(std::string_view cdktf_json, const Clock& clock) {
  std::filesystem::path path{std::string(cdktf_json)};
  Json json = parse_json(read_file(path), cdktf_json);
  At at(json, cdktf_json);
  at.expect_object();
  if (!at.has("exceptions")) return {};
  std::string name = at.member("exceptions").filled_text();
  return {Exceptions(read_file(path.parent_path() / name), std::filesystem::path(name).filename().string(), clock), {}};
}

}  // namespace parapet::guardrails
