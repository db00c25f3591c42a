#include "cli/stack_options.hpp"

#include <algorithm>

#include "parapet/error.hpp"

namespace parapet::cli {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Everything that has to come before a stack.
std::vector<std::string> before(const assembly::Assembly& assembly, const std::string& name, Direction direction) {
  if (direction == Direction::build_up) return assembly.find(name)->dependencies;
  std::vector<std::string> result;
  for (const assembly::Stack& stack : assembly.stacks) {
    if (contains(stack.dependencies, name)) result.push_back(stack.name);
  }
  return result;
}

}  // namespace

void add_project_options(CLI::App& command, StackOptions& options) {
  command.add_option("--app", options.project.app, "Command line of the program; cdktf.json names it otherwise");
  command.add_option("--output", options.project.output, "Folder of the cloud assembly (otherwise cdktf.out)");
  command.add_flag("--json", options.json, "Answer as JSON");
  command.add_flag("--quiet", options.quiet, "No progress");
}

void add_stack_options(CLI::App& command, StackOptions& options) {
  command.add_option("STACK", options.patterns, "Names of stacks, `*` and `?` as in file names; none: all");
  add_project_options(command, options);
  command.add_flag("--skip-synth", options.skip_synth, "Take the cloud assembly as it is");
}

void add_run_options(CLI::App& command, StackOptions& options) {
  command.add_option("--parallelism", options.parallelism, "How many stacks at a time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command.add_option("--lock-timeout", options.lock_timeout, "How long to wait for a locked state (5m, 30s)")
      ->check([](const std::string& text) {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        const bool good =
            digits > 0 && digits + 1 == text.size() && std::string("smh").find(text.back()) != std::string::npos;
        return good ? std::string() : "expected a time like 30s, 5m or 1h, found " + text;
      });
  command.add_flag("--ignore-missing-stack-dependencies", options.without_dependencies,
                   "Go on where a stack that is needed is not among the chosen");
}

Chosen choose_stacks(const StackOptions& options) {
  Chosen chosen{find_project(options.project), {}, {}};
  if (!options.skip_synth) {
    chosen.refused = synthesize(chosen.project);
    if (chosen.refused != 0) return chosen;
  }
  chosen.assembly = assembly::read_assembly(chosen.project.output);
  const std::vector<std::string> names = assembly::select_stacks(chosen.assembly, options.patterns);
  for (const std::vector<std::string>& wave : assembly::waves_of(chosen.assembly, names))
    chosen.names.insert(chosen.names.end(), wave.begin(), wave.end());
  return chosen;
}

engine::Order order_of(const Chosen& chosen, const StackOptions& options, Direction direction) {
  engine::Order order;
  for (const std::string& name : chosen.names) {
    order[name] = before(chosen.assembly, name, direction);
    for (const std::string& other : order[name]) {
      if (options.without_dependencies || contains(chosen.names, other)) continue;
      const std::string why = direction == Direction::build_up ? "reads outputs of \"" + other + "\""
                                                               : "gives outputs to \"" + other + "\"";
      throw Error("the stack \"" + name + "\" " + why +
                  ", which is not among the chosen; name it as well, or give --ignore-missing-stack-dependencies");
    }
  }
  return order;
}

}  // namespace parapet::cli
