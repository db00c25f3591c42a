#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "expression_text.hpp"
#include "finish.hpp"
#include "parapet/document.hpp"

namespace parapet::detail {

/// One block that a stack writes.
struct PlannedBlock {
  const Element* element = nullptr;
  std::string_view type;
  std::string_view name;
  const Value* body = nullptr;
};

/// Everything that one stack writes, in order, before a byte of it is rendered.
struct StackPlan {
  const Element* stack = nullptr;
  std::map<NodeKind, std::vector<PlannedBlock>> blocks;  ///< sorted by type and name
  /// Names and expressions of outputs that other stacks read, by name.
  std::map<std::string, const Value*> cross_outputs;
  /// Stacks whose state this one reads, by name of the data source.
  std::map<std::string, const Element*> remote_states;
  std::set<std::string> dependencies;  ///< names of stacks

  const std::vector<PlannedBlock>& of(NodeKind kind) const;
};

/// Plans of all stacks and the references between them.
class AppPlan : public ForeignReferences {
 public:
  /// Throws Error for duplicates, references to what was taken back, cycles, and wrong indexing.
  explicit AppPlan(const AppState& app);

  const std::vector<StackPlan>& stacks() const { return stacks_; }
  std::string replacement(const Element* stack, const Value* traversal) const override;
  /// The documents that the guardrails judge.
  std::vector<Document> documents() const;

 private:
  friend class Linker;
  void collect(Element* element, Finisher& finisher, StackPlan* plan);
  void refuse_same_name(const Element* stack) const;
  StackPlan& plan_of(const Element* stack);

  std::vector<StackPlan> stacks_;
  std::unordered_map<const Element*, std::size_t> index_;
};

}  // namespace parapet::detail
