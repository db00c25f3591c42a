#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "assembly/assembly.hpp"
#include "cli/project.hpp"
#include "engine/schedule.hpp"

namespace parapet::cli {

/// What every command about stacks takes.
struct StackOptions {
  std::vector<std::string> patterns;
  ProjectOptions project;
  bool skip_synth = false;
  bool json = false;
  bool quiet = false;
  bool without_dependencies = false;
  std::size_t parallelism = 4;
  std::string lock_timeout;
};

/// --app, --output, --json, --quiet.
void add_project_options(CLI::App& command, StackOptions& options);
/// The same, STACK... and --skip-synth.
void add_stack_options(CLI::App& command, StackOptions& options);
/// --parallelism, --lock-timeout, --ignore-missing-stack-dependencies.
void add_run_options(CLI::App& command, StackOptions& options);

/// Which way dependencies go.
enum class Direction { build_up, tear_down };

/// The stacks that a command is about.
struct Chosen {
  Project project;
  assembly::Assembly assembly;
  std::vector<std::string> names;  ///< in the order in which they are deployed
  int refused = 0;                 ///< exit code of a program that did not synthesize; nothing else is there then
};

/// Synthesizes unless told not to, reads the assembly and chooses the stacks. Throws Error.
Chosen choose_stacks(const StackOptions& options);

/// What has to be done before what. Throws Error where something needed is not chosen (for Direction::build_up the
/// stacks it reads from, for tear_down those that read from it), unless the options say to ignore that.
engine::Order order_of(const Chosen& chosen, const StackOptions& options, Direction direction);

}  // namespace parapet::cli
