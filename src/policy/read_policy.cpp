#include <algorithm>
#include <string>
#include <vector>

#include "core/nearest.hpp"
#include "document/json_tree.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"
#include "parapet/policy/evaluation.hpp"
#include "policy/comparison.hpp"

namespace parapet::policy {

namespace {

/// Reads one policy strictly: what AWS would refuse or ignore is an error here.
class PolicyTextReader {
 public:
  explicit PolicyTextReader(std::string_view place) : place_(place) {}

  PolicyView read(View policy) {
    expect_object(policy, "a policy");
    only(policy, {"Version", "Id", "Statement"});
    if (policy.member("Version").text() != "2012-10-17") refuse("`Version` must be \"2012-10-17\"");
    const View statements = policy.member("Statement");
    if (!statements.is_list() && !statements.is_object()) refuse("`Statement` must be an object or a list of objects");
    PolicyView result;
    const std::size_t count = statements.is_list() ? statements.size() : 1;
    if (count == 0) refuse("`Statement` must not be empty");
    for (position_ = 1; position_ <= count; ++position_)
      result.statements.push_back(statement(statements.is_list() ? statements.element(position_ - 1) : statements));
    return result;
  }

  [[noreturn]] void refuse(const std::string& what) const {
    const std::string statement = position_ == 0 ? "" : "statement " + std::to_string(position_) + ": ";
    throw Error(std::string(place_) + ": " + statement + what);
  }

 private:
  void expect_object(View view, const std::string& what) const {
    if (!view.is_object()) refuse(what + " must be an object");
  }

  void only(View object, const std::vector<std::string_view>& known) const {
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (std::find(known.begin(), known.end(), object.name(i)) == known.end())
        refuse("unknown member `" + std::string(object.name(i)) + "`" +
               ::parapet::detail::did_you_mean(object.name(i), known));
      if (object.value_at(i).is_unset()) refuse("`" + std::string(object.name(i)) + "` is null; leave it out");
    }
  }

  Strings strings(View value, std::string_view name) const {
    Strings result{.values = {}, .complete = true, .present = true};
    const std::size_t count = value.is_list() ? value.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
      const View each = value.is_list() ? value.element(i) : value;
      if (!each.is_scalar()) refuse("`" + std::string(name) + "` must be a string or a list of strings");
      result.values.push_back(*as_text(each));
      check_characters(result.values.back(), name);
    }
    if (count == 0) refuse("`" + std::string(name) + "` must not be empty");
    return result;
  }

  void check_characters(const std::string& text, std::string_view name) const {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::any_of(text.begin(), text.end(), is_control))
      refuse("`" + std::string(name) + "` holds a control character; AWS takes none");
  }

  Strings optional_strings(View statement, std::string_view name) const {
    const View value = statement.member(name);
    return value.is_unset() ? Strings{} : strings(value, name);
  }

  Strings actions(View statement, std::string_view name) const {
    Strings result = optional_strings(statement, name);
    for (const std::string& action : result.values) {
      const std::size_t colon = action.find(':');
      const std::string service = action.substr(0, colon);
      const bool named = colon != std::string::npos && colon > 0 && service.find_first_of("*?") == std::string::npos;
      if (action != "*" && !named) refuse("`" + action + "` names no service; write `*` or `service:Action`");
    }
    return result;
  }

  Principals principals(View statement, std::string_view name) const {
    Principals result;
    const View value = statement.member(name);
    if (value.is_unset()) return result;
    result.present = true;
    if (value.text() == "*") {
      result.entries.push_back({"*", "*"});
      return result;
    }
    expect_object(value, "`" + std::string(name) + "`");
    only(value, {"AWS", "Service", "Federated", "CanonicalUser"});
    for (std::size_t i = 0; i < value.size(); ++i) {
      for (std::string& identifier : strings(value.value_at(i), value.name(i)).values)
        result.entries.push_back({std::string(value.name(i)), std::move(identifier)});
    }
    return result;
  }

  void check_operator(std::string_view test) const {
    if (!operator_of(test)) refuse("unknown condition operator `" + std::string(test) + "`" + near_operator(test));
  }

  std::vector<ConditionEntry> conditions(View statement) const {
    std::vector<ConditionEntry> result;
    const View tests = statement.member("Condition");
    if (tests.is_unset()) return result;
    expect_object(tests, "`Condition`");
    for (std::size_t i = 0; i < tests.size(); ++i) {
      check_operator(tests.name(i));
      const View keys = tests.value_at(i);
      expect_object(keys, "`" + std::string(tests.name(i)) + "`");
      for (std::size_t k = 0; k < keys.size(); ++k)
        result.push_back(
            {std::string(tests.name(i)), std::string(keys.name(k)), strings(keys.value_at(k), keys.name(k))});
    }
    return result;
  }

  Answer effect(View statement) const {
    const std::string_view text = statement.member("Effect").text();
    if (text != "Allow" && text != "Deny") refuse("`Effect` must be \"Allow\" or \"Deny\"");
    return text == "Allow" ? Answer::yes : Answer::no;
  }

  void one_of(bool first, bool second, const char* both) const {
    if (first == second) refuse(std::string("needs exactly one of ") + both);
  }

  void not_both(bool first, bool second, const char* both) const {
    if (first && second) refuse(std::string("has both ") + both + "; keep one of them");
  }

  StatementView statement(View object) const {
    expect_object(object, "a statement");
    only(object,
         {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"});
    StatementView result;
    result.allows = effect(object);
    result.sid = object.member("Sid").text();
    result.actions = actions(object, "Action");
    result.not_actions = actions(object, "NotAction");
    result.resources = optional_strings(object, "Resource");
    result.not_resources = optional_strings(object, "NotResource");
    result.principals = principals(object, "Principal");
    result.not_principals = principals(object, "NotPrincipal");
    result.conditions = conditions(object);
    one_of(result.actions.present, result.not_actions.present, "`Action` and `NotAction`");
    not_both(result.resources.present, result.not_resources.present, "`Resource` and `NotResource`");
    not_both(result.principals.present, result.not_principals.present, "`Principal` and `NotPrincipal`");
    return result;
  }

  std::string_view place_;
  std::size_t position_ = 0;
};

}  // namespace

PolicyView read_policy(std::string_view json, std::string_view place) {
  PolicyTextReader reader(place);
  const ::parapet::detail::JsonTree tree = ::parapet::detail::read_json(json, 0);
  if (tree.duplicate) reader.refuse("a key stands twice in one object; keep one of them");
  if (tree.root == nullptr) reader.refuse("is no JSON: line " + std::to_string(tree.line) + ": " + tree.problem);
  return reader.read(View(tree.root));
}

}  // namespace parapet::policy
