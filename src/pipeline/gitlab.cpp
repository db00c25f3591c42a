#include <algorithm>

#include "parapet/error.hpp"
#include "pipeline/files.hpp"
#include "pipeline/scripts.hpp"
#include "pipeline/yaml.hpp"

namespace parapet::pipeline {

namespace {

/// How many other jobs one may name in `needs` besides `synth`, where GitLab takes fifty.
constexpr std::size_t gitlab_needs_limit = 49;

/// GitLab takes a line of `script` at a time; a script of several lines is one entry.
Node script_of(const std::vector<std::string>& scripts) {
  Node lines = Node::array({"set -o pipefail"});
  for (const std::string& script : scripts) lines.push_back(script);
  return lines;
}

std::vector<std::string> with_install(const Settings& settings, const std::vector<std::string>& scripts) {
  std::vector<std::string> all = settings.install;
  all.insert(all.end(), scripts.begin(), scripts.end());
  return all;
}

Node defaults_of(const Settings& settings) {
  return {{"image", settings.container},
          {"tags", settings.runner},
          {"timeout", std::to_string(settings.timeout_minutes) + " minutes"},
          {"interruptible", false}};
}

std::string credentials_script() {
  return R"(umask 077
mkdir -p parapet-out
trap 'rm -rf parapet-out/sealed parapet-out/token' EXIT
printf '%s' "$PARAPET_ID_TOKEN" > parapet-out/token
export AWS_WEB_IDENTITY_TOKEN_FILE=$PWD/parapet-out/token
)";
}

std::string role_in(const Settings& settings, const Member& member, const std::string& pattern) {
  return "arn:" + settings.partition + ":iam::" + member.account + ":role/" + role_for(pattern, member.stack);
}

/// What all jobs of one kind share.
Node hidden_job(const Settings& settings, const std::vector<std::string>& scripts) {
  return {{"id_tokens", {{"PARAPET_ID_TOKEN", {{"aud", settings.audience}}}}},
          {"script", script_of(with_install(settings, scripts))}};
}

std::string stage_of(const char* what, std::size_t wave) { return std::string(what) + "-" + std::to_string(wave); }

class GitLabStacks {
 public:
  GitLabStacks(const Settings& settings, bool deploy) : settings_(settings), deploy_(deploy) {}

  std::string text(const Fleet& fleet) const {
    Node made = {{"default", defaults_of(settings_)},
                 {"variables",
                  {{"TERRAFORM_BINARY_NAME", settings_.engine},
                   {"AWS_REGION", settings_.region},
                   {"AWS_ROLE_SESSION_NAME", "parapet-$CI_PIPELINE_ID"}}},
                 {"stages", stages(fleet.size())},
                 {".plan", plan_template()}};
    if (deploy_) made[".apply"] = apply_template();
    for (std::size_t i = 0; i < fleet.size(); ++i) {
      for (const Member& member : fleet[i]) add(made, member, i + 1);
    }
    return yaml_text(made);
  }

 private:
  Node stages(std::size_t waves) const {
    if (!deploy_) return Node::array({"plan"});
    Node stages = Node::array();
    for (std::size_t wave = 1; wave <= waves; ++wave) {
      stages.push_back(stage_of("plan", wave));
      stages.push_back(stage_of("apply", wave));
    }
    return stages;
  }

  Node plan_template() const {
    std::vector<std::string> scripts = {credentials_script(),
                                        plan_script() + "[ \"$code\" -eq 0 ] || exit \"$code\"\n"};
    Node paths = Node::array({"parapet-out/summaries"});
    if (deploy_) {
      scripts.push_back(seal_script(settings_));
      paths.push_back("parapet-out/plan.cms");
    }
    Node made = hidden_job(settings_, scripts);
    made["artifacts"] = {{"when", "always"}, {"expire_in", "30 days"}, {"paths", std::move(paths)}};
    return made;
  }

  Node apply_template() const {
    Node made = hidden_job(settings_, {credentials_script(), apply_script()});
    made["when"] = "manual";
    // A manual job that may fail would let those go on that need it.
    made["allow_failure"] = false;
    return made;
  }

  static Node synth_need() { return {{"pipeline", "$PARENT_PIPELINE"}, {"job", "synth"}}; }

  static Node need(const std::string& job) { return {{"job", job}, {"artifacts", false}}; }

