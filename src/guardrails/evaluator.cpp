#include "guardrails/evaluator.hpp"

#include <algorithm>

namespace parapet::guardrails {

Truth Evaluator::evaluate(const Condition& condition, const Frame& frame) {
  switch (condition.kind) {
    case Condition::Kind::all:
      return all(condition, frame);
    case Condition::Kind::any:
      return any(condition, frame);
    case Condition::Kind::negation:
      return !opposed(condition.children[0], frame);
    case Condition::Kind::never:
      return Truth::no;
    case Condition::Kind::leaf:
      return leaf(condition, frame);
    case Condition::Kind::each:
    case Condition::Kind::some:
    case Condition::Kind::none:
      return quantified(condition, frame);
    case Condition::Kind::connected:
      return connected(condition, frame);
    case Condition::Kind::unique:
      return unique(condition, frame);
    case Condition::Kind::policy:
      return policy(condition, frame);
    case Condition::Kind::predicate:
      return predicate(condition, frame);
  }
  return Truth::unknown;
}

Truth Evaluator::opposed(const Condition& condition, const Frame& frame) {
  yes_is_good_ = !yes_is_good_;
  Truth result = evaluate(condition, frame);
  yes_is_good_ = !yes_is_good_;
  return result;
}

Truth Evaluator::all(const Condition& condition, const Frame& frame) {
  Truth result = Truth::yes;
  for (const Condition& child : condition.children) {
    result = result && evaluate(child, frame);
    if (result == Truth::no) break;
  }
  return result;
}

Truth Evaluator::any(const Condition& condition, const Frame& frame) {
  Truth result = Truth::no;
  for (const Condition& child : condition.children) {
    result = result || evaluate(child, frame);
    if (result == Truth::yes) break;
  }
  return result;
}

Frame Evaluator::frame_of(const Element& element, const Frame& outer) const {
  return Frame{element.value, element.place, outer.block, outer.unset, element.position, element.json};
}

Truth Evaluator::meets(const Condition* condition, const Frame& frame) {
  return condition == nullptr ? Truth::yes : evaluate(*condition, frame);
}

Truth Evaluator::meets_opposed(const Condition* condition, const Frame& frame) {
  return condition == nullptr ? Truth::yes : opposed(*condition, frame);
}

Truth Evaluator::quantified(const Condition& condition, const Frame& frame) {
  Elements elements = walker_.expand(*condition.path, frame, false);
  bool each = condition.kind == Condition::Kind::each;
  Truth every = elements.complete ? Truth::yes : Truth::unknown;
  // How many elements count: at least, and at most.
  std::size_t low = 0, high = 0;
  for (const Element& element : elements.items) {
    Frame inner = frame_of(element, frame);
    // What `each` looks at has to be good, and `none` looks for what is bad.
    bool flips = condition.kind != Condition::Kind::some;
    Truth where = flips ? meets_opposed(condition.where, inner) : meets(condition.where, inner);
    Truth require = where == Truth::no                        ? Truth::yes
                    : condition.kind == Condition::Kind::none ? meets_opposed(condition.require, inner)
                                                              : meets(condition.require, inner);
    Truth implied = !where || require;
    every = every && (element.certain ? implied : implied || Truth::unknown);
    Truth counts = each ? where : where && require;
    if (counts == Truth::yes && element.certain) ++low;
    if (counts != Truth::no) ++high;
    // What may be there several times has no upper bound.
    if (counts != Truth::no && !element.certain) elements.complete = false;
  }
  std::size_t wanted = each ? condition.minimum : std::max<std::size_t>(condition.minimum, 1);
  Truth enough = low >= wanted ? Truth::yes : high < wanted && elements.complete ? Truth::no : Truth::unknown;
  if (each) return every && enough;
  return condition.kind == Condition::Kind::some ? enough : !enough;
}

Truth Evaluator::predicate(const Condition& condition, const Frame& frame) {
  PredicateResult result = ask(condition, frame);
  return result.unset ? unset_outcome(condition.unset, frame.unset) : result.truth;
}

PredicateResult Evaluator::ask(const Condition& condition, const Frame& frame) {
  const PredicateInfo* info = find_predicate(condition.predicate);
  if (info == nullptr)
    return {Truth::unknown, {}, "(unknown predicate " + std::string(condition.predicate) + ")", false};
  PredicateInput input{frame.value, frame.place, *frame.block,       walker_.resolver(),
                       walker_,     policies_,   condition.arguments};
  try {
    return info->function(input);
  } catch (const std::exception& error) {
    // Unknown, not false: a `not` around it must refuse as well.
    return {Truth::unknown,
            {},
            "(the predicate " + std::string(condition.predicate) + " failed: " + error.what() + ")",
            false};
  }
}

}  // namespace parapet::guardrails
