#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "parapet/organization/ci_roles.hpp"

namespace parapet::cli {

namespace {

struct RolesOptions {
  std::string account;
  std::string github;
  std::string gitlab;
  std::string repository_id;
  std::string branch = "main";
  std::string environment;
  bool by_protection = false;
  organization::StateLocation state;
  std::string out;
  bool json = false;
};

organization::CiSource source_of(const RolesOptions& options) {
  if (!options.gitlab.empty())
    return organization::GitlabSource{
        .project = options.gitlab, .branch = options.branch, .by_protection = options.by_protection};
  return organization::GithubSource{.repository = options.github,
                                    .repository_id = options.repository_id,
                                    .branch = options.branch,
                                    .environment = options.environment};
}

void write_roles(const RolesOptions& options) {
  const organization::CiPolicies made = organization::ci_policies(source_of(options), options.state, options.account);
  const std::vector<std::pair<const char*, const std::string&>> files{{"plan-trust", made.plan_trust},
                                                                      {"plan-permissions", made.plan_permissions},
                                                                      {"apply-trust", made.apply_trust},
                                                                      {"apply-permissions", made.apply_permissions}};
  nlohmann::ordered_json all;
  for (const auto& [name, policy] : files) {
    all[name] = nlohmann::ordered_json::parse(policy);
    if (!options.out.empty()) write_file(std::filesystem::path(options.out) / (std::string(name) + ".json"), policy);
  }
  if (options.out.empty() || options.json) print([&](detail::Sink& sink) { sink.write(all.dump(2) + "\n"); });
}

void add_source(CLI::App& command, RolesOptions& options) {
  auto* which = command.add_option_group("ci");
  CLI::Option* github = which->add_option("--github", options.github, "Repository on GitHub: acme/infra");
  CLI::Option* gitlab = which->add_option("--gitlab", options.gitlab, "Project on gitlab.com: acme/platform/infra");
  which->require_option(1);
  command.add_option("--repository-id", options.repository_id, "Number of the repository on GitHub")->needs(github);
  command.add_option("--environment", options.environment, "Environment on GitHub of the job that applies")
      ->needs(github);
  command
      .add_flag(
          "--by-protection", options.by_protection,
          "Subjects of GitLab are made of project_path and ref_protected: every branch plans, protected ones apply")
      ->needs(gitlab);
  command.add_option("--branch", options.branch, "Branch that is applied")->capture_default_str();
}

}  // namespace

void add_org_roles(CLI::App& org, int& exit_code) {
  auto options = std::make_shared<RolesOptions>();
  CLI::App* command = org.add_subcommand("roles", "Policies of the two roles that the CI of a stack takes on");
  add_source(*command, *options);
  command->add_option("--account", options->account, "Number of the account")->required();
  command->add_option("--state-bucket", options->state.bucket, "Bucket of the state")->required();
  command->add_option("--state-key", options->state.key, "Key of the state in the bucket")->required();
  command->add_option("--state-kms-key", options->state.kms_key_arn, "ARN of the KMS key that encrypts the state");
  command->add_option("--reads", options->state.reads, "Key of another stack's state (may be repeated)");
  command->add_option("--out", options->out, "Folder to write a JSON file for each policy to");
  command->add_flag("--json", options->json, "Print the policies also when they are written");
  command->footer("Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    write_roles(*options);
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
