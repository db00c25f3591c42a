#include "pipeline/github_jobs.hpp"

#include "pipeline/scripts.hpp"

namespace parapet::pipeline {

namespace {

/// An approval may take that long, and needs the plan then.
constexpr int days_of_artefacts = 30;

}  // namespace

std::string GitHubJobs::file(const Node& workflow) const {
  return header("github", settings_) + yaml_text(workflow, actions_.versions());
}

Node GitHubJobs::job() const {
  Node job = {{"runs-on", settings_.runner.size() == 1 ? Node(settings_.runner.front()) : Node(settings_.runner)}};
  if (!settings_.container.empty()) job["container"] = settings_.container;
  job["timeout-minutes"] = settings_.timeout_minutes;
  return job;
}

Node GitHubJobs::use(const std::string& action, Node with) const {
  return {{"uses", actions_.pinned(action)}, {"with", std::move(with)}};
}

Node GitHubJobs::run(const std::string& name, const std::string& script) { return {{"name", name}, {"run", script}}; }

Node GitHubJobs::when(const std::string& condition, const Node& step) {
  Node made = {{"if", condition}};
  made.update(step);
  return made;
}

Node GitHubJobs::called(const std::string& id, const Node& step) {
  Node made = {{"id", id}};
  made.update(step);
  return made;
}

Node GitHubJobs::start() const {
  Node steps = Node::array();
  steps.push_back(use("actions/checkout", {{"persist-credentials", false}}));
  if (settings_.install.empty()) return steps;
  std::string script;
  for (const std::string& line : settings_.install) script += line + "\n";
  steps.push_back(run("Install", script));
  return steps;
}

Node GitHubJobs::upload(const std::string& name, const std::string& path, const std::string& if_missing) const {
  return use(
      "actions/upload-artifact",
      {{"name", name}, {"path", path}, {"if-no-files-found", if_missing}, {"retention-days", days_of_artefacts}});
}

Node GitHubJobs::download(const std::string& name, const std::string& path) const {
  return use("actions/download-artifact", {{"name", name}, {"path", path}});
}

Node GitHubJobs::shell() { return {{"run", {{"shell", "bash"}}}}; }

Node GitHubJobs::credentials_permissions() { return {{"contents", "read"}, {"id-token", "write"}}; }

}  // namespace parapet::pipeline
