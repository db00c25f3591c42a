#include <map>
#include <memory>
#include <mutex>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/outputs.hpp"
#include "cli/plan_text.hpp"
#include "cli/stack_options.hpp"
#include "cli/summary.hpp"
#include "engine/interrupt.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

using engine::Outcome;
using Json = nlohmann::ordered_json;

namespace {

struct DeployOptions : StackOptions {
  std::string plan;
  std::string outputs_file;
  bool auto_approve = false;
  bool show_sensitive = false;
};

class Deploy {
 public:
  Deploy(const DeployOptions& options, Direction direction)
      : options_(options), direction_(direction), console_(options.quiet || options.json) {}

  int run() {
    if (!options_.auto_approve && !Console::can_ask())
      throw Error(
          "there is nobody to ask whether the plan may be applied; give --auto-approve where that is decided already");
    chosen_ = choose_stacks(options_);
    if (chosen_.refused != exit_done) return chosen_.refused;
    if (!options_.plan.empty() && chosen_.names.size() != 1)
      throw Error("--plan is the plan of one stack, and " + std::to_string(chosen_.names.size()) +
                  " are chosen; name one");
    const engine::Order order = order_of(chosen_, options_, direction_);
    engine_ = engine::find_engine();
    gate_ = std::make_unique<Gate>(chosen_.project.settings, chosen_.assembly);
    const engine::Interrupts remembered;
    summary_.outcomes = engine::run_in_order(
        order, options_.parallelism, [&](const std::string& name) { return deploy(name); }, engine::Interrupts::arrived,
        [&](const std::string& name, const char* what) { complain(name, what); });
    finish();
    return summary_.exit_code();
  }

 private:
  Outcome deploy(const std::string& name) {
    StackRun run(engine_, *chosen_.assembly.find(name), console_, options_.lock_timeout);
    Verdict verdict;
    decide(run, verdict);
    if (!run.problem.empty()) complain(name, run.problem);
    keep(run, verdict);
    return run.outcome;
  }

  void decide(StackRun& run, Verdict& verdict) {
    // A plan runs programs that a document names, so the document is judged before there is one.
    if (direction_ == Direction::build_up && refuses(run, "", verdict)) return;
    if (!run.init()) return;
    if (options_.plan.empty()) {
      if (!run.plan(direction_ == Direction::tear_down)) return;
    } else {
      run.take_plan(options_.plan);
    }
    if (!run.read_plan()) return;
    if (refuses(run, run.plan_json, verdict)) return;
    if (run.changes.empty()) {
      run.outcome = Outcome::unchanged;
    } else if (approve(run, verdict) && run.apply()) {
      run.outcome = Outcome::done;
    }
    if (direction_ == Direction::build_up && engine::succeeded(run.outcome)) run.read_outputs();
  }

  /// What is taken away cannot become insecure.
  bool refuses(StackRun& run, const std::string& plan, Verdict& verdict) {
    verdict = {};
    gate_->judge({{&run.stack(), plan}}, verdict);
    if (!verdict.refused() || direction_ == Direction::tear_down) return false;
    run.outcome = Outcome::refused;
    run.problem = std::to_string(verdict.selection.refused) + " findings refuse the " +
                  (plan.empty() ? "document" : "plan") + "; nothing was applied";
    if (!options_.json) console_.show(plan_text(run, verdict, Console::has_colour()));
    return true;
  }

  bool approve(StackRun& run, const Verdict& verdict) {
    const std::string text = plan_text(run, verdict, Console::has_colour());
    if (options_.auto_approve) {
      if (!options_.json) console_.show(text);
      return true;
    }
    const std::string what = direction_ == Direction::build_up ? "Apply this plan to " : "Destroy all of ";
    if (console_.confirm(options_.json ? "" : text, what + run.stack().name + "?")) return true;
    run.outcome = engine::Interrupts::arrived() ? Outcome::interrupted : Outcome::declined;
    return false;
  }

  /// What is told at the end; the documents of the verdict do not outlive this thread.
  void keep(const StackRun& run, const Verdict& verdict) {
    const std::lock_guard<std::mutex> alone(mutex_);
    results_[run.stack().name] = plan_json(run, &verdict);
    if (summary_.reasons[run.stack().name].empty()) summary_.reasons[run.stack().name] = counts_of(run.changes);
    if (!run.outputs_json.empty()) outputs_[run.stack().name] = read_outputs(run.outputs_json, run.stack().name);
  }

  void complain(const std::string& name, const std::string& what) {
    console_.say(name + ": " + what);
    const std::lock_guard<std::mutex> alone(mutex_);
    summary_.reasons[name] = what;
  }

  void finish() {
    for (const auto& [name, outcome] : summary_.outcomes) {
      if (outcome == Outcome::skipped)
        summary_.reasons[name] = "what it needs did not succeed, or everything had to stop";
    }
    if (!options_.outputs_file.empty())
      replace_file(options_.outputs_file,
                   [&](detail::Sink& sink) { sink.write(outputs_json(outputs_, options_.show_sensitive)); });
    if (options_.json) return console_.show(json());
    if (!outputs_.empty()) console_.show("\n" + outputs_text(outputs_, options_.show_sensitive));
    console_.show("\n" + summary_.text());
  }

  std::string json() {
    Json stacks = Json::array();
    for (const std::string& name : chosen_.names) {
      Json one = results_.contains(name) ? results_[name] : Json::object();
      one["stack"] = name;
      one["outcome"] = engine::text_of(summary_.outcomes[name]);
      if (outputs_.contains(name)) one["values"] = shown(outputs_[name], options_.show_sensitive);
      stacks.push_back(std::move(one));
    }
    return Json{{"stacks", stacks}}.dump(2) + "\n";
  }

  const DeployOptions& options_;
  Direction direction_;
  Console console_;
  Chosen chosen_;
  engine::Engine engine_;
  std::unique_ptr<Gate> gate_;
  std::mutex mutex_;
  std::map<std::string, Json> results_;
  OutputsByStack outputs_;
  Summary summary_;
};

constexpr const char* exit_codes =
    "Exit codes: 0 done or nothing to do, 1 an engine failed or somebody said no, 2 wrong usage or input, 3 a "
    "guardrail\n"
    "refuses, 130 interrupted. A stack that does not succeed stops those that need it; the others go on.";

}  // namespace

void add_deploy(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DeployOptions>();
  CLI::App* command =
      app.add_subcommand("deploy", "Plan stacks, judge the plans, ask, and apply exactly those plans")->alias("apply");
  add_stack_options(*command, *options);
  add_run_options(*command, *options);
  command->add_flag("--auto-approve", options->auto_approve, "Do not ask");
  command->add_option("--plan", options->plan, "Apply this plan of the one stack, which plan --out has written");
  command->add_option("--outputs-file", options->outputs_file, "Write the outputs to this file as JSON");
  command->add_flag("--show-sensitive", options->show_sensitive, "Show and write sensitive outputs as well");
  command->footer(exit_codes);
  command->callback([options, &exit_code] { exit_code = Deploy(*options, Direction::build_up).run(); });
}

void add_destroy(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DeployOptions>();
  CLI::App* command = app.add_subcommand("destroy", "Destroy everything in stacks, those that read from others first");
  add_stack_options(*command, *options);
  add_run_options(*command, *options);
  command->add_flag("--auto-approve", options->auto_approve, "Do not ask");
  command->footer(exit_codes);
  command->callback([options, &exit_code] { exit_code = Deploy(*options, Direction::tear_down).run(); });
}

}  // namespace parapet::cli
