#include "manifest.hpp"

#include <map>

namespace parapet::detail {

namespace {

constexpr std::string_view kFormatVersion = "0.1.0";

std::string folder_of(const StackPlan& plan) { return "stacks/" + std::string(plan.stack->id); }

void member(JsonWriter& out, std::string_view name, std::string_view value) {
  out.key(name);
  out.string(value);
}

void write_annotations(JsonWriter& out, const Element* stack) {
  out.key("annotations");
  out.begin_array();
  for (const auto& [element, annotation] : annotations_of(stack)) {
    out.element();
    out.begin_object();
    member(out, "constructPath", path_of(element));
    member(out, "level", annotation->level == "warning" ? "@cdktf/warn" : "@cdktf/" + annotation->level);
    member(out, "message", annotation->message);
    out.key("stacktrace");
    out.begin_array();
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

template <class Texts>
void write_texts(JsonWriter& out, std::string_view name, const Texts& texts) {
  out.key(name);
  out.begin_array();
  for (const std::string& text : texts) {
    out.element();
    out.string(text);
  }
  out.end_array();
}

void write_stack_entry(JsonWriter& out, const StackPlan& plan) {
  out.begin_object();
  write_annotations(out, plan.stack);
  if (const auto assets = asset_files(plan.stack); !assets.empty()) write_texts(out, "assets", assets);
  member(out, "constructPath", path_of(plan.stack));
  write_texts(out, "dependencies", plan.dependencies);
  member(out, "name", plan.stack->id);
  member(out, "stackMetadataPath", folder_of(plan) + "/metadata.json");
  member(out, "synthesizedStackPath", document_path(plan));
  member(out, "workingDirectory", folder_of(plan));
  out.end_object();
}

void collect_annotations(const Element* element, std::vector<std::pair<const Element*, const Annotation*>>& into) {
  if (element->extra != nullptr) {
    for (const Annotation& annotation : element->extra->annotations) into.emplace_back(element, &annotation);
  }
  for (const Element* child = element->first_child; child != nullptr; child = child->next)
    collect_annotations(child, into);
}

}  // namespace

std::string document_path(const StackPlan& plan) { return folder_of(plan) + "/cdk.tf.json"; }

void write_manifest(Sink& sink, const AppPlan& plan) {
  std::map<std::string, const StackPlan*> sorted;
  for (const StackPlan& stack : plan.stacks()) sorted[std::string(stack.stack->id)] = &stack;
  JsonWriter out(sink);
  out.begin_object();
  out.key("stacks");
  out.begin_object();
  for (const auto& [name, stack] : sorted) {
    out.key(name);
    write_stack_entry(out, *stack);
  }
  out.end_object();
  member(out, "version", kFormatVersion);
  out.end_object();
  out.finish();
}

std::vector<std::pair<const Element*, const Annotation*>> annotations_of(const Element* element) {
  std::vector<std::pair<const Element*, const Annotation*>> result;
  collect_annotations(element, result);
  return result;
}

}  // namespace parapet::detail
