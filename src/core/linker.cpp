#include "linker.hpp"

#include <algorithm>

#include "parapet/error.hpp"
#include "remote_state.hpp"
#include "secret_check.hpp"
#include "visit.hpp"

namespace parapet::detail {

namespace {

/// Whether a body sets an attribute; overrides are in it already.
bool has(const Value* body, std::string_view name) {
  if (body == nullptr || (body->kind != Kind::record && body->kind != Kind::map)) return false;
  const Value* given = member_of(body, name);
  return given != nullptr && given->kind != Kind::null;
}

bool is_overridden(const Element* element) { return element->extra != nullptr && !element->extra->overrides.empty(); }

bool may_feed_secrets(const Element* element) {
  return element->kind == NodeKind::variable || element->kind == NodeKind::local;
}

/// Finds a cycle among the blocks of one stack without recursion, so that a chain of a hundred thousand references is
/// no problem.
class Cycles {
 public:
  Cycles(const References& references, std::size_t elements)
      : references_(references), state_(elements, State::fresh) {}

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
    throw Error("constructs refer to each other in a cycle: " + text + std::string(path_of(again)) +
                "; break it by moving one reference into a resource of its own");
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
  remember_bodies();
  for (StackPlan& plan : plan_.stacks_) {
    stack_ = &plan;
    for (const auto& [kind, blocks] : plan.blocks) {
      for (const PlannedBlock& block : blocks) link(block);
    }
  }
  check_cycles();
}

/// Only of what has overrides; the others are as they were registered.
void Linker::remember_bodies() {
  for (const StackPlan& plan : plan_.stacks_) {
    for (const auto& [kind, blocks] : plan.blocks) {
      for (const PlannedBlock& block : blocks) {
        if (!is_overridden(block.element)) continue;
        bodies_[block.element] = block.body;
        secrets_may_have_changed_ = secrets_may_have_changed_ || may_feed_secrets(block.element);
      }
    }
  }
}

const Value* Linker::body_of(const Element* element) const {
  const auto found = bodies_.find(element);
  return found == bodies_.end() ? element->config : found->second;
}

void Linker::link(const PlannedBlock& block) {
  from_ = block.element;
  references_.begin(from_);
  if (block.body == nullptr) return;
  if (has(block.body, "count") && has(block.body, "for_each")) {
    throw Error(place_of(from_) + " has both `count` and `for_each`; Terraform takes one of them");
  }
  visit(block.body);
  if (!secrets_may_have_changed_ && !is_overridden(from_)) return;
  const bool bare_provider = from_->kind == NodeKind::provider && from_->type == nullptr;
  check_secrets(from_, bare_provider ? member_of(block.body, "config") : block.body,
                [this](const Element* other) { return body_of(other); });
}

void Linker::visit_name(const Value* name) const {
  for (const auto& [word, argument] : {std::pair{"each", "for_each"}, std::pair{"count", "count"}}) {
    if (text_of(name) != word || has(body_of(from_), argument)) continue;
    throw Error(place_of(from_) + " uses `" + word + "`, but has no `" + argument +
                "`; give it one, or use the value itself");
  }
}

/// `depends_on` is resolved before; what else names a construct without taking its value must be in the same stack.
void Linker::visit_bare(const Value* bare) {
  const Value* inner = *payload<const Value*>(bare);
  const Element* target = root_of(inner);
  const bool known =
      target != nullptr && !target->removed && target->app == &app_ && target->kind != NodeKind::provider;
  if (known && stack_of(target) != stack_->stack) {
    throw Error(place_of(from_) + " names " + place_of(target) +
                ", which is in another stack; here Terraform wants a construct of the same stack");
  }
  visit(inner);
}

void Linker::visit(const Value* value) {
  switch (value->kind) {
    case Kind::name:
      return visit_name(value);
    case Kind::bare:
      return visit_bare(value);
    case Kind::root:
    case Kind::get:
    case Kind::index:
    case Kind::splat:
      return visit_traversal(value);
    default:
      for_each_child(value, [this](const Value* child) { visit(child); });
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
    throw Error(
        place_of(from_) + " refers to " + std::string(target->id) + " (" + target->file + ":" +
        std::to_string(target->line) +
        "), which is gone: its constructor threw, or its App has ended; create it again or do not use its handle");
  }
  if (target->app != &app_)
    throw Error(place_of(from_) + " refers to " + place_of(target) +
                ", which belongs to another App; build both in one App");
  if (target->kind == NodeKind::output)
    throw Error(place_of(from_) + " refers to the output " + place_of(target) +
                "; refer to what the output shows instead");
  check_instance(target, first_step);
  if (stack_of(target) != stack_->stack) return refer_across(target, traversal);
  // The validation of a variable refers to the variable.
  const bool itself = target == from_ && (first_step == nullptr || target->kind == NodeKind::variable);
  if (!itself) references_.add(target);
}

void Linker::check_instance(const Element* target, const Value* first_step) const {
  if (first_step == nullptr || !is_dependable(target)) return;
  const Value* body = body_of(target);
  const bool instances = has(body, "count") || has(body, "for_each");
  if (instances && first_step->kind == Kind::get) {
    throw Error(place_of(from_) + " refers to an attribute of " + place_of(target) +
                ", which has `count` or `for_each`; take an instance first: handle[0] or handle[\"key\"]");
  }
  if (!instances && first_step->kind == Kind::index) {
    throw Error(place_of(from_) + " takes an instance of " + place_of(target) +
                ", which has neither `count` nor `for_each`; leave the index out");
  }
}

void Linker::refer_across(const Element* target, const Value* traversal) {
  const Element* origin = stack_of(target);
  if (origin == nullptr)
    throw Error(place_of(from_) + " refers to " + place_of(target) +
                ", which is in no stack; create it below a parapet::Stack");
  if (target->kind == NodeKind::provider) {
    throw Error(place_of(from_) + " uses the provider " + place_of(target) +
                " of another stack; create the provider in this stack");
  }
  const Value* exported = exported_part(traversal);
  export_as(cross_output_name(exported), origin, exported);
  stack_->remote_states.emplace(remote_state_name(origin), origin);
  stack_->dependencies.insert(std::string(origin->id));
}

/// The name keeps letters, digits, `_` and `-` of the expression, so two expressions may want the same one.
void Linker::export_as(const std::string& name, const Element* origin, const Value* exported) {
  const auto [known, added] = plan_.plan_of(origin).cross_outputs.emplace(name, exported);
  if (added || known->second == exported || expression_text(known->second) == expression_text(exported)) return;
  throw Error("stack " + std::string(origin->id) + " has to give `" + expression_text(known->second) + "` and `" +
              expression_text(exported) + "` to other stacks, and both outputs would be called \"" + name + "\"; " +
              place_of(from_) + " refers to the second: give one of the two constructs another id");
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
