#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/neighbours.hpp"

namespace parapet::guardrails::predicates {

namespace of_parameter_group_value {

std::string text_of(const Literal& value) {
  if (value.kind == Literal::Kind::number) return Number::of(value.number).text();
  if (value.kind == Literal::Kind::boolean) return value.boolean ? "true" : "false";
  return std::string(value.text);
}

class Judge {
 public:
  explicit Judge(const PredicateInput& input) : input_(input), name_(input.find("name")->value.text) {
    const Literal& values = input.find("values")->value;
    if (values.kind != Literal::Kind::list) values_.push_back(text_of(values));
    for (const Literal& value : values.list) values_.push_back(text_of(value));
  }

  PredicateResult judge() {
    Resolved value = input_.resolve("path");
    if (value.is_unset()) return nothing_to_judge();
    static const Wanted group_type{{"*_parameter_group"}, {"name", "id"}};
    Neighbours groups = neighbours(input_.resolver, value, group_type);
    if (!groups.complete || groups.found.empty()) worst_.add(Truth::unknown, {}, {});
    for (const Neighbour& group : groups.found) judge(group);
    return worst_.result();
  }

 private:
  void judge(const Neighbour& group) {
    complete_ = true;
    verdict_.reset();
    shown_ = "unset";
    for (std::string_view label : {"parameter", "parameters"}) {
      View blocks = View(group.block->body).member(label);
      if (blocks.is_unset()) continue;
      Items items = input_.resolver.items(blocks, group.place, label);
      complete_ = complete_ && items.complete;
      for (const Item& item : items.items) parameter(item);
    }
    Truth fine = verdict_ ? *verdict_ : complete_ ? Truth::no : Truth::unknown;
    if (!group.certain) fine = agree(fine, Truth::unknown);
    worst_.add(fine, std::string(group.block->address) + ".parameter[" + name_ + "]", shown_);
  }

  void parameter(const Item& item) {
    Resolved object = as_object(item);
    auto name = guardrails::text_of(input_.resolver.member(object, "name"));
    if (!name) {
      complete_ = false;
      return;
    }
    if (!same_word(*name, name_)) return;
    Resolved value = input_.resolver.member(object, "value");
    Truth one = agreed(value, [&](const Resolved& possible) { return is_allowed(possible); });
    if (!item.certain) one = agree(one, Truth::unknown);
    if (verdict_ && one >= *verdict_) return;
    verdict_ = one;
    shown_ = guardrails::text_of(value).value_or("(unknown)");
  }

  Truth is_allowed(const Resolved& value) {
    auto text = guardrails::text_of(value);
    if (!text) return Truth::unknown;
    // Databases take ON and on, TRUE and true.
    return truth(std::any_of(values_.begin(), values_.end(),
                             [&](const std::string& wanted) { return same_word(*text, wanted); }));
  }

  const PredicateInput& input_;
  std::string name_;
  std::vector<std::string> values_;
  bool complete_ = true;
  std::optional<Truth> verdict_;
  std::string shown_;
  Worst worst_;
};

PredicateResult judge(const PredicateInput& input) { return Judge(input).judge(); }

}  // namespace of_parameter_group_value

/// The parameter group that `path` names sets the parameter `name` to one of `values`. A group that is not in the
/// documents is unknown, one without the parameter fails. For every type that ends in `_parameter_group`.
PredicateInfo parameter_group_value() {
  return {"parameter_group_value",
          &of_parameter_group_value::judge,
          {{"path", true, true}, {"name", false, true}, {"values", false, true}}};
}

}  // namespace parapet::guardrails::predicates
