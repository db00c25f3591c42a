#include <algorithm>

#include "guardrails/judging.hpp"

namespace parapet::guardrails::predicates {

namespace of_waf_rule_groups {

class Judge {
 public:
  explicit Judge(const PredicateInput& input) : input_(input), name_(input.find("name")->value.text) {
    if (const Argument* vendor = input.find("vendor")) vendor_ = vendor->value.text;
  }

  /// Whether one of the rules is what is asked for.
  Truth holds(const Resolved& rules) {
    Resolved list = rules.value.is_text() || rules.value.is_expression() ? input_.resolver.json(rules) : rules;
    if (list.is_unset()) return Truth::no;
    if (!list.value || (list.state == Resolved::State::unknown && !list.value.is_list())) return Truth::unknown;
    Items items = input_.resolver.items(list.value, list.place, label());
    Truth some = items.complete ? Truth::no : Truth::unknown;
    for (const Item& item : items.items) {
      Truth one = is_group(input_.resolver.resolve(item.value, item.place));
      some = some || (item.certain ? one : one && Truth::unknown);
    }
    return some;
  }

 private:
  /// The last name of the path, which dynamic blocks use as iterator.
  std::string_view label() {
    std::string_view path = input_.path("path");
    return path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1);
  }

  /// A member by its name in blocks or in the JSON of AWS.
  Resolved member(const Resolved& object, std::string_view name, std::string_view in_json) {
    Resolved value = input_.resolver.member(object, name);
    if (value.is_unset()) value = input_.resolver.member(object, in_json);
    bool empty = value.is_known() && value.value.is_list() && value.value.size() == 0;
    return empty ? Resolved{} : value;
  }

  Truth is_group(const Resolved& rule) {
    Resolved group =
        member(member(rule, "statement", "Statement"), "managed_rule_group_statement", "ManagedRuleGroupStatement");
    if (group.is_unset()) return Truth::no;
    Truth named =
        equals(member(group, "name", "Name"), name_) && equals(member(group, "vendor_name", "VendorName"), vendor_);
    if (named == Truth::no) return named;
    Resolved counts = member(member(rule, "override_action", "OverrideAction"), "count", "Count");
    Truth only_counts = counts.is_unset() ? Truth::no : counts.is_known() ? Truth::yes : Truth::unknown;
    return named && !only_counts;
  }

  static Truth equals(const Resolved& value, std::string_view wanted) {
    return agreed(value, [&](const Resolved& one) {
      if (one.is_unset()) return Truth::no;
      auto text = text_of(one);
      return text ? truth(*text == wanted) : Truth::unknown;
    });
  }

  const PredicateInput& input_;
  std::string_view name_;
  std::string_view vendor_ = "AWS";
};

PredicateResult judge(const PredicateInput& input) {
  Resolved rules = input.resolve("path");
  if (rules.is_unset()) return nothing_to_judge();
  Judge judge(input);
  Truth fine = agreed(rules, [&](const Resolved& one) { return judge.holds(one); });
  return {.truth = fine, .path = {}, .value = "no rule that applies " + std::string(input.find("name")->value.text)};
}

}  // namespace of_waf_rule_groups

/// One of the web ACL's rules applies the managed rule group `name` of `vendor` (AWS if left out), and does not merely
/// count what the group finds. `path` holds the rules: blocks, or the JSON of `rule_json`. Overrides of the group's
/// single rules are not looked at.
PredicateInfo waf_rule_groups() {
  return {"waf_rule_groups",
          &of_waf_rule_groups::judge,
          {{"path", true, true}, {"name", false, true}, {"vendor", false, false}}};
}

}  // namespace parapet::guardrails::predicates
