#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/listing.hpp"
#include "cli/stack_options.hpp"

namespace parapet::cli {

void add_list(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<StackOptions>();
  CLI::App* command = app.add_subcommand("list", "List the stacks in the order of deployment");
  add_project_options(*command, *options);
  command->add_flag("--skip-synth", options->skip_synth, "Take the cloud assembly as it is");
  command->callback([options, &exit_code] {
    const Chosen chosen = choose_stacks(*options);
    exit_code = chosen.refused;
    if (exit_code == exit_done) Console(false).show(listing(chosen.assembly, options->json));
  });
}

}  // namespace parapet::cli
