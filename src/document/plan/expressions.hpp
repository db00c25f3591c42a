#pragma once

#include <map>
#include <tuple>

#include "document/plan/modules.hpp"

namespace parapet::detail {

/// What stands for a value that neither plan nor configuration tells.
const Value* not_known(std::string_view why = "(known after apply)");
/// Whether a value is one that nobody knows.
bool is_not_known(const Value* value);

/// Evaluates the expressions of a plan's configuration as far as it tells: it keeps the references of an expression,
/// not the expression, except for JSON sources, whose text it keeps.
class PlanExpressions {
 public:
  explicit PlanExpressions(PlanModules& modules) : modules_(modules) {}

  /// `{"constant_value": ..., "references": [...]}`: data, a reference to a block by its address, unset (nullptr), or
  /// not known. `collection`: the attribute holds several values.
  const Value* evaluate(View expression, const PlanScope& scope, bool collection);
  /// Whether a value that came from references can be one that the plan does not know: none that is known made it so.
  bool explains(const Value* value) const;
  /// What each reference of an expression stands for, the shorter prefixes that Terraform lists behind each left out.
  std::vector<const Value*> references(View expression, const PlanScope& scope, bool collection);

 private:
  /// The same for expressions that many others lead to: each is evaluated once, and a circle of them is not known.
  const Value* shared(View expression, const PlanScope& scope, bool collection);
  const Value* combine(const std::vector<const Value*>& values, bool collection);
  const Value* reference(const Chain& chain, const PlanScope& scope, const std::vector<View>& keys, bool collection);
  const Value* variable(const Chain& chain, const PlanScope& scope);
  const Value* output(const Chain& chain, const PlanScope& scope);
  const Value* iterated(const Chain& chain, const PlanScope& scope);
  const Value* each_value(const PlanScope& scope);
  const Value* chained_instance(const PlanScope& scope);
  const std::vector<PlannedInstance>* instances_of(const Chain& chain, const PlanScope& scope, std::size_t& used) const;
  const Value* resource(const Chain& chain, const PlanScope& scope, const std::vector<View>& keys, bool collection);
  const Value* bare_resource(const std::vector<PlannedInstance>& instances, const std::vector<View>& keys,
                             bool collection);
  /// An expression of a JSON source with every reference replaced.
  const Value* rewritten(const Value* value, const PlanScope& scope);
  const Value* rewritten_parts(const Value* value, const PlanScope& scope);
  const Value* rewritten_traversal(const Value* value, const PlanScope& scope);

  using Question = std::tuple<const Value*, const ModuleInstance*, const Value*, bool>;

  PlanModules& modules_;
  std::map<Question, const Value*> answers_;
  int depth_ = 0;
};

/// Whether something has the form of an expression of the configuration, not of a block.
bool is_plan_expression(View value);

}  // namespace parapet::detail
