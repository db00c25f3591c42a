#pragma once

#include <string>
#include <vector>

#include "pipeline/fleet.hpp"

namespace parapet::pipeline {

/// A file of the repository.
struct File {
  std::string path;
  std::string text;
};

/// `.github/workflows/`: `parapet-plan.yml` for pull requests, `parapet-deploy.yml` for what is merged,
/// `parapet-drift.yml` if the settings say when, and `parapet-stack.yml`, which they call for each stack. The stacks
/// themselves are not in them: a job reads them from the programs when the workflow runs.
std::vector<File> github_files(const Fleet& fleet, const Settings& settings);

/// `.gitlab-ci.yml`, which makes the pipeline of the stacks when it runs and starts it. Throws Error without
/// `container`.
std::vector<File> gitlab_files(const Settings& settings);
/// That pipeline: a job that plans each stack, and one that applies what was planned if `deploy`.
std::string gitlab_stacks(const Fleet& fleet, const Settings& settings, bool deploy);

/// `atlantis.yaml`, the projects, and `atlantis/repos.yaml`, the workflow for the server's configuration. Throws Error
/// without `repository`.
std::vector<File> atlantis_files(const Fleet& fleet, const Settings& settings);

}  // namespace parapet::pipeline
