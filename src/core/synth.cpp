#include "synth.hpp"

#include <cstdlib>
#include <set>
#include <tuple>

#include "manifest.hpp"
#include "output_folder.hpp"
#include "parapet/error.hpp"
#include "stack_document.hpp"
#include "stack_plan.hpp"

namespace parapet::detail {

namespace {

constexpr int kMaxAspectRounds = 100;

[[noreturn]] void refuse_all(const std::vector<std::string>& problems) {
  std::string text = problems.front();
  for (std::size_t i = 1; i < problems.size(); ++i) text += "\n" + problems[i];
  throw Error(text);
}

/// Which aspect (by its construct and position) has visited what.
using Applied = std::set<std::tuple<const Element*, const Element*, std::size_t>>;

/// One walk over the tree with the aspects that hold at each place; true if anything was visited that had not been
/// before.
bool apply_aspects(Element* element, std::vector<std::pair<Element*, std::size_t>>& active, Applied& done) {
  const std::size_t mark = active.size();
  if (element->extra != nullptr) {
    for (std::size_t i = 0; i < element->extra->aspects.size(); ++i) active.emplace_back(element, i);
  }
  bool changed = false;
  for (std::size_t i = 0; i < active.size(); ++i) {
    const auto [owner, position] = active[i];
    // Copied: the aspect may add aspects of its own to the same construct.
    const auto aspect = owner->extra->aspects[position];
    if (!done.emplace(element, owner, position).second) continue;
    aspect(Construct(element));
    changed = true;
  }
  // What the children's aspects add here waits for the next round, so that a walk always ends.
  const Element* last = element->last_child;
  for (Element* child = element->first_child; child != nullptr; child = child == last ? nullptr : child->next) {
    changed = apply_aspects(child, active, done) || changed;
  }
  active.resize(mark);
  return changed;
}

bool has_step(const AppState& app, Step step) {
  for (const auto& entry : app.journal) {
    if (entry.second == step) return true;
  }
  return false;
}

void run_aspects(AppState& app) {
  if (!has_step(app, Step::aspect)) return;
  Applied done;
  for (int round = 0; round < kMaxAspectRounds; ++round) {
    std::vector<std::pair<Element*, std::size_t>> active;
    if (!apply_aspects(app.root, active, done)) return;
  }
  throw Error("the aspects keep adding constructs after " + std::to_string(kMaxAspectRounds) +
              " rounds; let them skip what they added themselves");
}

void run_validations(const AppState& app) {
  std::vector<std::string> problems;
  std::set<const Element*> seen;
  for (const auto& [element, step] : app.journal) {
    if (step != Step::validation || !seen.insert(element).second) continue;
    for (const auto& validate : element->extra->validations) {
      for (const std::string& problem : validate()) problems.push_back(place_of(element) + ": " + problem);
    }
  }
  if (!problems.empty()) refuse_all(problems);
}

/// Error annotations stop synthesis unless the caller reads them from the manifest, as the cdktn command does.
void refuse_error_annotations(const AppState& app) {
  if (std::getenv("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS") != nullptr) return;
  std::vector<std::string> problems;
  for (const Extra& extra : app.extras) {
    for (const Annotation& annotation : extra.annotations) {
      if (annotation.level == "error") problems.push_back(annotation.message);
    }
  }
  if (problems.empty()) return;
  problems.clear();
  for (const auto& [element, annotation] : annotations_of(app.root)) {
    if (annotation->level == "error") problems.push_back(place_of(element) + ": " + annotation->message);
  }
  if (!problems.empty()) refuse_all(problems);
}

AppPlan prepare(AppState& app, std::vector<std::string>& notes) {
  run_aspects(app);
  run_validations(app);
  refuse_error_annotations(app);
  AppPlan plan(app);
  if (gate() != nullptr) gate()(plan.documents(), notes);
  return plan;
}

void render(Sink& sink, const StackPlan& stack, const AppPlan& plan, std::vector<std::string>& problems) {
  for (std::string& problem : write_stack(sink, stack, plan)) problems.push_back(std::move(problem));
}

}  // namespace

SynthNotes synthesize(AppState& app, const std::filesystem::path& folder) {
  SynthNotes notes;
  const AppPlan plan = prepare(app, notes.lines);
  OutputFolder output(folder);
  std::vector<std::string> problems;
  for (const StackPlan& stack : plan.stacks()) {
    FileSink file(output.prepare(document_path(stack)));
    render(file, stack, plan, problems);
    file.close();
  }
  if (!problems.empty()) refuse_all(problems);
  copy_assets(app.root, output);
  FileSink manifest(output.prepare(OutputFolder::kManifest));
  write_manifest(manifest, plan);
  manifest.close();
  output.commit();
  for (const auto& [element, annotation] : annotations_of(app.root)) {
    notes.lines.push_back(annotation->level + ": " + place_of(element) + ": " + annotation->message);
  }
  return notes;
}

std::map<std::string, std::string> synthesize_in_memory(AppState& app, std::vector<std::string>* notes) {
  std::vector<std::string> unheard;
  const AppPlan plan = prepare(app, notes == nullptr ? unheard : *notes);
  std::map<std::string, std::string> documents;
  std::vector<std::string> problems;
  for (const StackPlan& stack : plan.stacks()) {
    StringSink sink;
    render(sink, stack, plan, problems);
    documents[std::string(stack.stack->id)] = std::move(sink.text);
  }
  if (!problems.empty()) refuse_all(problems);
  return documents;
}

}  // namespace parapet::detail
