#include "cli/commands.hpp"

namespace parapet::cli {

void add_requirements(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("requirements", "Write and judge requirements");
  command->require_subcommand(1);
  add_requirements_lint(*command, exit_code);
}

}  // namespace parapet::cli
