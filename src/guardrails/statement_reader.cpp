#include "guardrails/statement_reader.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace parapet::guardrails {

namespace {

using policy::Answer;

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// An attribute of an AWS resource that AWS makes up, so that nobody can smuggle a `*` into a policy through it.
bool is_made_by_aws(const Resolved& reference) {
  if (reference.state != Resolved::State::reference || reference.target == nullptr ||
      !reference.target->type.starts_with("aws_"))
    return false;
  if (reference.path.empty() || reference.path.back().kind != Step::Kind::attribute) return false;
  std::string_view name = reference.path.back().name;
  return name == "arn" || name.ends_with("_arn") || name == "account_id" || name == "unique_id" ||
         name == "canonical_user_id" || name == "key_id";
}

/// Stands for such an attribute: readable, and without any character that means something in a policy.
std::string stand_in(const Resolved& reference) {
  return "(" + std::string(reference.target->address) + "." + std::string(reference.path.back().name) + ")";
}

}  // namespace

std::string StatementReader::text_of_scalar(const Resolved& value) {
  if (is_made_by_aws(value) && resolver_.configured(value).is_unset()) return stand_in(value);
  if ((value.is_known() || value.state == Resolved::State::reference) && value.alternatives.empty()) {
    if (auto text = as_text(value.value)) return *text;
  }
  return std::string(1, policy::unknown_part);
}

template <class F>
bool StatementReader::each_member(const Resolved& object, F use) {
  View view = object.value;
  if (!object.is_known() || !object.alternatives.empty()) return false;
  if (view.is_list()) view = view.sole();
  if (!view.is_object()) return false;
  bool complete = true;
  for (std::size_t i = 0; i < view.size(); ++i) {
    // A name may be an expression: "${local.issuer}:sub".
    std::string made;
    if (view.name(i).empty()) {
      policy::Strings name = strings(resolver_.resolve(view.key_at(i), object.place));
      made = name.values.size() == 1 ? name.values.front() : std::string(1, policy::unknown_part);
      complete = complete && made.find(policy::unknown_part) == std::string::npos;
    }
    std::string_view name = made.empty() ? view.name(i) : std::string_view(made);
    Resolved value = resolver_.resolve(view.value_at(i), object.place);
    if (!value.is_unset()) use(lower(name), name, value);
  }
  return complete;
}

template <class F>
bool StatementReader::each_element(const Resolved& value, F use) {
  if (!value.value.is_list()) {
    use(value);
    return true;
  }
  Items items = resolver_.items(value.value, value.place, {});
  bool complete = items.complete;
  for (const Item& item : items.items) {
    complete = complete && item.certain;
    use(resolver_.resolve(item.value, item.place));
  }
  return complete;
}

std::string StatementReader::text_of_parts(View join, const Place& place) {
  std::string text;
  for (std::size_t i = 0; i < join.size(); ++i) {
    View part = join.element(i);
    text += part.is_text() ? std::string(part.text()) : text_of_scalar(resolver_.resolve(part, place));
  }
  return text;
}

void StatementReader::add_string(const Resolved& value, policy::Strings& into) {
  if (value.is_unset()) return;
  if (value.alternatives.empty() && value.state == Resolved::State::unknown &&
      value.value.kind() == detail::Kind::join) {
    into.values.push_back(text_of_parts(value.value, value.place));
  } else {
    into.values.push_back(text_of_scalar(value));
  }
}

policy::Strings StatementReader::strings(const Resolved& value) {
  policy::Strings result{.values = {}, .complete = true, .present = !value.is_unset()};
  bool is_list_of_something = value.state == Resolved::State::unknown && value.value.kind() != detail::Kind::join;
  if (!value.alternatives.empty() || is_list_of_something) {
    result.complete = false;
    return result;
  }
  result.complete = each_element(value, [&](const Resolved& element) { add_string(element, result); });
  return result;
}

policy::Principals StatementReader::principals(const Resolved& value) {
  policy::Principals result{.entries = {}, .complete = true, .present = true};
  auto add = [&](std::string_view type, const policy::Strings& identifiers) {
    for (const std::string& identifier : identifiers.values) result.entries.push_back({std::string(type), identifier});
    result.complete = result.complete && identifiers.complete;
  };
  if (value.is_known() && value.value.is_object()) {
    bool complete = each_member(
        value, [&](const std::string&, std::string_view type, const Resolved& ids) { add(type, strings(ids)); });
    result.complete = result.complete && complete;
  } else {
    add("*", strings(value));
  }
  return result;
}

void StatementReader::conditions(const Resolved& value, policy::StatementView& statement) {
  statement.conditions_complete =
      each_member(value,
                  [&](const std::string&, std::string_view test, const Resolved& keys) {
                    bool complete =
                        each_member(keys, [&](const std::string&, std::string_view key, const Resolved& values) {
                          statement.conditions.push_back({std::string(test), std::string(key), strings(values)});
                        });
                    statement.conditions_complete = statement.conditions_complete && complete;
                  }) &&
      statement.conditions_complete;
}

policy::StatementView StatementReader::statement(const Resolved& object) {
  policy::StatementView result;
  std::set<std::string> seen;
  bool unambiguous = true;
  bool complete = each_member(object, [&](const std::string& key, std::string_view, const Resolved& value) {
    // `Action` and `action`: which of them counts, nobody can tell.
    unambiguous = seen.insert(key).second && unambiguous;
    if (key == "effect") {
      std::string effect = lower(text_of_scalar(value));
      result.allows = effect == "allow" ? Answer::yes : effect == "deny" ? Answer::no : Answer::unknown;
    } else if (key == "sid") {
      result.sid = text_of_scalar(value);
    } else if (key == "action") {
      result.actions = strings(value);
    } else if (key == "notaction") {
      result.not_actions = strings(value);
    } else if (key == "resource") {
      result.resources = strings(value);
    } else if (key == "notresource") {
      result.not_resources = strings(value);
    } else if (key == "principal") {
      result.principals = principals(value);
    } else if (key == "notprincipal") {
      result.not_principals = principals(value);
    } else if (key == "condition") {
      conditions(value, result);
    }
  });
  if (!unambiguous) {
    result.allows = Answer::unknown;
    result.conditions.clear();
  }
  if (!complete || !unambiguous) {
    result.not_actions.present = result.not_resources.present = result.not_principals.present = false;
    result.actions.complete = result.resources.complete = result.principals.complete = result.conditions_complete =
        false;
    result.actions.present = result.resources.present = true;
  }
  return result;
}

policy::PolicyView StatementReader::policy(const Resolved& object) {
  policy::PolicyView result;
  bool found = false;
  bool known = each_member(object, [&](const std::string& key, std::string_view, const Resolved& value) {
    if (key != "statement") return;
    found = true;
    bool readable = value.is_known() && value.alternatives.empty();
    bool complete = readable && each_element(value, [&](const Resolved& element) {
                      result.statements.push_back(statement(element));
                    });
    result.complete = result.complete && complete;
  });
  result.complete = result.complete && known && found;
  return result;
}

}  // namespace parapet::guardrails
