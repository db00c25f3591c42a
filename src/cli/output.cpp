#include <memory>
#include <mutex>

#include "cli/commands.hpp"
#include "cli/outputs.hpp"
#include "cli/stack_options.hpp"
#include "cli/stack_run.hpp"
#include "cli/summary.hpp"
#include "engine/interrupt.hpp"

namespace parapet::cli {

using engine::Outcome;

namespace {

struct OutputOptions : StackOptions {
  bool show_sensitive = false;
};

int print_outputs(const OutputOptions& options) {
  const Chosen chosen = choose_stacks(options);
  if (chosen.refused != exit_done) return chosen.refused;
  const engine::Engine engine = engine::find_engine();
  Console console(options.quiet || options.json);
  std::mutex mutex;
  OutputsByStack outputs;
  const auto read = [&](const std::string& name) {
    StackRun run(engine, *chosen.assembly.find(name), console, options.lock_timeout);
    if (!run.init() || !run.read_outputs()) {
      console.say(name + ": " + run.problem);
      return run.outcome;
    }
    const std::lock_guard<std::mutex> alone(mutex);
    outputs[name] = read_outputs(run.outputs_json, name);
    return Outcome::done;
  };
  engine::Order order;
  for (const std::string& name : chosen.names) order[name] = {};
  const engine::Interrupts remembered;
  Summary summary;
  summary.outcomes =
      engine::run_in_order(order, options.parallelism, read, engine::Interrupts::arrived,
                           [&](const std::string& name, const char* what) { console.say(name + ": " + what); });
  console.show(options.json ? outputs_json(outputs, options.show_sensitive)
                            : outputs_text(outputs, options.show_sensitive));
  return summary.exit_code();
}

}  // namespace

void add_output(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<OutputOptions>();
  CLI::App* command = app.add_subcommand("output", "Show the outputs of stacks");
  add_stack_options(*command, *options);
  add_run_options(*command, *options);
  command->add_flag("--show-sensitive", options->show_sensitive, "Show sensitive outputs as well");
  command->callback([options, &exit_code] { exit_code = print_outputs(*options); });
}

}  // namespace parapet::cli
