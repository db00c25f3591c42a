#pragma once

#include <string>
#include <vector>

#include "pipeline/actions.hpp"
#include "pipeline/fleet.hpp"
#include "pipeline/yaml.hpp"

namespace parapet::pipeline {

/// The parts that GitHub's workflows are made of. A file can be uploaded only from below the workspace: in a container,
/// expressions and steps see other folders for temporary files. So everything lies in `parapet-out`.
class GitHubJobs {
 public:
  explicit GitHubJobs(const Settings& settings) : settings_(settings), actions_(settings) {}

  const Settings& settings() const { return settings_; }
  /// The file, with its header.
  std::string file(const Node& workflow) const;

  /// Where a job runs, and for how long.
  Node job() const;
  Node use(const std::string& action, Node with) const;
  static Node run(const std::string& name, const std::string& script);
  /// `step`, behind a condition.
  static Node when(const std::string& condition, const Node& step);
  /// `step`, with an id.
  static Node called(const std::string& id, const Node& step);
  /// The repository, without its credentials, and what the settings install.
  Node start() const;
  Node upload(const std::string& name, const std::string& path, const std::string& if_missing) const;
  Node download(const std::string& name, const std::string& path) const;

  /// Members of every workflow.
  static Node shell();
  /// What a job may do that asks for credentials of the cloud.
  static Node credentials_permissions();

 private:
  const Settings& settings_;
  Actions actions_;
};

/// The workflow that is called for each stack.
std::string github_stack_workflow(const GitHubJobs& jobs);

/// A job that fails when one before it did: the check that a branch can require, whatever stacks there are.
Node github_result_job(const GitHubJobs& jobs, const std::vector<std::string>& needs);
/// The same, after it has told the pull request what was planned and found.
Node github_comment_job(const GitHubJobs& jobs, const std::vector<std::string>& needs);
/// A job that looks up what the pull request of the commit showed.
Node github_reviewed_job(const GitHubJobs& jobs);

}  // namespace parapet::pipeline
