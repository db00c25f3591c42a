#include "linker.hpp"

#include <algorithm>

#include "parapet/error.hpp"
#include "remote_state.hpp"
#include "visit.hpp"

namespace parapet::detail {

namespace {

bool has_instances(const Element* element) {
  const Value* body = element->config;
  if (body == nullptr || (body->kind != Kind::record && body->kind != Kind::map)) return false;
  for (const std::string_view name : {"count", "for_each"}) {
    const Value* given = member_of(body, name);
    if (given != nullptr && given->kind != Kind::null) return true;
  }
  return false;
}

/// Finds a cycle among the blocks of one stack without recursion, so that a chain of a hundred thousand references is no problem.
class Cycles {
 public:
  Cycles(const References& references, std::size_t elements) : references_(references), state_(elements, State::fresh) {}

  void check_from(const Element* start) {
    if (state_[start->order] != State::fresh) return;
    push(start);
    while (!trail_.empty()) {
      auto& [element, next] = trail_.back();
      if (next == references_.count_of(element)) {
        state_[element->order] = State::done;
        trail_.pop_back();
        continue;
      }
      const Element* target = references_.begin_of(element)[next++];
      if (state_[target->order] == State::open) refuse(target);
      if (state_[target->order] == State::fresh) push(target);
    }
  }

 private:
  enum class State : unsigned char { fresh, open, done };

  void push(const Element* element) {
    state_[element->order] = State::open;
    trail_.emplace_back(element, 0);
  }

  [[noreturn]] void refuse(const Element* again) const {
    std::string text;
    bool inside = false;
    for (const auto& [element, next] : trail_) {
      inside = inside || element == again;
      if (inside) text += place_of(element) + " -> ";
    }
    throw Error("constructs refer to each other in a cycle: " + text + std::string(path_of(again)) + "; break it by moving one reference into a resource of its own");
  }

  const References& references_;
  std::vector<State> state_;
  std::vector<std::pair<const Element*, std::uint32_t>> trail_;
};

}  // namespace

void References::begin(const Element* from) {
  current_ = from->order;
  first_[current_] = static_cast<std::uint32_t>(targets_.size());
}

void References::add(const Element* target) {
  targets_.push_back(target);
  ++count_[current_];
}

void Linker::link() {
  for (StackPlan& plan : plan_.stacks_) {
    stack_ = &plan;
    for (const auto& [kind, blocks] : plan.blocks) {
      for (const PlannedBlock& block : blocks) {
        from_ = block.element;
        references_.begin(from_);
        if (block.body != nullptr) visit(block.body);
      }
    }
  }
  check_cycles();
}

void Linker::visit(const Value* value) {
  switch (value->kind) {
    case Kind::root:
    case Kind::get:
    case Kind::index:
    case Kind::splat: return visit_traversal(value);
    default: for_each_child(value, [this](const Value* child) { visit(child); });
  }
}

void Linker::visit_traversal(const Value* traversal) {
  const Value* first_step = nullptr;
  const Value* at = traversal;
  while (at->kind != Kind::root) {
    first_step = at;
    if (at->kind == Kind::get) {
      at = payload<GetPart>(at)->base;
    } else if (at->kind == Kind::index) {
      if (const Value* key = payload<IndexPart>(at)->key) visit(key);
      at = payload<IndexPart>(at)->base;
    } else if (at->kind == Kind::splat) {
      at = *payload<const Value*>(at);
    } else {
      return visit(at);
    }
  }
  refer(element_of(at), traversal, first_step);
}

void Linker::refer(const Element* target, const Value* traversal, const Value* first_step) {
  if (target->removed) {
    throw Error(place_of(from_) + " refers to " + std::string(target->id) + " (" + target->file + ":" + std::to_string(target->line) +
                "), which was taken back when its constructor threw; create it again or do not use its handle");
  }
  if (target->app != &app_) throw Error(place_of(from_) + " refers to " + place_of(target) + ", which belongs to another App; build both in one App");
  if (target->kind == NodeKind::output) throw Error(place_of(from_) + " refers to the output " + place_of(target) + "; refer to what the output shows instead");
  check_instance(target, first_step);
  if (stack_of(target) != stack_->stack) return refer_across(target, traversal);
  if (target != from_ || first_step != nullptr) references_.add(target);
}

void Linker::check_instance(const Element* target, const Value* first_step) const {
  if (first_step == nullptr || !is_dependable(target)) return;
  const bool instances = has_instances(target);
  if (instances && first_step->kind == Kind::get) {
    throw Error(place_of(from_) + " refers to an attribute of " + place_of(target) + ", which has `count` or `for_each`; take an instance first: handle[0] or handle[\"key\"]");
  }
  if (!instances && first_step->kind == Kind::index) {
    throw Error(place_of(from_) + " takes an instance of " + place_of(target) + ", which has neither `count` nor `for_each`; leave the index out");
  }
}

void Linker::refer_across(const Element* target, const Value* traversal) {
  const Element* origin = stack_of(target);
  if (origin == nullptr) throw Error(place_of(from_) + " refers to " + place_of(target) + ", which is in no stack; create it below a parapet::Stack");
  if (target->kind == NodeKind::provider) {
    throw Error(place_of(from_) + " uses the provider " + place_of(target) + " of another stack; create the provider in this stack");
  }
  const Value* exported = exported_part(traversal);
  plan_.plan_of(origin).cross_outputs.emplace(cross_output_name(exported), exported);
  stack_->remote_states.emplace(remote_state_name(origin), origin);
  stack_->dependencies.insert(std::string(origin->id));
}

void Linker::check_cycles() const {
  Cycles cycles(references_, app_.elements);
  for (const StackPlan& plan : plan_.stacks_) {
    for (const auto& [kind, blocks] : plan.blocks) {
      for (const PlannedBlock& block : blocks) cycles.check_from(block.element);
    }
  }
}

}  // namespace parapet::detail
