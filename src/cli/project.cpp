#include "cli/project.hpp"

#include <cstdlib>

#include "cli/files.hpp"
#include "engine/child.hpp"
#include "engine/interrupt.hpp"
#include "guardrails/json.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

constexpr int killed = 128;
constexpr int shell_cannot_run = 126;

fs::path nearest_settings() {
  std::error_code ignored;
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (fs::exists(folder / "cdktf.json", ignored)) return fs::proximate(folder / "cdktf.json");
    if (folder == folder.parent_path()) break;
  }
  throw Error(
      "there is no cdktf.json here or in a folder above; go to the folder of a stack, or begin a project with `parapet "
      "init`");
}

/// The program is built with the Parapet that this command belongs to, wherever that was installed.
std::string prefix_path() {
  const fs::path prefix = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  const char* given = std::getenv("CMAKE_PREFIX_PATH");
  return prefix.string() + (given != nullptr && *given != '\0' ? ":" + std::string(given) : "");
}

}  // namespace

Project find_project(const ProjectOptions& options) {
  Project project;
  project.settings = nearest_settings();
  project.folder = project.settings.parent_path();
  const std::string name = project.settings.generic_string();
  const guardrails::Json json = guardrails::parse_json(read_file(project.settings), name);
  const guardrails::At at(json, name);
  at.expect_object();
  project.app = !options.app.empty() ? options.app : at.has("app") ? at.member("app").filled_text() : "";
  const fs::path output = !options.output.empty() ? options.output
                          : at.has("output")      ? at.member("output").filled_text()
                                                  : "cdktf.out";
  project.output = options.output.empty() ? project.folder / output : output;
  return project;
}

int synthesize(const Project& project) {
  if (project.app.empty())
    throw Error(project.settings.generic_string() +
                ": no \"app\"; name the command line that builds and runs the program, or give --app");
  const engine::Interrupts remembered;
  // What it prints on standard output is not what this command answers.
  const std::string command_line = "{ " + project.app + "\n} >&2";
  const int code = engine::run_shell(
      command_line, {{},
                     {},
                     project.folder,
                     {{"CDKTF_OUTDIR", fs::absolute(project.output).string()}, {"CMAKE_PREFIX_PATH", prefix_path()}},
                     {}});
  if (engine::Interrupts::arrived() || code > killed) throw Error("the program was stopped; nothing was written");
  if (code == shell_cannot_run || code == shell_cannot_run + 1)
    throw Error(project.settings.generic_string() + ": the shell cannot run \"app\": " + project.app);
  return code;
}

}  // namespace parapet::cli
