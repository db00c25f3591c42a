#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/plan_text.hpp"
#include "cli/stack_options.hpp"
#include "cli/summary.hpp"
#include "engine/interrupt.hpp"
#include "parapet/error.hpp"
#include "report/sarif.hpp"

namespace parapet::cli {

using engine::Outcome;

namespace {

struct PlanOptions : StackOptions {
  std::string out;
  std::string markdown, sarif;
  bool destroy = false;
};

class Plan {
 public:
  explicit Plan(const PlanOptions& options) : options_(options), console_(options.quiet || options.json) {}

  int run() {
    chosen_ = choose_stacks(options_);
    if (chosen_.refused != exit_done) return chosen_.refused;
    if (!options_.out.empty() && chosen_.names.size() != 1)
      throw Error("--out takes the plan of one stack, and " + std::to_string(chosen_.names.size()) +
                  " are chosen; name one");
    engine_ = engine::find_engine();
    gate_ = std::make_unique<Gate>(chosen_.project.settings, chosen_.assembly);
    const engine::Interrupts remembered;
    // What a plan needs of other stacks is in their states already.
    engine::Order order;
    for (const std::string& name : chosen_.names) order[name] = {};
    summary_.outcomes = engine::run_in_order(
        order, options_.parallelism, [&](const std::string& name) { return plan(name); }, engine::Interrupts::arrived,
        [&](const std::string& name, const char* what) { complain(name, what); });
    show();
    return summary_.exit_code();
  }

 private:
  Outcome plan(const std::string& name) {
    auto run = std::make_unique<StackRun>(engine_, *chosen_.assembly.find(name), console_, options_.lock_timeout);
    if (!refuses_document(*run)) plan(*run);
    const std::lock_guard<std::mutex> alone(mutex_);
    return (runs_[name] = std::move(run))->outcome;
  }

  void plan(StackRun& run) {
    const bool planned = run.init() && run.plan(options_.destroy) && run.read_plan();
    if (!planned) complain(run.stack().name, run.problem + remedy(run.stack(), run.problem));
    if (planned && run.changes.empty()) run.outcome = Outcome::unchanged;
  }

  /// A plan runs programs that a document names, so the document is judged before there is one.
  bool refuses_document(StackRun& run) {
    Verdict verdict;
    gate_->judge({{&run.stack(), ""}}, verdict);
    if (!refuses(verdict)) return false;
    run.outcome = Outcome::refused;
    return true;
  }

  /// What is taken away cannot become insecure.
  bool refuses(const Verdict& verdict) const { return verdict.refused() && !options_.destroy; }

  static std::string remedy(const assembly::Stack& stack, const std::string& problem) {
    if (stack.dependencies.empty() || problem.find("terraform_remote_state") == std::string::npos) return {};
    return "\nIt reads outputs of " + stack.dependencies.front() + ", which may not be deployed yet.";
  }

  void complain(const std::string& name, const std::string& what) {
    console_.say(name + ": " + what);
    const std::lock_guard<std::mutex> alone(mutex_);
    summary_.reasons[name] = what;
  }

  bool is_planned(const std::string& name) const {
    const auto found = summary_.outcomes.find(name);
    return found != summary_.outcomes.end() && engine::succeeded(found->second);
  }

  /// In the order of deployment, whichever was ready first.
  void show() {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    std::string markdown;
    std::vector<PlannedStack> planned;
    for (const std::string& name : chosen_.names) {
      const auto found = runs_.find(name);
      if (found == runs_.end()) {
        all.push_back({{"stack", name},
                       {"outcome", engine::text_of(summary_.outcomes[name])},
                       {"problem", summary_.reasons[name]}});
        continue;
      }
      StackRun& run = *found->second;
      if (!is_planned(name) && run.outcome != Outcome::refused) {
        all.push_back(plan_json(run, nullptr));
        continue;
      }
      Verdict verdict;
      gate_->judge({{&run.stack(), run.plan_json}}, verdict);
      if (refuses(verdict)) summary_.outcomes[name] = run.outcome = Outcome::refused;
      if (options_.json) {
        all.push_back(plan_json(run, &verdict));
      } else {
        console_.show(plan_text(run, verdict, Console::has_colour()));
      }
      markdown += plan_markdown(run, verdict);
      planned.push_back({&run.stack(), run.plan_json});
    }
    if (options_.json) console_.show(nlohmann::ordered_json{{"stacks", all}}.dump(2) + "\n");
    if (!options_.json && chosen_.names.size() > 1) console_.show("\n" + summary_.text());
    write_files(planned, markdown);
  }

  void write_files(const std::vector<PlannedStack>& planned, const std::string& markdown) {
    if (!options_.markdown.empty()) replace_file(options_.markdown, [&](detail::Sink& sink) { sink.write(markdown); });
    if (!options_.sarif.empty()) {
      Verdict verdict;
      gate_->judge(planned, verdict);
      replace_file(options_.sarif, [&](detail::Sink& sink) { report::write_sarif(sink, verdict.selection); });
    }
    if (!options_.out.empty() && !planned.empty() && is_planned(chosen_.names.front()))
      runs_.begin()->second->keep_plan(options_.out);
  }

  const PlanOptions& options_;
  Console console_;
  Chosen chosen_;
  engine::Engine engine_;
  std::unique_ptr<Gate> gate_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<StackRun>> runs_;
  Summary summary_;
};

}  // namespace

void add_plan(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command = app.add_subcommand("plan", "Plan stacks, and judge what only their plans know")->alias("diff");
  add_stack_options(*command, *options);
  add_run_options(*command, *options);
  command->add_flag("--destroy", options->destroy, "Plan to destroy everything");
  command->add_option("--out", options->out,
                      "Keep the plan of the one stack in this file, for deploy --plan, unless it is refused");
  command->add_option("--markdown", options->markdown,
                      "Write plans and findings to this file, for a comment on a change");
  command->add_option("--sarif", options->sarif, "Write the findings to this file as SARIF 2.1.0");
  command->footer(
      "A plan has secrets: the file of --out is for its owner alone.\n"
      "Exit codes: 0 planned, 1 an engine failed, 2 wrong usage or input, 3 a guardrail refuses, 130 interrupted.");
  command->callback([options, &exit_code] { exit_code = Plan(*options).run(); });
}

}  // namespace parapet::cli
