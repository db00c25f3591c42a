#include "pipeline/files.hpp"
#include "pipeline/github_jobs.hpp"
#include "pipeline/scripts.hpp"

namespace parapet::pipeline {

namespace {

/// The workflows that begin: every job in them has the permissions it needs and no other, and runs no text of an event.
class GitHubWorkflows {
 public:
  GitHubWorkflows(const GitHubJobs& jobs, const Shape& shape)
      : jobs_(jobs), settings_(jobs.settings()), shape_(shape) {}

  /// What was changed outside is a failure.
  std::string drift() const {
    Node made = {{"synth", synth_job(plan_outputs(), plan_room())}};
    const std::vector<std::string> needs = add_plans(made, true);
    made["result"] = github_result_job(jobs_, needs);
    return jobs_.file(
        {{"name", "parapet drift"},
         {"on", {{"schedule", Node::array({{{"cron", settings_.drift}}})}, {"workflow_dispatch", Node::object()}}},
         {"permissions", Node::object()},
         {"concurrency", {{"group", "parapet-drift"}, {"cancel-in-progress", false}}},
         {"defaults", GitHubJobs::shell()},
         {"jobs", std::move(made)}});
  }

  std::string plan() const {
    const std::string ours = "${{ github.event.pull_request.head.repo.full_name == github.repository }}";
    Node made = {{"synth", GitHubJobs::when(ours, synth_job(plan_outputs(), plan_room()))}};
    const std::vector<std::string> needs = add_plans(made, false);
    made["result"] = github_comment_job(jobs_, needs);
    // A plan that is cancelled may leave its lock behind.
    return jobs_.file({{"name", "parapet plan"},
                       {"on", {{"pull_request", {{"branches", Node::array({settings_.branch})}}}}},
                       {"permissions", Node::object()},
                       {"concurrency", {{"group", "parapet-plan-${{ github.ref }}"}, {"cancel-in-progress", false}}},
                       {"defaults", GitHubJobs::shell()},
                       {"jobs", std::move(made)}});
  }

  std::string deploy() const {
    Node made = {{"synth", synth_job(wave_outputs(), wave_room())}, {"reviewed", github_reviewed_job(jobs_)}};
    std::vector<std::string> needs = {"synth", "reviewed"};
    for (std::size_t wave = 1; wave <= shape_.waves; ++wave) {
      const std::vector<std::string> before = needs;
      for (std::size_t chunk = 1; chunk <= shape_.chunks; ++chunk) {
        needs.push_back(wave_output(wave, chunk));
        made[needs.back()] = stack_job(before, needs.back(), true, false);
      }
    }
    made["result"] = github_result_job(jobs_, needs);
    return jobs_.file(
        {{"name", "parapet deploy"},
         {"on", {{"push", {{"branches", Node::array({settings_.branch})}}}, {"workflow_dispatch", Node::object()}}},
         {"permissions", Node::object()},
         {"defaults", GitHubJobs::shell()},
         {"jobs", std::move(made)}});
  }

 private:
  static std::string wave_output(std::size_t wave, std::size_t chunk) {
    return "wave_" + std::to_string(wave) + "_" + std::to_string(chunk);
  }

  std::vector<std::string> wave_outputs() const {
    std::vector<std::string> names;
    for (std::size_t wave = 1; wave <= shape_.waves; ++wave) {
      for (std::size_t chunk = 1; chunk <= shape_.chunks; ++chunk) names.push_back(wave_output(wave, chunk));
    }
    return names;
  }

  std::vector<std::string> plan_outputs() const {
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= shape_.plans; ++i) names.push_back("plan_" + std::to_string(i));
    return names;
  }

  /// Plans every stack; returns all jobs so far.
  std::vector<std::string> add_plans(Node& jobs, bool drift) const {
    std::vector<std::string> all = {"synth"};
    for (const std::string& name : plan_outputs()) {
      jobs[name] = stack_job({"synth"}, name, false, drift);
      all.push_back(name);
    }
    return all;
  }

