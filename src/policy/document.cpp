#include <string>
#include <vector>

#include "parapet/error.hpp"
#include "parapet/policy/policy.hpp"
#include "policy/json_text.hpp"

namespace parapet::policy {

namespace {

using namespace ::parapet::detail;

bool is_set(const Value* value) { return value != nullptr && value->kind != Kind::null; }

/// A list of one string as the string alone: the form in which AWS returns policies, so that plans show no difference.
const Value* shortened(const Value* value) {
  const bool one_string = value->kind == Kind::list && value->size == 1 && is_set(elements_of(value)[0]) &&
                          elements_of(value)[0]->kind != Kind::map;
  return one_string ? elements_of(value)[0] : value;
}

/// An object in the making; members keep their order.
class Members {
 public:
  void add(std::string_view key, const Value* value) { entries_.push_back({make_text(key), value}); }
  /// The value of a key, to be replaced; nullptr if there is none.
  const Value** find(std::string_view key) {
    for (Entry& entry : entries_) {
      if (text_of(entry.key) == key) return &entry.value;
    }
    return nullptr;
  }
  const Value* finish() {
    for (Entry& entry : entries_) entry.value = shortened(entry.value);
    return make_map(entries_.data(), entries_.size());
  }

 private:
  std::vector<Entry> entries_;
};

std::string_view literal(const Value* value, std::size_t statement, const char* what) {
  if (is_set(value) && value->kind == Kind::text && value->size > 0) return text_of(value);
  throw Error("statement " + std::to_string(statement) + " of the policy: " + what + " must be a literal string");
}

/// Both lists as one.
const Value* concatenated(const Value* left, const Value* right) {
  if (left->kind == Kind::list && right->kind == Kind::list) {
    std::vector<const Value*> all(elements_of(left), elements_of(left) + left->size);
    all.insert(all.end(), elements_of(right), elements_of(right) + right->size);
    return make_list(all.data(), all.size());
  }
  const Value* both[] = {left, right};
  return make_call("concat", both, 2);
}

void merge(Members& members, std::string_view key, const Value* list) {
  if (const Value** known = members.find(key)) {
    *known = concatenated(*known, list);
  } else {
    members.add(key, list);
  }
}

const Value* principals(const Value* blocks, std::size_t statement) {
  Members members;
  for (std::size_t i = 0; i < blocks->size; ++i) {
    const Value* block = elements_of(blocks)[i];
    std::string_view type = literal(member_of(block, "type"), statement, "the type of a principal");
    if (type == "*") return make_text("*");
    const Value* identifiers = member_of(block, "identifiers");
    if (!is_set(identifiers))
      throw Error("statement " + std::to_string(statement) + " of the policy: a principal has no identifiers");
    merge(members, type, identifiers);
  }
  return members.finish();
}

const Value* conditions(const Value* blocks, std::size_t statement) {
  std::vector<std::pair<std::string_view, Members>> tests;
  for (std::size_t i = 0; i < blocks->size; ++i) {
    const Value* block = elements_of(blocks)[i];
    std::string_view test = literal(member_of(block, "test"), statement, "the test of a condition");
    std::string_view variable = literal(member_of(block, "variable"), statement, "the variable of a condition");
    const Value* values = member_of(block, "values");
    if (!is_set(values))
      throw Error("statement " + std::to_string(statement) + " of the policy: the condition on " +
                  std::string(variable) + " has no values");
    std::size_t at = 0;
    while (at < tests.size() && tests[at].first != test) ++at;
    if (at == tests.size()) tests.emplace_back(test, Members());
    merge(tests[at].second, variable, values);
  }
  Members members;
  for (auto& [test, variables] : tests) members.add(test, variables.finish());
  return members.finish();
}

bool has_elements(const Value* value) { return is_set(value) && (is_expression(value) || value->size > 0); }

const Value* statement_object(const Value* statement, std::size_t position) {
  const Value* actions = member_of(statement, "actions");
  const Value* not_actions = member_of(statement, "not_actions");
  if (has_elements(actions) == has_elements(not_actions)) {
    throw Error("statement " + std::to_string(position) + " of the policy: set exactly one of actions and not_actions");
  }
  Members members;
  auto add = [&](std::string_view key, const Value* value) {
    if (has_elements(value)) members.add(key, value);
  };
  auto blocks = [&](const char* name) {
    const Value* value = member_of(statement, name);
    return is_set(value) && value->size > 0 ? value : nullptr;
  };
  // Terraform's jsonencode sorts; the literal form keeps the same order.
  add("Action", actions);
  if (const Value* found = blocks("conditions")) members.add("Condition", conditions(found, position));
  const Value* effect = member_of(statement, "effect");
  members.add("Effect", is_set(effect) ? effect : make_text("Allow"));
  add("NotAction", not_actions);
  if (const Value* found = blocks("not_principals")) members.add("NotPrincipal", principals(found, position));
  add("NotResource", member_of(statement, "not_resources"));
  if (const Value* found = blocks("principals")) members.add("Principal", principals(found, position));
  add("Resource", member_of(statement, "resources"));
  add("Sid", member_of(statement, "sid"));
  return members.finish();
}

}  // namespace

const ::parapet::detail::Value* detail::document_text(const ::parapet::detail::Value* statements,
                                                      const ::parapet::detail::Value* id) {
  if (!is_set(statements) || statements->size == 0) throw Error("a policy document needs at least one statement");
  std::vector<const Value*> objects;
  for (std::size_t i = 0; i < statements->size; ++i) {
    const Value* statement = elements_of(statements)[i];
    if (statement->kind != Kind::record)
      throw Error("statement " + std::to_string(i) + " of the policy is dynamic; write the statements out");
    objects.push_back(statement_object(statement, i));
  }
  Members members;
  if (is_set(id)) members.add("Id", id);
  members.add("Statement", make_list(objects.data(), objects.size()));
  members.add("Version", make_text("2012-10-17"));
  const Value* object = members.finish();
  std::string text;
  if (write_json(object, text)) return make_text(text);
  return make_call("jsonencode", &object, 1);
}

Str Document::text() const {
  return Str(Ref<Str>(detail::document_text(statements.parapet_value(), id.parapet_value())));
}

}  // namespace parapet::policy
