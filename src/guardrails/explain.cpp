#include <algorithm>

#include "core/md5.hpp"
#include "guardrails/evaluator.hpp"
#include "guardrails/redact.hpp"

namespace parapet::guardrails {

namespace {

/// A value that is too long to be shown whole is told from others by a digest.
std::string shortened(View value) {
  constexpr std::size_t shown_whole = 200, longest = 10'000'000;
  std::string text = render(value, shown_whole);
  // Most values are short, and there is one for every finding.
  if (text.size() < shown_whole) return text;
  const std::string whole = render(value, longest);
  if (text == whole) return text;
  detail::Md5 md5;
  md5.add(whole);
  return text + " (MD5 " + md5.hex() + ")";
}

}  // namespace

std::string shown(const Resolved& resolved, bool sensitive) {
  if (resolved.is_unset()) return "unset";
  if (sensitive || resolved.sensitive) return std::string(hidden_value);
  if (resolved.state == Resolved::State::reference && resolved.value.is_unset()) return shortened(resolved.expression);
  return shortened(resolved.value);
}

namespace {

/// What the schema of a C++ program's resource says of a path, in case the catalog was not held against one.
bool is_marked_sensitive(const Path& path, View value) {
  for (const PathStep& step : path.steps) {
    if (value.is_list()) value = value.element(0);
    const detail::Table* table = value.table();
    int position = table == nullptr ? -1 : detail::info_of(*table).find(step.name);
    if (position < 0) return false;
    const detail::Field& field = detail::info_of(*table).fields[position];
    if (field.has('s') || field.has('w')) return true;
    value = value.field(static_cast<std::size_t>(position));
  }
  return false;
}

}  // namespace

Blame Evaluator::explain(const Condition& condition, const Frame& frame) {
  switch (condition.kind) {
    case Condition::Kind::all:
    case Condition::Kind::any: {
      // The minimum and the maximum are always somebody's: that child decided.
      Truth whole = evaluate(condition, frame);
      Blame blame;
      bool found = false;
      for (const Condition& child : condition.children) {
        if (evaluate(child, frame) != whole) continue;
        blame.add(explain(child, frame));
        found = true;
        if (condition.kind == Condition::Kind::any || whole == Truth::yes) break;
      }
      return found ? blame : explain(condition.children[0], frame);
    }
    case Condition::Kind::negation: {
      yes_is_good_ = !yes_is_good_;
      Blame blame = explain(condition.children[0], frame);
      yes_is_good_ = !yes_is_good_;
      return blame;
    }
    case Condition::Kind::never:
      return {frame.prefix, {}};
    case Condition::Kind::each:
    case Condition::Kind::some:
    case Condition::Kind::none:
      return explain_quantified(condition, frame);
    case Condition::Kind::connected:
      return explain_connected(condition, frame);
    case Condition::Kind::policy:
      return explain_policy(condition, frame);
    case Condition::Kind::predicate:
      return explain_predicate(condition, frame);
    case Condition::Kind::leaf:
    case Condition::Kind::unique:
      break;
  }
  return explain_leaf(condition, frame);
}

Blame Evaluator::explain_leaf(const Condition& condition, const Frame& frame) {
  bool sensitive = condition.path->sensitive || is_marked_sensitive(*condition.path, frame.value);
  return {join_path(frame.prefix, condition.path->text), shown(walker_.resolve(*condition.path, frame), sensitive)};
}

Blame Evaluator::explain_quantified(const Condition& condition, const Frame& frame) {
  Elements elements = walker_.expand(*condition.path, frame, true);
  Truth whole = evaluate(condition, frame);
  bool each = condition.kind == Condition::Kind::each;
  Blame blame;
  bool found = false;
  for (const Element& element : elements.items) {
    Frame inner = frame_of(element, frame);
    bool some = condition.kind == Condition::Kind::some, none = condition.kind == Condition::Kind::none;
    Truth where = some ? meets(condition.where, inner) : meets_opposed(condition.where, inner);
    Truth require = none ? meets_opposed(condition.require, inner) : meets(condition.require, inner);
    if (condition.kind == Condition::Kind::some && elements.items.size() > 1) break;
    Truth one = each ? !where || require : where && require;
    // A dynamic block that may be there never or often only makes a failure uncertain.
    bool decides = each                                      ? one != Truth::yes && (one == whole || !element.certain)
                   : condition.kind == Condition::Kind::none ? one != Truth::no
                                                             : one == whole;
    if (!decides) continue;
    const Condition* part =
        condition.require != nullptr && (condition.where == nullptr || where == Truth::yes || require != Truth::yes)
            ? condition.require
            : condition.where;
    blame.add(explain(*part, inner));
    found = true;
  }
  if (found) return blame;
  std::string_view path = condition.path->text;
  path.remove_suffix(3);
  if (elements.sensitive || condition.path->sensitive) return {join_path(frame.prefix, path), "(sensitive)"};
  if (elements.items.empty()) return {join_path(frame.prefix, path), elements.complete ? "unset" : "(unknown)"};
  return {join_path(frame.prefix, path), std::to_string(elements.items.size()) + " of them, none as required"};
}

Blame Evaluator::explain_predicate(const Condition& condition, const Frame& frame) {
  PredicateResult result = ask(condition, frame);
  Blame blame{result.path, result.value};
  const Argument* path = nullptr;
  for (const Argument& argument : condition.arguments) {
    if (argument.path != nullptr && path == nullptr) path = &argument;
  }
  if (path != nullptr && blame.path.empty()) blame.path = path->path->text;
  blame.path = join_path(frame.prefix, blame.path);
  if (blame.value.empty())
    blame.value =
        path == nullptr || result.unset ? "unset" : shown(walker_.resolve(*path->path, frame), path->path->sensitive);
  return blame;
}

}  // namespace parapet::guardrails
