#include <cstdio>
#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/listing.hpp"
#include "cli/stack_options.hpp"

namespace parapet::cli {

void add_synth(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<StackOptions>();
  CLI::App* command =
      app.add_subcommand("synth", "Build and run the program: it writes the Terraform JSON of its stacks");
  add_project_options(*command, *options);
  command->footer("Exit codes: 0 written, 3 a guardrail refuses and nothing was written, otherwise the program's.");
  command->callback([options, &exit_code] {
    const Project project = find_project(options->project);
    exit_code = synthesize(project);
    if (exit_code != exit_done || options->quiet) return;
    Console(false).show(listing(assembly::read_assembly(project.output), options->json));
  });
}

}  // namespace parapet::cli
