#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/engine.hpp"
#include "parapet/error.hpp"

namespace parapet::engine {

namespace fs = std::filesystem;

namespace {

bool can_run(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && access(path.c_str(), X_OK) == 0;
}

/// The program as a shell would find it; empty if there is none.
fs::path on_path(const std::string& name) {
  if (name.find('/') != std::string::npos) return can_run(name) ? fs::absolute(name) : fs::path();
  const char* path = std::getenv("PATH");
  for (std::string_view left = path == nullptr ? "" : path; !left.empty();) {
    const std::size_t end = left.find(':');
    const fs::path candidate = fs::path(left.substr(0, end)) / name;
    // An empty entry would be the current folder, where anybody may have put a program of that name.
    if (candidate.is_absolute() && can_run(candidate)) return candidate;
    left = end == std::string_view::npos ? "" : left.substr(end + 1);
  }
  return {};
}

std::string version_of(const Engine& engine) {
  const Ended ended = run({engine.program, {"version", "-json"}, "/", {{"CHECKPOINT_DISABLE", "1"}}, {}});
  const nlohmann::json json = nlohmann::json::parse(ended.output, nullptr, false);
  if (ended.code != 0 || !json.is_object() || !json.contains("terraform_version") ||
      !json["terraform_version"].is_string())
    throw Error(engine.program.string() + ": expected Terraform or OpenTofu, but `version -json` ends with " +
                std::to_string(ended.code) + " and tells no `terraform_version`");
  return json["terraform_version"];
}

}  // namespace

Engine find_engine() {
  const char* named = std::getenv("TERRAFORM_BINARY_NAME");
  const bool is_named = named != nullptr && *named != '\0';
  for (const std::string& name :
       is_named ? std::vector<std::string>{named} : std::vector<std::string>{"tofu", "terraform"}) {
    Engine engine{on_path(name), name};
    if (engine.program.empty()) continue;
    engine.version = version_of(engine);
    return engine;
  }
  throw Error(
      is_named ? "there is no program " + std::string(named) +
                     ", which TERRAFORM_BINARY_NAME names; install it, or unset the variable to use tofu or terraform"
               : "neither tofu nor terraform is on PATH; install OpenTofu 1.8 or Terraform 1.10 or newer, or "
                 "name one with TERRAFORM_BINARY_NAME");
}

}  // namespace parapet::engine
