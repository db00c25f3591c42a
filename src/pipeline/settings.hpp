#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Pipelines of GitHub Actions, GitLab CI and Atlantis that plan and apply the stacks of a repository.
namespace parapet::pipeline {

/// Names by what they stand for, in the order they are written: an account or an environment, and globs of the stacks
/// it is for.
using ByStack = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// What `pipeline.json` says. The defaults are what holds where it says nothing.
struct Settings {
  std::string file = "pipeline.json";               ///< what messages call it
  std::string repository;                           ///< `github.com/acme/infrastructure`; only Atlantis needs it
  std::string branch = "main";                      ///< what is merged into it is applied
  std::vector<std::string> programs{"."};           ///< folders with a cdktf.json, relative to the repository
  std::vector<std::string> runner{"ubuntu-24.04"};  ///< labels (GitHub) or tags (GitLab)
  std::string container;                            ///< image by digest that has `parapet`; empty: the runner has it
  std::vector<std::string> install;                 ///< command lines that come before `parapet`
  std::string engine = "terraform";                 ///< or `tofu`
  std::string engine_version;                       ///< `1.11.4`
  std::string region;                               ///< of the token service: `eu-central-1`
  std::string partition = "aws";
  std::string audience = "sts.amazonaws.com";
  std::string plan_role = "parapet-plan-STACK";  ///< STACK stands for the name of the stack
  std::string apply_role = "parapet-apply-STACK";
  ByStack accounts;                   ///< account id -> stacks
  ByStack environments;               ///< environment whose approval an apply needs -> stacks
  std::string plan_certificate;       ///< X.509 certificate in the repository that saved plans are encrypted for
  std::string changed_plans = "ask";  ///< or `refuse`: when a plan is not the one that the pull request showed
  std::string drift;                  ///< when to look for what was changed outside, as cron says it; empty: never
  unsigned max_parallel = 50;         ///< stacks at once
  unsigned waves = 0;                 ///< 0: as many as the stacks need, rounded up to a multiple of four
  unsigned timeout_minutes = 60;
  bool code_scanning = true;  ///< findings go to GitHub's code scanning
  ByStack actions;            ///< `actions/checkout` -> commit and version, in place of those that come along
};

/// Whether a path is one of the repository that needs no quotes anywhere: letters, digits and `._-/`, relative, not
/// leading out.
bool is_plain_folder(std::string_view path);

/// The pattern of a role's name with `stack` in place of each STACK: a name, or an expression of the CI.
std::string role_for(std::string pattern, const std::string& stack);

/// Reads `pipeline.json`. Throws Error with file, JSON pointer, what was expected and the remedy.
Settings read_settings(std::string_view text, const std::string& file);

/// The name whose globs match the stack first. Throws Error when none does; `member` is the one of `pipeline.json`.
const std::string& name_for(const ByStack& names, const std::string& stack, const Settings& settings,
                            std::string_view member);

}  // namespace parapet::pipeline
