#include "document/plan/values.hpp"

#include <algorithm>

namespace parapet::detail {

namespace {

/// Whether `true` stands anywhere in what a plan says of unknown or sensitive values.
bool marks_anything(View marks) {
  if (marks.boolean()) return true;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks_anything(marks.is_list() ? marks.element(i) : marks.value_at(i))) return true;
  }
  return false;
}

View member_of_object(View object, std::string_view name) { return object.is_object() ? object.member(name) : View(); }
View element_of_list(View list, std::size_t position) { return list.is_list() ? list.element(position) : View(); }

const Value* hidden(const Value* value) { return make_call("sensitive", &value, 1); }

/// What is known, with its sensitive parts marked.
const Value* with_marks(View value, View sensitive) {
  if (value.is_unset() || !marks_anything(sensitive)) return value.value();
  if (sensitive.boolean()) return hidden(value.value());
  if (value.is_object() && sensitive.is_object()) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < value.size(); ++i)
      entries.push_back({value.key_at(i).value(), with_marks(value.value_at(i), sensitive.member(value.name(i)))});
    return make_map(entries.data(), entries.size());
  }
  if (value.is_list() && sensitive.is_list()) {
    std::vector<const Value*> elements;
    for (std::size_t i = 0; i < value.size(); ++i)
      elements.push_back(with_marks(value.element(i), sensitive.element(i)));
    return make_list(elements.data(), elements.size());
  }
  return hidden(value.value());
}

/// Whether a block of the configuration can be the one that the plan knows in parts.
bool is_consistent(View known, View block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const View constant = block.value_at(i).is_object() ? block.value_at(i).member("constant_value") : View();
    const View value = known.is_object() ? known.member(block.name(i)) : View();
    if (constant.is_scalar() && block.value_at(i).member("references").is_unset() && value.is_scalar() &&
        !same_after_conversion(constant, value))
      return false;
  }
  return true;
}

}  // namespace

PlanConfiguration PlanConfiguration::of(View expression) {
  if (expression.is_unset()) return {true, {}};
  return {true, {expression}};
}

PlanConfiguration PlanConfiguration::member(std::string_view name) const {
  if (!available) return {};
  PlanConfiguration result{true, {}};
  for (const View candidate : candidates) {
    const View inside = candidate.is_list() && candidate.size() == 1 ? candidate.element(0) : candidate;
    // A part of an attribute's value is made by the attribute's expression.
    const bool whole = is_plan_expression(inside) && inside.size() > 0;
    const View found = whole ? inside : member_of_object(inside, name);
    // An expression without references, not a block without members: those stand in lists.
    if (found.is_object() && found.size() == 0) return {};
    result.candidates.push_back(found);
  }
  if (candidates.empty()) result.available = false;
  const bool unset =
      std::all_of(result.candidates.begin(), result.candidates.end(), [](View view) { return view.is_unset(); });
  if (unset) result.candidates.clear();
  return result;
}

PlanConfiguration PlanConfiguration::element(View known, std::size_t position, std::size_t count) const {
  if (!available || candidates.size() != 1) return {};
  const View blocks = candidates.front();
  if (!blocks.is_list()) return *this;
  // With dynamic blocks among them, of which a plan shows nothing, nobody can tell which is which.
  if (blocks.size() != count) return {};
  if (count == 1) return of(blocks.element(position));
  PlanConfiguration result{true, {}};
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (is_consistent(known, blocks.element(i))) result.candidates.push_back(blocks.element(i));
  }
  result.available = !result.candidates.empty();
  return result;
}

const Value* PlanValues::merged(View after, View unknown, View sensitive, const PlanConfiguration& configuration,
                                const PlanScope& scope) {
  if (unknown.boolean()) return unresolved(sensitive, configuration, scope);
  if (!marks_anything(unknown)) return with_marks(after, sensitive);
  if (sensitive.boolean()) return hidden(not_known());
  return unknown.is_list() ? merged_list(after, unknown, sensitive, configuration, scope)
                           : merged_object(after, unknown, sensitive, configuration, scope);
}

const Value* PlanValues::unresolved(View sensitive, const PlanConfiguration& configuration, const PlanScope& scope) {
  if (!configuration.available) return not_known();
  // For a value that is no scalar the plan says which of its parts are sensitive.
  const bool collection = sensitive.is_list() || sensitive.is_object();
  const Value* result = nullptr;
  for (std::size_t i = 0; i < configuration.candidates.size(); ++i) {
    const Value* one = configured(configuration.candidates[i], scope, collection, true);
    if (i == 0) {
      result = one;
    } else if (!same(result, one)) {
      result =
          make_conditional(not_known(), result == nullptr ? make_null() : result, one == nullptr ? make_null() : one);
    }
  }
  return result != nullptr && sensitive.boolean() ? hidden(result) : result;
}

