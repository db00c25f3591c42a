#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "stack_plan.hpp"

namespace parapet::detail {

/// Which construct refers to which, in one array: the targets of one construct stand together.
class References {
 public:
  explicit References(std::size_t elements) : first_(elements, 0), count_(elements, 0) {}
  /// What follows belongs to this construct.
  void begin(const Element* from);
  void add(const Element* target);
  const Element* const* begin_of(const Element* from) const { return targets_.data() + first_[from->order]; }
  std::uint32_t count_of(const Element* from) const { return count_[from->order]; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> count_;
  std::vector<const Element*> targets_;
  std::uint32_t current_ = 0;
};

/// Follows every reference of every block: checks its target, makes outputs and remote states for references between
/// stacks, and finds cycles inside a stack.
class Linker {
 public:
  Linker(const AppState& app, AppPlan& plan) : app_(app), plan_(plan), references_(app.elements) {}
  void link();

 private:
  void remember_bodies();
  const Value* body_of(const Element* element) const;
  void link(const PlannedBlock& block);
  void visit(const Value* value);
  void visit_name(const Value* name) const;
  void visit_bare(const Value* bare);
  void visit_traversal(const Value* traversal);
  void refer(const Element* target, const Value* traversal, const Value* first_step);
  void refer_across(const Element* target, const Value* traversal);
  void export_as(const std::string& name, const Element* origin, const Value* exported);
  void check_instance(const Element* target, const Value* first_step) const;
  void check_cycles() const;

  const AppState& app_;
  AppPlan& plan_;
  StackPlan* stack_ = nullptr;
  const Element* from_ = nullptr;
  References references_;
  std::unordered_map<const Element*, const Value*> bodies_;  ///< of elements with overrides
  bool secrets_may_have_changed_ = false;
};

}  // namespace parapet::detail
