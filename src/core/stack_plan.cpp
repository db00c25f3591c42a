#include "stack_plan.hpp"

#include <algorithm>
#include <tuple>

#include "linker.hpp"
#include "parapet/error.hpp"
#include "remote_state.hpp"

namespace parapet::detail {

namespace {

bool is_written(NodeKind kind) {
  return kind != NodeKind::app && kind != NodeKind::stack && kind != NodeKind::construct && kind != NodeKind::asset;
}

/// Kinds that are lists in the document and have no name of their own.
bool is_nameless(NodeKind kind) {
  return kind == NodeKind::moved || kind == NodeKind::import || kind == NodeKind::removed;
}

void sort_blocks(std::vector<PlannedBlock>& blocks) {
  std::stable_sort(blocks.begin(), blocks.end(), [](const PlannedBlock& a, const PlannedBlock& b) {
    if (a.type.data() == b.type.data() && a.type.size() == b.type.size()) return a.name < b.name;
    return std::tie(a.type, a.name) < std::tie(b.type, b.name);
  });
}

void refuse_duplicates(const std::vector<PlannedBlock>& blocks) {
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    if (blocks[i - 1].type != blocks[i].type || blocks[i - 1].name != blocks[i].name) continue;
    const std::string address = address_of(blocks[i].element);
    if (blocks[i].element->kind == NodeKind::provider) {
      throw Error("two providers are both `" + address + "`: " + place_of(blocks[i - 1].element) + " and " +
                  place_of(blocks[i].element) + "; give one of them another `alias`");
    }
    throw Error("two constructs have the address `" + address + "`: " + place_of(blocks[i - 1].element) + " and " +
                place_of(blocks[i].element) + "; give one of them another id, or use override_logical_id");
  }
}

std::string_view name_of_block(const Element* element) {
  if (element->kind == NodeKind::backend || is_nameless(element->kind)) return {};
  if (element->kind != NodeKind::provider) return logical_id_of(element);
  const Value* alias = alias_of(element);
  if (alias == nullptr || alias->kind == Kind::null) return {};
  if (alias->kind != Kind::text)
    throw Error(place_of(element) +
                ": `alias` must be a literal, because Terraform reads it before anything has a value");
  return text_of(alias);
}

void refuse_two_backends(const std::vector<PlannedBlock>& backends) {
  if (backends.size() < 2) return;
  throw Error("a stack has one backend; there are two: " + place_of(backends[0].element) + " and " +
              place_of(backends[1].element));
}

/// Reports a cycle of stacks as `a -> b -> a`.
class StackCycles {
 public:
  explicit StackCycles(const std::vector<StackPlan>& stacks) : stacks_(stacks) {}

  void check() {
    for (const StackPlan& plan : stacks_) walk(plan);
  }

 private:
  void walk(const StackPlan& plan) {
    const std::string name(plan.stack->id);
    const auto open = std::find(trail_.begin(), trail_.end(), name);
    if (open != trail_.end()) refuse(open, name);
    if (!done_.insert(name).second) return;
    trail_.push_back(name);
    for (const std::string& dependency : plan.dependencies) {
      const auto next = std::find_if(stacks_.begin(), stacks_.end(),
                                     [&](const StackPlan& other) { return other.stack->id == dependency; });
      if (next != stacks_.end()) walk(*next);
    }
    trail_.pop_back();
  }

  [[noreturn]] static void refuse(std::vector<std::string>::const_iterator from,
                                  const std::vector<std::string>::const_iterator end, const std::string& name) {
    std::string path;
    for (; from != end; ++from) path += *from + " -> ";
    throw Error("stacks depend on each other in a cycle: " + path + name + "; move what they share into a third stack");
  }
  [[noreturn]] void refuse(std::vector<std::string>::const_iterator from, const std::string& name) const {
    refuse(from, trail_.end(), name);
  }

  const std::vector<StackPlan>& stacks_;
  std::vector<std::string> trail_;
  std::set<std::string> done_;
};

}  // namespace

