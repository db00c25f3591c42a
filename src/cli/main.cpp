#include <cstdio>
#include <exception>

#include "cli/commands.hpp"
#include "cli/unknown_command.hpp"
#include "parapet/error.hpp"

namespace {

int run(int argc, char** argv) {
  using namespace parapet;
  CLI::App app("Infrastructure as code made of secure constructs.", "parapet");
  app.require_subcommand(1);
  app.set_version_flag("--version", PARAPET_VERSION);
  int exit_code = cli::exit_done;
  cli::add_init(app, exit_code);
  cli::add_get(app, exit_code);
  cli::add_synth(app, exit_code);
  cli::add_list(app, exit_code);
  cli::add_plan(app, exit_code);
  cli::add_deploy(app, exit_code);
  cli::add_destroy(app, exit_code);
  cli::add_output(app, exit_code);
  cli::add_check(app, exit_code);
  cli::add_convert(app, exit_code);
  cli::add_import(app, exit_code);
  cli::add_explain(app, exit_code);
  cli::add_pipeline(app, exit_code);
  cli::add_requirements(app, exit_code);
  cli::add_graph(app, exit_code);
  cli::add_modules(app, exit_code);
  cli::add_org(app, exit_code);
  cli::add_doctor(app, exit_code);
  cli::add_completion(app, exit_code);
  try {
    if (const std::string unknown = cli::unknown_command(app, argc, argv); !unknown.empty()) throw Error(unknown);
    app.parse(argc, argv);
    return exit_code;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::exit_done : cli::exit_input;
  } catch (const Error& error) {
    std::fprintf(stderr, "parapet: %s\n", error.what());
    return cli::exit_input;
  }
}

}  // namespace

int main(int argc, char** argv) try { return run(argc, argv); } catch (const std::exception& error) {
  std::fprintf(stderr, "parapet: %s\n", error.what());
  return parapet::cli::exit_failed;
}
