#include "init/init.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/files.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

struct InitOptions {
  init::Answers answers;
  std::string folder = ".";
};

/// What a repository has before it has anything.
bool is_harmless(const fs::path& name) { return name == ".git"; }

void demand_empty(const fs::path& folder) {
  if (!fs::exists(folder)) return;
  if (!fs::is_directory(folder)) throw Error(folder.string() + ": is no folder");
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!is_harmless(entry.path().filename()))
      throw Error(folder.string() + ": is not empty (" + entry.path().filename().string() +
                  "); begin a project in an empty folder");
  }
}

int make_project(const InitOptions& options) {
  const fs::path folder = options.folder;
  init::Answers answers = options.answers;
  if (answers.name.empty())
    answers.name = init::name_from(fs::weakly_canonical(fs::absolute(folder)).filename().string());
  const auto files = init::project(data_file("init"), answers);
  demand_empty(folder);
  std::string text;
  for (const auto& [path, content] : files) {
    write_file(folder / path, content);
    text += "  " + path + "\n";
  }
  Console(false).show("The project " + answers.name + ":\n" + text +
                      "\nNext: `parapet synth`; README.md goes on from there.\n");
  return exit_done;
}

}  // namespace

void add_init(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = app.add_subcommand("init", "Begin a project in an empty folder");
  command->add_option("DIR", options->folder, "The folder; it is made if need be")->capture_default_str();
  command->add_option("--name", options->answers.name, "Name of the project; otherwise that of the folder");
  command->add_option("--account", options->answers.account, "Number of the AWS account")->capture_default_str();
  command->add_option("--env", options->answers.env, "Value of the tag `env`")->capture_default_str();
  command->add_option("--region", options->answers.region, "AWS region")->capture_default_str();
  command->add_option("--state-bucket", options->answers.state_bucket,
                      "S3 bucket of the state; otherwise NAME-terraform-state");
  command->add_option("--security-team", options->answers.security_team, "Who reviews what decides about security")
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = make_project(*options); });
}

}  // namespace parapet::cli
