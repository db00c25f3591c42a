#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "parapet/error.hpp"
#include "pipeline/files.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

struct PipelineOptions {
  std::string settings = "pipeline.json";
  std::vector<std::string> assemblies;
  std::string out = ".";
  bool check = false;
  std::string format = "github";
  pipeline::Shape shape;
  bool deploy = false;
};

pipeline::Settings settings_of(const PipelineOptions& options) {
  if (!pipeline::is_plain_folder(options.settings))
    throw Error(options.settings + ": expected a file of the repository, of letters, digits and `._-/`");
  pipeline::Settings settings = pipeline::read_settings(read_file(options.settings), options.settings);
  if (options.assemblies.empty()) return settings;
  settings.programs.clear();
  for (const std::string& assembly : options.assemblies) {
    const fs::path program = fs::path(assembly + "/").parent_path().lexically_normal().parent_path();
    settings.programs.push_back(program.empty() ? "." : program.generic_string());
  }
  return settings;
}

std::vector<pipeline::Program> programs_of(const PipelineOptions& options, const pipeline::Settings& settings) {
  std::vector<pipeline::Program> programs;
  for (std::size_t i = 0; i < settings.programs.size(); ++i) {
    const fs::path folder =
        options.assemblies.empty() ? fs::path(settings.programs[i]) / "cdktf.out" : fs::path(options.assemblies[i]);
    programs.push_back({settings.programs[i], assembly::read_assembly(folder)});
  }
  return programs;
}

void write_pipeline(const fs::path& out, const std::vector<pipeline::File>& files) {
  std::string told;
  for (const pipeline::File& file : files) {
    const fs::path path = out / file.path;
    write_file(path, file.text);
    told += "Wrote " + path.lexically_normal().generic_string() + "\n";
  }
  print([&](detail::Sink& sink) { sink.write(told); });
}

/// Names what differs; nothing is written.
int compare(const fs::path& out, const std::vector<pipeline::File>& files, const std::string& target) {
  int exit_code = exit_done;
  for (const pipeline::File& file : files) {
    const fs::path path = (out / file.path).lexically_normal();
    if (fs::is_regular_file(path) && read_file(path) == file.text) continue;
    std::fprintf(
        stderr,
        "parapet: %s is not what the stacks and the settings ask for; run `parapet pipeline %s` and commit it\n",
        path.generic_string().c_str(), target.c_str());
    exit_code = exit_failed;
  }
  return exit_code;
}

std::vector<pipeline::File> files_for(const std::string& target, const PipelineOptions& options) {
  const pipeline::Settings settings = settings_of(options);
  if (target == "gitlab") return pipeline::gitlab_files(settings);
  const pipeline::Fleet fleet = pipeline::fleet_of(programs_of(options, settings), settings);
  return target == "github" ? pipeline::github_files(fleet, settings) : pipeline::atlantis_files(fleet, settings);
}

void print_matrix(const PipelineOptions& options) {
  const pipeline::Settings settings = settings_of(options);
  const pipeline::Fleet fleet = pipeline::fleet_of(programs_of(options, settings), settings);
  const std::string text = options.format == "gitlab" ? pipeline::gitlab_stacks(fleet, settings, options.deploy)
                                                      : pipeline::github_outputs(fleet, options.shape);
  print([&](detail::Sink& sink) { sink.write(text); });
}

void add_inputs(CLI::App& command, PipelineOptions& options) {
  command.add_option("--settings", options.settings, "What the pipelines are like")->capture_default_str();
  command.add_option("--assembly", options.assemblies,
                     "What a program synthesized, FOLDER/cdktf.out (those of `programs` in the settings)");
}

void add_target(CLI::App& parent, const char* name, const char* what, const std::shared_ptr<PipelineOptions>& options,
                int& exit_code) {
  CLI::App* command = parent.add_subcommand(name, what);
  add_inputs(*command, *options);
  command->add_option("--out", options->out, "The folder of the repository")->capture_default_str();
  command->add_flag("--check", options->check, "Write nothing; fail when the files are not what would be written");
  command->footer(
      "Exit codes: 0 done, 1 a file cannot be written or --check finds a difference, 2 wrong usage or input.");
  command->callback([name = std::string(name), options, &exit_code] {
    const std::vector<pipeline::File> files = files_for(name, *options);
    exit_code = exit_done;
    if (options->check)
      exit_code = compare(options->out, files, name);
    else
      write_pipeline(options->out, files);
  });
}

void add_matrix(CLI::App& parent, const std::shared_ptr<PipelineOptions>& options, int& exit_code) {
  CLI::App* command = parent.add_subcommand("matrix", "Print the stacks in waves, for a pipeline that runs");
  add_inputs(*command, *options);
  command->add_option("--format", options->format, "github: outputs of a job; gitlab: the pipeline of the stacks")
      ->check(CLI::IsMember({"github", "gitlab"}))
      ->capture_default_str();
  const CLI::Range matrices(1, 256);
  command->add_option("--plans", options->shape.plans, "Matrices of the workflow that plans")->check(matrices);
  CLI::Option* waves =
      command->add_option("--waves", options->shape.waves, "Waves of the workflow that deploys")->check(matrices);
  CLI::Option* chunks =
      command->add_option("--chunks", options->shape.chunks, "Matrices in each of them")->check(matrices);
  waves->needs(chunks);
  chunks->needs(waves);
  command->add_flag("--deploy", options->deploy, "The pipeline applies what it plans (gitlab)");
  command->callback([options, &exit_code] {
    print_matrix(*options);
    exit_code = exit_done;
  });
}

}  // namespace

void add_pipeline(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<PipelineOptions>();
  CLI::App* parent = app.add_subcommand("pipeline", "Pipelines that plan and apply the stacks of a repository");
  parent->require_subcommand(1);
  add_target(*parent, "github", "Write workflows of GitHub Actions", options, exit_code);
  add_target(*parent, "gitlab", "Write a pipeline of GitLab CI", options, exit_code);
  add_target(*parent, "atlantis", "Write projects and workflow of Atlantis", options, exit_code);
  add_matrix(*parent, options, exit_code);
}

}  // namespace parapet::cli
