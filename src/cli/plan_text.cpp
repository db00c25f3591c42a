#include "cli/plan_text.hpp"

#include <algorithm>

#include "core/json_writer.hpp"
#include "report/text.hpp"

namespace parapet::cli {

using engine::Action;
using engine::Change;
using engine::Drift;
using engine::PlanChanges;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* not_planned = "not planned, since its document is refused";
constexpr std::size_t longest_comment = 60000;  ///< GitHub takes 65,536 characters

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Whether the plan puts back, or takes over, what was changed outside.
std::string answer_to(const Drift& drift, const PlanChanges& changes) {
  const auto found = std::find_if(changes.changes.begin(), changes.changes.end(),
                                  [&](const Change& change) { return change.address == drift.address; });
  if (found == changes.changes.end()) return "the program does not say otherwise, and only the state follows";
  if (drift.removed) return "the plan creates it again";
  if (found->drifted.empty()) return "the program does not say otherwise, and only the state follows";
  return "the plan puts back " + joined(found->drifted);
}

std::string line_of(const Drift& drift, const PlanChanges& changes) {
  return drift.address + ": " + (drift.removed ? "removed" : joined(drift.attributes)) + " (" +
         answer_to(drift, changes) + ")";
}

/// A fence longer than any in the text, which therefore cannot end the block.
std::string fence_for(const std::string& text) {
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += "`";
  return fence;
}

std::string details(const std::string& title, std::string text) {
  if (text.size() > longest_comment) text = text.substr(0, longest_comment) + "\n... (cut)\n";
  const std::string fence = fence_for(text);
  return "<details><summary>" + title + "</summary>\n\n" + fence + "\n" + text + (text.ends_with('\n') ? "" : "\n") +
         fence + "\n\n</details>\n";
}

Json change_json(const Change& change) {
  Json json{{"address", change.address}, {"action", engine::text_of(change.action)}};
  if (change.imported) json["imported"] = true;
  if (!change.moved_from.empty()) json["moved_from"] = change.moved_from;
  if (!change.attributes.empty()) json["attributes"] = change.attributes;
  if (!change.drifted.empty()) json["put_back"] = change.drifted;
  return json;
}

Json refusal_json(const guardrails::Result& result) {
  Json json{{"requirement", result.requirement->id}, {"status", guardrails::text_of(result.status)}};
  if (result.block != nullptr) {
    json["address"] = result.block->address;
    json["construct"] = result.block->path;
    if (!result.block->file.empty()) json["file"] = result.block->file;
    if (result.block->line != 0) json["line"] = result.block->line;
  }
  json["attribute"] = result.attribute_path;
  json["value"] = result.value;
  return json;
}

}  // namespace

std::string counts_of(const PlanChanges& changes) {
  std::string text;
  const auto add = [&](std::size_t count, const std::string& what) {
    if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
  };
  const auto imports = std::count_if(changes.changes.begin(), changes.changes.end(),
                                     [](const Change& change) { return change.imported; });
  add(static_cast<std::size_t>(imports), "to import");
  for (const Action action :
       {Action::create, Action::update, Action::replace, Action::destroy, Action::read, Action::forget})
    add(changes.count(action), "to " + std::string(engine::text_of(action)));
  add(changes.outputs.size(), changes.outputs.size() == 1 ? "output changes" : "outputs change");
  if (text.empty()) return changes.empty() ? "no changes" : "only addresses change";
  return text;
}

std::string drift_text(const PlanChanges& changes) {
  if (changes.drift.empty()) return {};
  std::string text = "Changed outside of the program:\n";
  for (const Drift& drift : changes.drift) text += "  " + line_of(drift, changes) + "\n";
  return text;
}

std::string verdict_text(const Verdict& verdict, bool colour) {
  detail::StringSink sink;
  report::write_text(sink, verdict.selection, {.colour = colour, .quiet = true});
  return sink.text;
}

std::string plan_text(const StackRun& run, const Verdict& verdict, bool colour) {
  const std::string& name = run.stack().name;
  std::string text = "=== " + name + " ===\n" + run.plan_text;
  if (run.plan_json.empty()) return text + verdict_text(verdict, colour) + "\n" + name + ": " + not_planned + "\n";
  if (const std::string drift = drift_text(run.changes); !drift.empty()) text += "\n" + drift;
  return text + "\n" + verdict_text(verdict, colour) + "\n" + name + ": " + counts_of(run.changes) + "\n";
}

std::string plan_markdown(const StackRun& run, const Verdict& verdict) {
  const std::string sign = verdict.refused() ? "refused" : "passed";
  const std::string counts = run.plan_json.empty() ? not_planned : counts_of(run.changes);
  std::string text = "### `" + run.stack().name + "`: " + counts + "; guardrails " + sign + "\n\n";
  if (const std::string drift = drift_text(run.changes); !drift.empty()) text += details("changed outside", drift);
  text += details("guardrails", verdict_text(verdict, false));
  return run.plan_json.empty() ? text : text + details("plan", run.plan_text);
}

Json plan_json(const StackRun& run, const Verdict* verdict) {
  Json json{{"stack", run.stack().name}, {"outcome", engine::text_of(run.outcome)}};
  if (!run.problem.empty()) json["problem"] = run.problem;
  json["changes"] = Json::array();
  for (const Change& change : run.changes.changes) json["changes"].push_back(change_json(change));
  json["drift"] = Json::array();
  for (const Drift& drift : run.changes.drift)
    json["drift"].push_back(
        Json{{"address", drift.address}, {"removed", drift.removed}, {"attributes", drift.attributes}});
  json["outputs"] = run.changes.outputs;
  json["refusals"] = Json::array();
  if (verdict == nullptr) return json;
  for (const guardrails::Result* result : verdict->selection.results) {
    if (guardrails::refuses(*result)) json["refusals"].push_back(refusal_json(*result));
  }
  return json;
}

}  // namespace parapet::cli