  std::string wave_room() const {
    return "--waves " + std::to_string(shape_.waves) + " --chunks " + std::to_string(shape_.chunks);
  }
  std::string plan_room() const { return "--plans " + std::to_string(shape_.plans); }

  /// Runs the programs, so it has no credentials.
  Node synth_job(const std::vector<std::string>& outputs, const std::string& room) const {
    Node made = jobs_.job();
    made["permissions"] = {{"contents", "read"}};
    for (const std::string& name : outputs) made["outputs"][name] = "${{ steps.matrix.outputs." + name + " }}";
    Node steps = jobs_.start();
    steps.push_back(GitHubJobs::run("Synthesize", synth_script(settings_)));
    steps.push_back(GitHubJobs::run("Hold it to the guardrails", check_script(settings_, "sarif")));
    steps.push_back(
        GitHubJobs::when("${{ !cancelled() }}", jobs_.upload("findings", "parapet-out/findings", "ignore")));
    const std::string settings = " --settings " + settings_.file;
    steps.push_back(
        GitHubJobs::run("Hold the workflows to the stacks", "parapet pipeline github --check" + settings + "\n"));
    steps.push_back(GitHubJobs::called(
        "matrix", GitHubJobs::run("Put the stacks into waves",
                                  "parapet pipeline matrix" + settings + " " + room + " >> \"$GITHUB_OUTPUT\"\n")));
    steps.push_back(GitHubJobs::run("Pack", pack_script(settings_)));
    steps.push_back(jobs_.upload("assembly", "parapet-out/assembly.tar.gz", "error"));
    made["steps"] = std::move(steps);
    return made;
  }

  /// Waits for every job before it: GitHub skips what needs a skipped job, and an empty matrix skips its job, so the
  /// condition says itself what must not have happened.
  Node stack_job(const std::vector<std::string>& needs, const std::string& output, bool apply, bool drift) const {
    Node made = {{"name", "${{ matrix.stack }}"},
                 {"needs", needs},
                 {"if", "${{ !cancelled() && needs.synth.result == 'success' && needs.synth.outputs." + output +
                            " != '[]' && !contains(needs.*.result, 'failure') && "
                            "!contains(needs.*.result, 'cancelled') }}"},
                 {"permissions", GitHubJobs::credentials_permissions()},
                 {"strategy",
                  {{"fail-fast", false},
                   {"max-parallel", settings_.max_parallel},
                   {"matrix", {{"include", "${{ fromJSON(needs.synth.outputs." + output + ") }}"}}}}},
                 {"uses", "./.github/workflows/parapet-stack.yml"},
                 {"with",
                  {{"stack", "${{ matrix.stack }}"},
                   {"folder", "${{ matrix.folder }}"},
                   {"account", "${{ matrix.account }}"},
                   {"environment", "${{ matrix.environment }}"},
                   {"apply", apply},
                   {"drift", drift}}}};
    // Without it the secrets of the environment do not reach a called workflow.
    if (apply) made["secrets"] = "inherit";
    return made;
  }

  const GitHubJobs& jobs_;
  const Settings& settings_;
  Shape shape_;
};

}  // namespace

std::vector<File> github_files(const Fleet& fleet, const Settings& settings) {
  const GitHubJobs jobs(settings);
  const GitHubWorkflows workflows(jobs, shape_of(fleet, settings));
  std::vector<File> files = {{".github/workflows/parapet-deploy.yml", workflows.deploy()},
                             {".github/workflows/parapet-plan.yml", workflows.plan()},
                             {".github/workflows/parapet-stack.yml", github_stack_workflow(jobs)}};
  if (!settings.drift.empty()) files.push_back({".github/workflows/parapet-drift.yml", workflows.drift()});
  return files;
}

}  // namespace parapet::pipeline
