#include <algorithm>
#include <cmath>

#include "document/folder.hpp"
#include "guardrails/evaluator.hpp"
#include "guardrails/operators.hpp"

namespace parapet::guardrails {

namespace {

bool is_negative(Operator op) {
  return op == Operator::not_equals || op == Operator::none_of || op == Operator::not_contains ||
         op == Operator::no_open_cidr || op == Operator::not_matches;
}

/// These ask a list of every element.
bool asks_elements(Operator op) {
  return op == Operator::one_of || op == Operator::none_of || op == Operator::in_list || op == Operator::matches ||
         op == Operator::no_open_cidr || op == Operator::not_matches;
}

bool asks_members(Operator op) {
  return op == Operator::contains || op == Operator::contains_all || op == Operator::not_contains;
}

/// Many ranges, each narrow enough, are together as open as one: sixteen of the widest are allowed in a list.
double widest_share(const Condition& condition) {
  return condition.op == Operator::no_open_cidr ? 16 * std::ldexp(1.0, -static_cast<int>(condition.argument.number))
                                                : 0;
}

bool asks_length(Operator op) { return op == Operator::at_least || op == Operator::at_most; }

/// What cannot be compared equals nothing, but nobody can say that it differs.
Truth among(View value, const Literal& list, bool& comparable, bool any_case) {
  Truth found = Truth::no;
  for (const Literal& wanted : list.list) found = found || equal(value, wanted, comparable, any_case);
  return found;
}

/// Where a constructor asks, the resource that is referred to is in no document yet, but in the tree.
bool refers_to_resource(View value) {
  if (!value.is_expression()) return false;
  const detail::Chain chain = detail::take_apart(value.value());
  if (chain.head->kind != detail::Kind::root || chain.steps.empty()) return false;
  const NodeKind kind = Node(detail::element_of(chain.head)).kind();
  return kind == NodeKind::resource || kind == NodeKind::data_source;
}

/// A template with a part that is certainly not empty.
bool has_text(View value) {
  if (value.kind() != detail::Kind::join) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const View part = value.element(i);
    if (part.is_text() && !part.text().empty()) return true;
  }
  return false;
}

Truth compare(const Condition& condition, const Number& number) {
  Number limit = Number::of(condition.argument.number);
  return truth(condition.op == Operator::at_least ? number >= limit : number <= limit);
}

}  // namespace

Truth unset_outcome(Unset own, Unset inherited) {
  Unset unset = own == Unset::inherit ? inherited : own;
  return unset == Unset::pass ? Truth::yes : unset == Unset::unknown ? Truth::unknown : Truth::no;
}

Truth Evaluator::leaf(const Condition& condition, const Frame& frame) {
  View value;
  if (walker_.find(*condition.path, frame, value)) {
    return value.is_unset() ? judge_unset(condition, frame) : judge_value(condition, frame, value, frame.place);
  }
  return judge(condition, frame, walker_.resolve(*condition.path, frame));
}

Truth Evaluator::judge(const Condition& condition, const Frame& frame, const Resolved& resolved) {
  if (!resolved.alternatives.empty()) {
    Truth all = judge(condition, frame, resolved.alternatives.front());
    for (const Resolved& alternative : resolved.alternatives) all = agree(all, judge(condition, frame, alternative));
    return all;
  }
  switch (resolved.state) {
    case Resolved::State::unset:
      return judge_unset(condition, frame);
    case Resolved::State::known:
      return judge_value(condition, frame, resolved.value, resolved.place);
    case Resolved::State::unknown:
      // Text around an interpolation is there, whatever that gives.
      if (condition.op == Operator::exists && (has_text(resolved.value) || refers_to_resource(resolved.value)))
        return truth(condition.argument.boolean);
      return Truth::unknown;
    case Resolved::State::reference:
      break;
  }
  if (condition.reference_ok) return Truth::yes;
  if (condition.op == Operator::exists) return truth(condition.argument.boolean);
  return resolved.value ? judge_value(condition, frame, resolved.value, resolved.place) : Truth::unknown;
}

Truth Evaluator::judge_unset(const Condition& condition, const Frame& frame) {
  if (condition.op == Operator::exists) return truth(!condition.argument.boolean);
  return unset_outcome(condition.unset, frame.unset);
}

Truth Evaluator::judge_value(const Condition& condition, const Frame& frame, View value, const Place& place) {
  if (value.is_expression()) return judge(condition, frame, walker_.resolver().resolve(value, place));
  if (value.is_list()) return judge_list(condition, frame, value, place);
  if (condition.op == Operator::exists) {
    bool empty = value.is_text() ? value.text().empty()
                                 : value.is_object() && value.size() == 0 && condition.path->shape == Shape::map;
    return truth(empty != condition.argument.boolean);
  }
  if (value.is_object() && (asks_members(condition.op) || asks_length(condition.op))) {
    Items keys;
    for (std::size_t i = 0; i < value.size(); ++i) keys.items.push_back({value.key_at(i), place, true});
    return asks_length(condition.op) ? judge_length(condition, keys) : judge_members(condition, frame, keys);
  }
  return judge_scalar(condition, value);
}

