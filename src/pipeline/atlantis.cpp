#include <filesystem>

#include "parapet/error.hpp"
#include "pipeline/files.hpp"
#include "pipeline/scripts.hpp"
#include "pipeline/yaml.hpp"

namespace parapet::pipeline {

namespace {

constexpr const char* atlantis_workflow_name = "parapet";

/// A program is built from more than its folder. Patterns are relative to it.
std::string whole_repository(const std::string& folder) {
  std::string pattern;
  for (const std::filesystem::path& part : std::filesystem::path(folder)) {
    if (part != "." && !part.empty()) pattern += "../";
  }
  return pattern + "**/*";
}

/// A workspace of its own gives each stack its own checkout, so that they can be planned at once.
Node project_of(const Member& member, std::size_t wave) {
  Node project = {{"name", member.stack},
                  {"dir", member.folder},
                  {"workspace", member.stack},
                  {"workflow", atlantis_workflow_name},
                  {"execution_order_group", wave},
                  {"autoplan", {{"enabled", true}, {"when_modified", Node::array({whole_repository(member.folder)})}}}};
  if (!member.dependencies.empty()) project["depends_on"] = member.dependencies;
  return project;
}

std::string projects(const Fleet& fleet) {
  Node made = {{"version", 3},
               {"automerge", false},
               {"parallel_plan", true},
               {"parallel_apply", true},
               {"abort_on_execution_order_fail", true},
               {"projects", Node::array()}};
  for (std::size_t i = 0; i < fleet.size(); ++i) {
    for (const Member& member : fleet[i]) made["projects"].push_back(project_of(member, i + 1));
  }
  return yaml_text(made);
}

Node atlantis_steps(const std::string& command) {
  return {{"steps", Node::array({{{"run", "parapet synth"}}, {{"run", command}}})}};
}

/// Of what a branch may be called, only the dot means something in a pattern.
std::string branch_pattern(const std::string& branch) {
  std::string pattern = "/^";
  for (const char c : branch) pattern += c == '.' ? std::string("[.]") : std::string(1, c);
  return pattern + "$/";
}

/// The workflow belongs to the server: one in the repository could be changed by the pull request that it judges.
std::string server(const Settings& settings) {
  const Node requirements = Node::array({"approved", "mergeable", "undiverged"});
  return yaml_text({{"repos", Node::array({{{"id", settings.repository},
                                            {"branch", branch_pattern(settings.branch)},
                                            {"apply_requirements", requirements},
                                            {"import_requirements", requirements},
                                            {"allowed_overrides", Node::array({"workflow"})},
                                            {"allowed_workflows", Node::array({atlantis_workflow_name})},
                                            {"allow_custom_workflows", false}}})},
                    {"workflows",
                     {{atlantis_workflow_name,
                       {{"plan", atlantis_steps("parapet plan \"$PROJECT_NAME\" --skip-synth --out \"$PLANFILE\"")},
                        {"apply", atlantis_steps("parapet deploy \"$PROJECT_NAME\" --skip-synth --plan \"$PLANFILE\" "
                                                 "--auto-approve --ignore-missing-stack-dependencies")}}}}}});
}

}  // namespace

std::vector<File> atlantis_files(const Fleet& fleet, const Settings& settings) {
  if (settings.repository.empty())
    throw Error(settings.file +
                " /repository: Atlantis needs it; give host/owner/name, like "
                "\"github.com/acme/infrastructure\"");
  return {{"atlantis.yaml", header("atlantis", settings) + projects(fleet)},
          {"atlantis/repos.yaml", header("atlantis", settings) + server(settings)}};
}

}  // namespace parapet::pipeline
