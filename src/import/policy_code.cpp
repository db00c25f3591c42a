#include "import/policy_code.hpp"

#include "import/expressions.hpp"

namespace parapet::importing {

namespace {

/// Thrown inside this file for what `policy::Document` cannot say.
struct NoPolicy {};

class PolicyWriter {
 public:
  explicit PolicyWriter(FunctionScope& scope) : scope_(scope) {}

  Code document(View policy) {
    if (!policy.is_object() || policy.member("Version").text() != "2012-10-17") throw NoPolicy{};
    only(policy, {"Id", "Statement", "Version"});
    Code code = braces_code("policy::Document", {});
    if (const View id = policy.member("Id")) add_member(code, "id", text(id));
    add_member(code, "statements", statements(member(policy, "Statement")));
    return code;
  }

 private:
  /// The member itself: View::member looks through lists.
  static View member(View object, std::string_view name) {
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (object.name(i) == name) return object.value_at(i);
    }
    return {};
  }

  static void only(View object, std::initializer_list<std::string_view> names) {
    if (!object.is_object()) throw NoPolicy{};
    for (std::size_t i = 0; i < object.size(); ++i) {
      bool known = false;
      for (const std::string_view name : names) known = known || object.name(i) == name;
      if (!known) throw NoPolicy{};
    }
  }

  Code text(View value) {
    if (value.is_text()) return literal_code(value.text());
    if (value.is_number() || value.kind() == detail::Kind::boolean) return literal_code(*as_text(value));
    if (!value.is_expression()) throw NoPolicy{};
    return expression_code(scope_, value, "s");
  }

  /// A list, or the one thing that stands for it.
  std::vector<Code> texts(View value) {
    std::vector<Code> items;
    if (!value.is_list()) return {text(value)};
    for (std::size_t i = 0; i < value.size(); ++i) items.push_back(text(value.element(i)));
    if (items.empty()) throw NoPolicy{};
    return items;
  }

  Code list(View value) {
    // Whether an expression gives a list or a text, nobody knows here.
    if (value.is_expression() && traversal_of(value) && expression_code(scope_, value, "s").kind == Code::Kind::call)
      throw NoPolicy{};
    return braces_code("", texts(value));
  }

  Code statements(View value) {
    std::vector<Code> items;
    const std::size_t count = value.is_list() ? value.size() : 1;
    for (std::size_t i = 0; i < count; ++i) items.push_back(statement(value.is_list() ? value.element(i) : value));
    if (items.empty()) throw NoPolicy{};
    return braces_code("", std::move(items));
  }

  Code statement(View statement) {
    only(statement,
         {"Action", "Condition", "Effect", "NotAction", "NotPrincipal", "NotResource", "Principal", "Resource", "Sid"});
    Code code = braces_code("policy::Statement", {});
    const View actions = member(statement, "Action"), not_actions = member(statement, "NotAction");
    if (bool(actions) == bool(not_actions)) throw NoPolicy{};
    if (actions) add_member(code, "actions", list(actions));
    if (const View found = member(statement, "Condition")) add_member(code, "conditions", conditions(found));
    effect(statement, code);
    if (not_actions) add_member(code, "not_actions", list(not_actions));
    if (const View found = member(statement, "NotPrincipal")) add_member(code, "not_principals", principals(found));
    if (const View found = member(statement, "NotResource")) add_member(code, "not_resources", list(found));
    if (const View found = member(statement, "Principal")) add_member(code, "principals", principals(found));
    if (const View found = member(statement, "Resource")) add_member(code, "resources", list(found));
    if (const View found = member(statement, "Sid")) add_member(code, "sid", text(found));
    return code;
  }

  static void effect(View statement, Code& code) {
    const std::string_view effect = member(statement, "Effect").text();
    if (effect != "Allow" && effect != "Deny") throw NoPolicy{};
    if (effect == "Deny") add_member(code, "effect", text_code("policy::deny"));
  }

  Code conditions(View tests) {
    if (!tests.is_object()) throw NoPolicy{};
    std::vector<Code> items;
    for (std::size_t i = 0; i < tests.size(); ++i) {
      const View variables = tests.value_at(i);
      if (!variables.is_object()) throw NoPolicy{};
      for (std::size_t j = 0; j < variables.size(); ++j) {
        if (tests.name(i).empty() || variables.name(j).empty()) throw NoPolicy{};
        Code item = braces_code("policy::Condition", {});
        add_member(item, "test", literal_code(tests.name(i)));
        add_member(item, "values", list(variables.value_at(j)));
        add_member(item, "variable", literal_code(variables.name(j)));
        items.push_back(std::move(item));
      }
    }
    if (items.empty()) throw NoPolicy{};
    return braces_code("", std::move(items));
  }

  Code principals(View value) {
    if (value.text() == "*") return braces_code("", {text_code("policy::anyone()")});
    if (!value.is_object()) throw NoPolicy{};
    std::vector<Code> items;
    for (std::size_t i = 0; i < value.size(); ++i) add_principals(value.name(i), value.value_at(i), items);
    if (items.empty()) throw NoPolicy{};
    return braces_code("", std::move(items));
  }

  void add_principals(std::string_view type, View identifiers, std::vector<Code>& items) {
    std::vector<Code> all = texts(identifiers);
    if (type == "AWS") {
      if (all.size() > 1) all = {braces_code("", std::move(all))};
      items.push_back(call_code("policy::aws", std::move(all)));
    } else if (type == "Service" || type == "Federated") {
      const char* function = type == "Service" ? "policy::service" : "policy::federated";
      for (Code& identifier : all) items.push_back(call_code(function, {std::move(identifier)}));
    } else if (type == "CanonicalUser") {
      Code item = braces_code("policy::Principal", {});
      add_member(item, "identifiers", braces_code("", std::move(all)));
      add_member(item, "type", literal_code(type));
      items.push_back(std::move(item));
    } else {
      throw NoPolicy{};
    }
  }

  FunctionScope& scope_;
};

}  // namespace

std::optional<Code> policy_code(FunctionScope& scope, View document) try {
  Code code = PolicyWriter(scope).document(document);
  scope.use_policies();
  return code;
} catch (const NoPolicy&) {
  return std::nullopt;
}

bool holds_policy(std::string_view attribute) { return attribute.find("polic") != std::string_view::npos; }

}  // namespace parapet::importing
