#include "pipeline/github_jobs.hpp"
#include "pipeline/scripts.hpp"

namespace parapet::pipeline {

namespace {

/// What comes of a plan: whether there is something to apply; in a search for drift, failure where there is any.
constexpr const char* plan_outcome = R"sh(cat "$out/summaries/$STACK.md" >> "$GITHUB_STEP_SUMMARY"
if grep -q '^      "outcome": "unchanged",\?$' "$out/changes.json"; then
  echo changes=false >> "$GITHUB_OUTPUT"
else
  echo changes=true >> "$GITHUB_OUTPUT"
fi
if [ "$code" -eq 0 ] && [ "$DRIFT" = true ] && ! grep -q '^      "drift": \[\],\?$' "$out/changes.json"; then
  echo "::error::$STACK was changed outside of its program"
  code=1
fi
exit "$code"
)sh";

/// The jobs on one stack. It comes in as inputs: as text of a script it could be more than a name.
class GitHubStack {
 public:
  explicit GitHubStack(const GitHubJobs& jobs) : jobs_(jobs), settings_(jobs.settings()) {}

  std::string text() const {
    Node inputs = Node::object();
    for (const char* name : {"stack", "folder", "account", "environment"})
      inputs[name] = {{"type", "string"}, {"required", true}};
    for (const char* name : {"apply", "drift"}) inputs[name] = {{"type", "boolean"}, {"required", true}};
    return jobs_.file({{"name", "parapet stack"},
                       {"on", {{"workflow_call", {{"inputs", std::move(inputs)}}}}},
                       {"permissions", Node::object()},
                       {"defaults", GitHubJobs::shell()},
                       {"jobs", {{"plan", plan_job()}, {"apply", apply_job()}}}});
  }

 private:
  std::string role_arn(const std::string& pattern) const {
    return "arn:" + settings_.partition + ":iam::${{ inputs.account }}:role/" +
           role_for(pattern, "${{ inputs.stack }}");
  }

  /// Everything that a job on a stack begins with, up to its credentials.
  Node steps_with(const std::string& role) const {
    Node steps = jobs_.start();
    steps.push_back(jobs_.download("assembly", "parapet-out"));
    steps.push_back(GitHubJobs::run("Unpack", "tar -xzf parapet-out/assembly.tar.gz\n"));
    const bool tofu = settings_.engine == "tofu";
    steps.push_back(
        jobs_.use(tofu ? "opentofu/setup-opentofu" : "hashicorp/setup-terraform",
                  tofu ? Node{{"tofu_version", settings_.engine_version}, {"tofu_wrapper", false}}
                       : Node{{"terraform_version", settings_.engine_version}, {"terraform_wrapper", false}}));
    steps.push_back(
        jobs_.use("aws-actions/configure-aws-credentials", {{"role-to-assume", role_arn(role)},
                                                            {"role-session-name", "parapet-${{ github.run_id }}"},
                                                            {"audience", settings_.audience},
                                                            {"aws-region", settings_.region}}));
    return steps;
  }

  Node run_on_stack(const std::string& name, const std::string& script) const {
    Node step = GitHubJobs::run(name, script);
    step["env"] = {{"STACK", "${{ inputs.stack }}"},
                   {"FOLDER", "${{ inputs.folder }}"},
                   {"TERRAFORM_BINARY_NAME", settings_.engine}};
    return step;
  }

  Node compare_step() const {
    Node step = run_on_stack("Compare with the pull request", compare_script());
    step["env"]["CHANGED_PLANS"] = settings_.changed_plans;
    return step;
  }

  Node plan_job() const {
    const std::string to_apply = "${{ inputs.apply && steps.plan.outputs.changes == 'true' }}";
    Node made = jobs_.job();
    made["permissions"] = GitHubJobs::credentials_permissions();
    made["outputs"] = {{"changes", "${{ steps.plan.outputs.changes }}"}};
    Node steps = steps_with(settings_.plan_role);
    Node plan = GitHubJobs::called("plan", run_on_stack("Plan", plan_script() + plan_outcome));
    plan["env"]["DRIFT"] = "${{ inputs.drift }}";
    steps.push_back(std::move(plan));
    steps.push_back(GitHubJobs::when("${{ !cancelled() }}",
                                     jobs_.upload("summary-${{ inputs.stack }}", "parapet-out/summaries", "ignore")));
    steps.push_back(GitHubJobs::when(to_apply, jobs_.download("reviewed", "parapet-out/reviewed")));
    steps.push_back(GitHubJobs::when(to_apply, compare_step()));
    steps.push_back(GitHubJobs::when(to_apply, run_on_stack("Encrypt the plan", seal_script(settings_))));
    steps.push_back(
        GitHubJobs::when(to_apply, jobs_.upload("plan-${{ inputs.stack }}", "parapet-out/plan.cms", "error")));
    steps.push_back(
        GitHubJobs::when("${{ always() }}", GitHubJobs::run("Forget the plan", "rm -rf parapet-out/sealed\n")));
    made["steps"] = std::move(steps);
    return made;
  }

  /// A waiting apply of the same stack gives way to a newer one; one that runs is never stopped.
  Node apply_job() const {
    Node made = {{"needs", "plan"}, {"if", "${{ inputs.apply && needs.plan.outputs.changes == 'true' }}"}};
    made.update(jobs_.job());
    made["environment"] = "${{ inputs.environment }}";
    made["concurrency"] = {{"group", "parapet-${{ inputs.stack }}"}, {"cancel-in-progress", false}};
    made["permissions"] = GitHubJobs::credentials_permissions();
    Node steps = steps_with(settings_.apply_role);
    steps.push_back(jobs_.download("plan-${{ inputs.stack }}", "parapet-out"));
    Node apply = run_on_stack("Apply the plan", apply_script());
    apply["env"]["PARAPET_PLAN_KEY"] = "${{ secrets.PARAPET_PLAN_KEY }}";
    steps.push_back(std::move(apply));
    made["steps"] = std::move(steps);
    return made;
  }

  const GitHubJobs& jobs_;
  const Settings& settings_;
};

}  // namespace

std::string github_stack_workflow(const GitHubJobs& jobs) { return GitHubStack(jobs).text(); }

}  // namespace parapet::pipeline