Truth Evaluator::judge_list(const Condition& condition, const Frame& frame, View list, const Place& place) {
  if (!asks_elements(condition.op) && !asks_members(condition.op) && !asks_length(condition.op) &&
      condition.op != Operator::exists) {
    return holds_data_only(list) ? judge_scalar(condition, list) : Truth::unknown;
  }
  const Span<PathStep>& steps = condition.path->steps;
  Items items = walker_.items(list, place, steps.empty() ? std::string_view() : steps[steps.size - 1].name);
  if (asks_length(condition.op)) return judge_length(condition, items);
  if (items.items.empty() && items.complete && !is_negative(condition.op)) {
    return judge_unset(condition, frame);
  }
  if (asks_members(condition.op)) return judge_members(condition, frame, items);
  if (condition.op == Operator::exists) {
    bool certain = std::any_of(items.items.begin(), items.items.end(), [](const Item& item) { return item.certain; });
    Truth some = certain ? Truth::yes : Truth::unknown;
    return condition.argument.boolean ? some : !some;
  }
  Truth all = items.complete ? Truth::yes : Truth::unknown;
  double share = 0;
  for (const Item& item : items.items) {
    const Resolved element = walker_.resolver().resolve(item.value, item.place);
    Truth one = judge_element(condition, element);
    all = all && (item.certain ? one : one || Truth::unknown);
    if (condition.op == Operator::no_open_cidr) share += share_of_cidr(element.value.text());
  }
  return all && truth(share <= widest_share(condition));
}

Truth Evaluator::judge_element(const Condition& condition, const Resolved& element) {
  if (!element.alternatives.empty()) {
    Truth all = judge_element(condition, element.alternatives.front());
    for (const Resolved& alternative : element.alternatives) all = agree(all, judge_element(condition, alternative));
    return all;
  }
  if (element.is_unset()) return truth(is_negative(condition.op));
  if (element.state == Resolved::State::reference && condition.reference_ok) return Truth::yes;
  if (element.state == Resolved::State::unknown || !element.value) return Truth::unknown;
  return judge_scalar(condition, element.value);
}

/// Providers and clouds take many words in any case (`https`, `Postgres`): where being equal is the stricter answer, it
/// counts.
bool Evaluator::any_case(Operator op) const { return is_negative(op) == yes_is_good_; }

Truth Evaluator::judge_scalar(const Condition& condition, View value) {
  bool comparable = true;
  const bool any_case = this->any_case(condition.op);
  switch (condition.op) {
    case Operator::equals:
      return equal(value, condition.argument, comparable, any_case);
    case Operator::not_equals: {
      Truth same = equal(value, condition.argument, comparable, any_case);
      return comparable ? !same : Truth::unknown;
    }
    case Operator::one_of:
    case Operator::in_list:
      return among(value, condition.argument, comparable, any_case);
    case Operator::none_of: {
      Truth found = among(value, condition.argument, comparable, any_case);
      return found == Truth::yes || comparable ? !found : Truth::unknown;
    }
    case Operator::matches: {
      auto text = as_text(value);
      return text ? truth(guardrails::matches(*text, condition.argument.text, any_case)) : Truth::unknown;
    }
    case Operator::not_matches: {
      auto text = as_text(value);
      return text ? truth(!guardrails::matches(*text, condition.argument.text)) : Truth::unknown;
    }
    case Operator::no_open_cidr: {
      if (!value.is_text()) return Truth::unknown;
      return truth(!is_open_cidr(value.text(), static_cast<unsigned>(condition.argument.number)));
    }
    case Operator::at_least:
    case Operator::at_most: {
      auto number = as_number(value);
      return number ? compare(condition, *number) : Truth::unknown;
    }
    case Operator::contains:
    case Operator::contains_all:
    case Operator::not_contains:
    case Operator::exists:
      break;
  }
  return Truth::unknown;
}

Truth Evaluator::judge_length(const Condition& condition, const Items& items) {
  std::uint64_t certain = 0;
  for (const Item& item : items.items) certain += item.certain ? 1 : 0;
  Truth now = compare(condition, Number::of(certain));
  if (items.complete && certain == items.items.size()) return now;
  // More may come, never fewer: only one side of the comparison is settled.
  bool settled = condition.op == Operator::at_least ? now == Truth::yes : now == Truth::no;
  return settled ? now : Truth::unknown;
}

Truth Evaluator::holds(const Condition& condition, const Items& items, const Literal& wanted) {
  Truth found = items.complete ? Truth::no : Truth::unknown;
  for (const Item& item : items.items) {
    Resolved element = walker_.resolver().resolve(item.value, item.place);
    bool comparable = true;
    Truth one = Truth::unknown;
    if (element.is_unset()) {
      one = Truth::no;
    } else if (element.alternatives.empty() && element.state != Resolved::State::unknown && element.value) {
      one = equal(element.value, wanted, comparable, any_case(condition.op));
    }
    found = found || (item.certain ? one : one && Truth::unknown);
  }
  return found;
}

Truth Evaluator::judge_members(const Condition& condition, const Frame&, const Items& items) {
  const Literal& wanted = condition.argument;
  if (condition.op == Operator::contains) return holds(condition, items, wanted);
  Literal single[] = {wanted};
  Span<Literal> values = wanted.kind == Literal::Kind::list ? wanted.list : Span<Literal>{single, 1};
  Truth all = Truth::yes, any = Truth::no;
  for (const Literal& value : values) {
    Truth one = holds(condition, items, value);
    all = all && one;
    any = any || one;
  }
  return condition.op == Operator::contains_all ? all : !any;
}

}  // namespace parapet::guardrails
