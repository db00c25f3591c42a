#pragma once

#include "document/plan/expressions.hpp"

namespace parapet::detail {

/// What the configuration says of a value: nothing, because nobody can tell which block of it this is, or one of
/// several expressions or blocks.
struct PlanConfiguration {
  bool available = false;
  std::vector<View> candidates;  ///< empty although available: not configured

  static PlanConfiguration of(View expression);
  /// The same for a member of a block.
  PlanConfiguration member(std::string_view name) const;
  /// The same for an element of the list that the plan knows so far.
  PlanConfiguration element(View known, std::size_t position, std::size_t count) const;
};

/// Puts together what a plan says of values: what is known, what is not and what must not be shown.
class PlanValues {
 public:
  explicit PlanValues(PlanModules& modules) : expressions_(modules) {}

  /// `after`, `unknown` and `sensitive` have the same shape; `unknown` and `sensitive` are true where they hold.
  /// nullptr: unset.
  const Value* merged(View after, View unknown, View sensitive, const PlanConfiguration& configuration,
                      const PlanScope& scope);
  /// What an expression or block of the configuration says. `unknown`: of a value that the plan does not know.
  const Value* configured(View expression, const PlanScope& scope, bool collection, bool unknown);

 private:
  const Value* unresolved(View sensitive, const PlanConfiguration& configuration, const PlanScope& scope);
  const Value* evaluated(View expression, const PlanScope& scope, bool collection, bool unknown);
  const Value* merged_object(View after, View unknown, View sensitive, const PlanConfiguration& configuration,
                             const PlanScope& scope);
  const Value* merged_list(View after, View unknown, View sensitive, const PlanConfiguration& configuration,
                           const PlanScope& scope);
  /// What stands for each of `count` unknown elements of an attribute.
  std::vector<const Value*> unknown_elements(const PlanConfiguration& configuration, const PlanScope& scope,
                                             std::size_t count);

  PlanExpressions expressions_;
};

/// Without members that are null and lists that are empty, which a provider plans for what nobody wrote.
const Value* without_empty(View value);

}  // namespace parapet::detail