const Value* PlanValues::configured(View expression, const PlanScope& scope, bool collection, bool unknown) {
  if (expression.is_list()) {
    std::vector<const Value*> blocks;
    for (std::size_t i = 0; i < expression.size(); ++i) {
      const Value* block = configured(expression.element(i), scope, false, unknown);
      blocks.push_back(block == nullptr ? make_map(nullptr, 0) : block);
    }
    return make_list(blocks.data(), blocks.size());
  }
  if (!expression.is_object() || is_plan_expression(expression))
    return evaluated(expression, scope, collection, unknown);
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const View inside = expression.value_at(i);
    const Value* value = configured(inside, scope, false, unknown);
    // Of a block that nobody knows nobody knows either whether null was meant.
    if (value == nullptr && unknown && inside.member("references")) value = not_known();
    if (value != nullptr) entries.push_back({expression.key_at(i).value(), value});
  }
  return make_map(entries.data(), entries.size());
}

/// Terraform lists the references of an expression: what is known of them is not what the expression makes of it.
const Value* PlanValues::evaluated(View expression, const PlanScope& scope, bool collection, bool unknown) {
  const Value* value = expressions_.evaluate(expression, scope, collection);
  const bool constant = static_cast<bool>(expression.member("constant_value"));
  return value == nullptr || !unknown || constant || expressions_.explains(value) ? value : not_known();
}

const Value* PlanValues::merged_object(View after, View unknown, View sensitive, const PlanConfiguration& configuration,
                                       const PlanScope& scope) {
  std::vector<Entry> entries;
  const auto add = [&](View key, View value) {
    const std::string_view name = key.text();
    const View doubt = member_of_object(unknown, name);
    const View secret = member_of_object(sensitive, name);
    const Value* result = marks_anything(doubt) ? merged(value, doubt, secret, configuration.member(name), scope)
                                                : with_marks(value, secret);
    if (result != nullptr) entries.push_back({key.value(), result});
  };
  for (std::size_t i = 0; after.is_object() && i < after.size(); ++i) add(after.key_at(i), after.value_at(i));
  for (std::size_t i = 0; unknown.is_object() && i < unknown.size(); ++i) {
    const bool known = after.is_object() && after.member(unknown.name(i)).value() != nullptr;
    if (!known && marks_anything(unknown.value_at(i))) add(unknown.key_at(i), {});
  }
  return make_map(entries.data(), entries.size());
}

const Value* PlanValues::merged_list(View after, View unknown, View sensitive, const PlanConfiguration& configuration,
                                     const PlanScope& scope) {
  const std::size_t count = std::max(after.is_list() ? after.size() : 0, unknown.size());
  std::size_t wholly_unknown = 0;
  for (std::size_t i = 0; i < unknown.size(); ++i) wholly_unknown += unknown.element(i).boolean() ? 1 : 0;
  const std::vector<const Value*> stand_ins = unknown_elements(configuration, scope, wholly_unknown);
  std::vector<const Value*> elements;
  std::size_t next = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const View known = element_of_list(after, i), doubt = unknown.element(i), secret = element_of_list(sensitive, i);
    const Value* element = doubt.boolean()
                               ? stand_ins[next++]
                               : merged(known, doubt, secret, configuration.element(known, i, count), scope);
    if (element != nullptr) elements.push_back(element);
  }
  return make_list(elements.data(), elements.size());
}

std::vector<const Value*> PlanValues::unknown_elements(const PlanConfiguration& configuration, const PlanScope& scope,
                                                       std::size_t count) {
  const bool readable = configuration.available && configuration.candidates.size() == 1;
  if (count == 0 || !readable || !configuration.candidates.front().is_object())
    return std::vector<const Value*>(count, not_known());
  const Value* whole = expressions_.evaluate(configuration.candidates.front(), scope, true);
  const View list(whole);
  std::vector<const Value*> elements;
  for (std::size_t i = 0; list.is_list() && i < list.size(); ++i) {
    if (list.element(i).is_expression()) elements.push_back(list.element(i).value());
  }
  if (elements.size() != count) elements.assign(count, not_known());
  return elements;
}

const Value* without_empty(View value) {
  if (value.is_list()) {
    std::vector<const Value*> elements;
    for (std::size_t i = 0; i < value.size(); ++i) elements.push_back(without_empty(value.element(i)));
    return make_list(elements.data(), elements.size());
  }
  if (!value.is_object()) return value.value();
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const View member = value.value_at(i);
    const bool empty = member.is_unset() || (member.is_list() && member.size() == 0);
    if (!empty) entries.push_back({value.key_at(i).value(), without_empty(member)});
  }
  return make_map(entries.data(), entries.size());
}

}  // namespace parapet::detail