const std::vector<PlannedBlock>& StackPlan::of(NodeKind kind) const {
  static const std::vector<PlannedBlock> none;
  const auto found = blocks.find(kind);
  return found == blocks.end() ? none : found->second;
}

AppPlan::AppPlan(const AppState& app) {
  Finisher finisher(app);
  collect(app.root, finisher, nullptr);
  for (StackPlan& plan : stacks_) {
    for (auto& [kind, blocks] : plan.blocks) {
      if (is_nameless(kind)) continue;
      if (kind == NodeKind::backend) {
        refuse_two_backends(blocks);
        continue;
      }
      sort_blocks(blocks);
      refuse_duplicates(blocks);
    }
  }
  for (const auto& [from, to] : finisher.stack_dependencies()) {
    if (from == nullptr || to == nullptr)
      throw Error(
          "a dependency between stacks names a construct outside any stack; depend on a stack or on something in one");
    plan_of(from).dependencies.insert(std::string(to->id));
  }
  Linker(app, *this).link();
  StackCycles(stacks_).check();
}

void AppPlan::refuse_same_name(const Element* stack) const {
  for (const StackPlan& other : stacks_) {
    if (other.stack->id != stack->id) continue;
    throw Error("two stacks are called \"" + std::string(stack->id) + "\" and would be written to the same folder: " +
                place_of(other.stack) + " and " + place_of(stack) + "; give one of them another id");
  }
}

StackPlan& AppPlan::plan_of(const Element* stack) { return stacks_[index_.at(stack)]; }

void AppPlan::collect(Element* element, Finisher& finisher, StackPlan* plan) {
  if (element->kind == NodeKind::stack) {
    if (plan != nullptr)
      throw Error(place_of(element) + ": a stack cannot be inside the stack " + place_of(plan->stack) +
                  "; create it below the App");
    refuse_same_name(element);
    index_[element] = stacks_.size();
    stacks_.emplace_back().stack = element;
    const std::size_t mine = stacks_.size() - 1;
    for (Element* child = element->first_child; child != nullptr; child = child->next)
      collect(child, finisher, &stacks_[mine]);
    return;
  }
  if (is_written(element->kind)) {
    if (plan == nullptr) throw Error(place_of(element) + " is in no stack; create it below a parapet::Stack");
    plan->blocks[element->kind].push_back(
        {element, terraform_type_of(element), name_of_block(element), finisher.finished(element)});
  }
  for (Element* child = element->first_child; child != nullptr; child = child->next) collect(child, finisher, plan);
}

std::string AppPlan::replacement(const Element* stack, const Value* traversal) const {
  const Value* exported = exported_part(traversal);
  const Element* origin = stack_of(root_of(exported));
  std::string text =
      "data.terraform_remote_state." + remote_state_name(origin) + ".outputs." + cross_output_name(exported);
  append_steps_above(text, traversal, exported, {stack, this});
  return text;
}

std::vector<Document> AppPlan::documents() const {
  std::vector<Document> documents;
  for (const StackPlan& plan : stacks_) {
    Document document(plan.stack->id);
    document.set_element(plan.stack);
    std::vector<Entry> required;
    for (const auto& [kind, blocks] : plan.blocks) {
      for (const PlannedBlock& block : blocks) {
        const std::string address = address_of(block.element);
        // A provider without bindings keeps its source and version beside its configuration.
        const bool untyped = kind == NodeKind::provider && block.element->type == nullptr;
        if (untyped) required.push_back({make_text(block.type), block.body});
        document.add({kind,
                      block.type,
                      block.name,
                      {copy_text(address), address.size()},
                      untyped ? member_of(block.body, "config") : block.body,
                      block.element,
                      path_of(block.element),
                      block.element->file,
                      block.element->line});
      }
    }
    if (!required.empty()) {
      const Entry all{make_text("required_providers"), make_map(required.data(), required.size())};
      DocumentBlock settings;
      settings.kind = NodeKind::stack;
      settings.body = make_map(&all, 1);
      document.add(settings);
    }
    document.finish();
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace parapet::detail
