#include "pipeline/github_jobs.hpp"
#include "pipeline/scripts.hpp"

namespace parapet::pipeline {

namespace {

/// A pull request of a fork was not even synthesized; nothing is told of it, and it fails.
constexpr const char* synthesized = "${{ needs.synth.result != 'skipped' }}";

Node verdict_step() {
  Node step = GitHubJobs::run("Verdict", R"sh(printf 'synth: %s\nall: %s\n' "$SYNTH" "$ALL"
case " $ALL " in
  *" failure "* | *" cancelled "*) exit 1 ;;
esac
[ "$SYNTH" = success ]
)sh");
  step["env"] = {{"SYNTH", "${{ needs.synth.result }}"}, {"ALL", "${{ join(needs.*.result, ' ') }}"}};
  return step;
}

Node result_job_with(const GitHubJobs& jobs, const std::vector<std::string>& needs, Node permissions, Node steps) {
  steps.push_back(verdict_step());
  return {{"name", "parapet"},        {"needs", needs},
          {"if", "${{ always() }}"},  {"runs-on", jobs.job()["runs-on"]},
          {"timeout-minutes", 10},    {"permissions", std::move(permissions)},
          {"steps", std::move(steps)}};
}

/// GitHub takes one file per category.
void add_code_scanning(const GitHubJobs& jobs, Node& steps) {
  Node findings = GitHubJobs::when(synthesized, jobs.download("findings", "parapet-out/findings"));
  // Where the programs refused, there is nothing to check.
  findings["continue-on-error"] = true;
  steps.push_back(std::move(findings));
  for (const std::string& program : jobs.settings().programs) {
    const std::string name = "parapet-out/findings/" + report_name(program) + ".sarif";
    steps.push_back(
        GitHubJobs::when("${{ hashFiles('" + name + "') != '' }}",
                         jobs.use("github/codeql-action/upload-sarif",
                                  {{"sarif_file", name}, {"category", "parapet-" + report_name(program)}})));
  }
}

Node comment_step() {
  Node step = GitHubJobs::when(synthesized, GitHubJobs::run("Comment", comment_script()));
  step["env"] = {{"GH_TOKEN", "${{ github.token }}"},
                 {"PULL_REQUEST", "${{ github.event.pull_request.number }}"},
                 {"RUN", "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}"}};
  return step;
}

}  // namespace

Node github_result_job(const GitHubJobs& jobs, const std::vector<std::string>& needs) {
  return result_job_with(jobs, needs, Node::object(), Node::array());
}

Node github_comment_job(const GitHubJobs& jobs, const std::vector<std::string>& needs) {
  Node permissions = {{"pull-requests", "write"}};
  Node steps = Node::array();
  steps.push_back(GitHubJobs::when(
      synthesized, jobs.use("actions/download-artifact",
                            {{"pattern", "summary-*"}, {"path", "parapet-out/summaries"}, {"merge-multiple", true}})));
  if (jobs.settings().code_scanning) {
    permissions.update({{"actions", "read"}, {"contents", "read"}, {"security-events", "write"}});
    add_code_scanning(jobs, steps);
  }
  steps.push_back(comment_step());
  return result_job_with(jobs, needs, std::move(permissions), std::move(steps));
}

Node github_reviewed_job(const GitHubJobs& jobs) {
  Node look_up = GitHubJobs::run("Look up what the pull request showed", reviewed_script());
  look_up["env"] = {{"GH_TOKEN", "${{ github.token }}"}};
  return {{"runs-on", jobs.job()["runs-on"]},
          {"timeout-minutes", 10},
          {"permissions", {{"actions", "read"}, {"contents", "read"}, {"pull-requests", "read"}}},
          {"steps", Node::array({look_up, jobs.upload("reviewed", "parapet-out/reviewed", "error")})}};
}

}  // namespace parapet::pipeline