  /// What a plan waits for: the applied dependencies, so that it reads their new outputs. More of them than a job may
  /// need are waited for by jobs in between.
  Node needs_of(Node& made, const Member& member, const std::string& stage) const {
    Node needs = Node::array({synth_need()});
    if (!deploy_) return needs;
    std::vector<std::string> jobs;
    for (const std::string& dependency : member.dependencies) jobs.push_back("apply " + dependency);
    if (jobs.size() > gitlab_needs_limit) jobs = add_waits(made, jobs, member, stage);
    for (const std::string& job : jobs) needs.push_back(need(job));
    return needs;
  }

  std::vector<std::string> add_waits(Node& made, const std::vector<std::string>& jobs, const Member& member,
                                     const std::string& stage) const {
    std::vector<std::string> waits;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (i % gitlab_needs_limit == 0) {
        waits.push_back("wait " + std::to_string(waits.size() + 1) + " " + member.stack);
        made[waits.back()] = {{"stage", stage}, {"script", Node::array({"true"})}, {"needs", Node::array()}};
      }
      made[waits.back()]["needs"].push_back(need(jobs[i]));
    }
    return waits;
  }

  void add(Node& made, const Member& member, std::size_t wave) const {
    const std::string stage = deploy_ ? stage_of("plan", wave) : "plan";
    Node needs = needs_of(made, member, stage);
    made["plan " + member.stack] = {{"extends", ".plan"},
                                    {"stage", stage},
                                    {"needs", std::move(needs)},
                                    {"variables", variables(member, settings_.plan_role)}};
    if (!deploy_) return;
    made["apply " + member.stack] = {{"extends", ".apply"},
                                     {"stage", stage_of("apply", wave)},
                                     {"needs", Node::array({synth_need(), {{"job", "plan " + member.stack}}})},
                                     {"environment", {{"name", member.environment}}},
                                     {"resource_group", "parapet-" + member.stack},
                                     {"variables", variables(member, settings_.apply_role)}};
  }

  Node variables(const Member& member, const std::string& role) const {
    return {{"STACK", member.stack}, {"FOLDER", member.folder}, {"AWS_ROLE_ARN", role_in(settings_, member, role)}};
  }

  const Settings& settings_;
  bool deploy_;
};

/// Merge requests of forks run in the fork's project, unless a member starts them in ours.
Node gitlab_rules(const Settings& settings) {
  return Node::array(
      {{{"if",
         "$CI_PIPELINE_SOURCE == \"merge_request_event\" && "
         "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID"},
        {"variables", {{"PARAPET_MATRIX", "--format gitlab"}}}},
       {{"if", "$CI_COMMIT_BRANCH == \"" + settings.branch + "\" && $CI_PIPELINE_SOURCE =~ /^(push|web)$/"},
        {"variables", {{"PARAPET_MATRIX", "--format gitlab --deploy"}}}}});
}

Node gitlab_synth(const Settings& settings) {
  Node paths = Node::array({"parapet-stacks.yml"});
  for (const std::string& program : settings.programs) paths.push_back(program + "/cdktf.out");
  return {
      {"stage", "synth"},
      {"script",
       script_of(with_install(
           settings, {synth_script(settings), "parapet pipeline gitlab --check --settings " + settings.file,
                      "parapet pipeline matrix $PARAPET_MATRIX --settings " + settings.file + " > parapet-stacks.yml",
                      check_script(settings, "junit")}))},
      {"artifacts",
       {{"when", "always"},
        {"expire_in", "30 days"},
        {"paths", std::move(paths)},
        {"reports", {{"junit", "parapet-out/findings/*.junit"}}}}}};
}

}  // namespace

std::string gitlab_stacks(const Fleet& fleet, const Settings& settings, bool deploy) {
  return GitLabStacks(settings, deploy).text(fleet);
}

std::vector<File> gitlab_files(const Settings& settings) {
  if (settings.container.empty())
    throw Error(settings.file + " /container: GitLab needs it; give the image, by digest, that has `parapet` and " +
                settings.engine + " " + settings.engine_version);
  Node made = {{"workflow", {{"rules", gitlab_rules(settings)}}},
               {"default", defaults_of(settings)},
               {"stages", Node::array({"synth", "stacks"})},
               {"synth", gitlab_synth(settings)},
               {"stacks",
                {{"stage", "stacks"},
                 {"needs", Node::array({"synth"})},
                 {"variables", {{"PARENT_PIPELINE", "$CI_PIPELINE_ID"}}},
                 {"trigger",
                  {{"include", Node::array({{{"artifact", "parapet-stacks.yml"}, {"job", "synth"}}})},
                   {"strategy", "depend"}}}}}};
  return {{".gitlab-ci.yml", header("gitlab", settings) + yaml_text(made)}};
}

}  // namespace parapet::pipeline
