#include "modules/guard.hpp"

#include <algorithm>
#include <cctype>

#include "guardrails/literal_json.hpp"
#include "modules/arguments.hpp"
#include "modules/expression.hpp"
#include "modules/policy_guard.hpp"

namespace parapet::modules {

using guardrails::Condition;
using guardrails::Literal;
using guardrails::Operator;
using guardrails::PathStep;
using guardrails::Unset;

namespace {

/// What a condition cannot be said with; caught in guard_of.
struct Obstacle {
  std::string text;
};

enum class Form : unsigned char { scalar, number, text, list, map, object, objects, open, missing };

/// Where a path has come to: an expression and what kind of value it has.
struct Cursor {
  std::string expression;
  Form form = Form::missing;
  const std::vector<Argument>* members = nullptr;  ///< of a nested block
  const schema::Type* type = nullptr;              ///< of an argument, or of a part of it
  const schema::NestedType* nested = nullptr;
  bool deep = false;        ///< reading it can fail where something above is null
  bool never_null = false;  ///< the variable has a value of its own and takes no null

  bool is_collection() const { return form == Form::list || form == Form::objects || form == Form::map; }
  std::string value() const { return deep ? "try(" + expression + ", null)" : expression; }
};

Form form_of(const schema::Type& type) {
  using Kind = schema::Type::Kind;
  switch (type.kind) {
    case Kind::string:
      return Form::text;
    case Kind::number:
      return Form::number;
    case Kind::boolean:
      return Form::scalar;
    case Kind::list:
    case Kind::set:
      return type.element[0].kind == Kind::object ? Form::objects : Form::list;
    case Kind::map:
      return Form::map;
    case Kind::object:
      return Form::object;
    case Kind::dynamic:
      break;
  }
  return Form::open;
}

bool is_single(schema::Nesting nesting) {
  return nesting == schema::Nesting::single || nesting == schema::Nesting::group;
}

Cursor at_attribute(std::string expression, const schema::Attribute& attribute, bool deep) {
  Cursor cursor{.expression = std::move(expression), .deep = deep};
  if (attribute.nested != nullptr) {
    cursor.nested = attribute.nested.get();
    cursor.form = is_single(attribute.nested->nesting) ? Form::object : Form::objects;
  } else {
    cursor.type = &attribute.type;
    cursor.form = form_of(attribute.type);
  }
  return cursor;
}

Cursor at_argument(std::string expression, const Argument& argument, bool deep) {
  if (!argument.is_block()) return at_attribute(std::move(expression), *argument.attribute, deep);
  return {.expression = std::move(expression),
          .form = argument.is_many() ? Form::objects : Form::object,
          .members = &argument.members,
          .deep = deep};
}

std::string member_of(const std::string& expression, std::string_view name) {
  return is_identifier(name) ? expression + "." + std::string(name) : expression + "[" + quote(name) + "]";
}

/// A member of an object; `missing` where the module has no such argument.
Cursor member(const Cursor& at, std::string_view name) {
  const std::string expression = member_of(at.expression, name);
  if (at.form == Form::open) return {.expression = expression, .form = Form::open, .deep = true};
  if (at.members != nullptr) {
    const Argument* found = find(*at.members, name);
    if (found == nullptr) return {};
    const std::string value = found->filled(expression);
    Cursor inside = at_argument(value == expression ? value : "(" + value + ")", *found, true);
    inside.never_null = at.never_null && (found->is_block() ? found->present : !found->fill.is_null());
    return inside;
  }
  if (at.nested != nullptr) {
    for (const schema::Attribute& attribute : at.nested->attributes) {
      if (attribute.name == name) return at_attribute(expression, attribute, true);
    }
    return {};
  }
  if (at.type == nullptr) return {};
  if (at.type->kind == schema::Type::Kind::map) {
    return {.expression = expression, .form = form_of(at.type->element[0]), .type = &at.type->element[0], .deep = true};
  }
  for (const schema::ObjectMember& one : at.type->members) {
    if (one.name == name) return {.expression = expression, .form = form_of(one.type), .type = &one.type, .deep = true};
  }
  return {};
}

/// One element of a collection, called `name`.
Cursor element(const Cursor& at, const std::string& name) {
  Cursor cursor{.expression = name, .form = Form::open};
  if (at.form == Form::open) return cursor;
  if (at.form == Form::object || (at.members != nullptr || at.nested != nullptr)) {
    cursor.form = Form::object;
    cursor.members = at.members;
    cursor.nested = at.nested;
    cursor.type = at.type;
    return cursor;
  }
  cursor.type = &at.type->element[0];
  cursor.form = form_of(*cursor.type);
  return cursor;
}

/// What a list may hold, whatever is null.
std::string elements_of(const Cursor& at) {
  const std::string value = at.value();
  if (at.form == Form::object) return value + " == null ? [] : [" + value + "]";
  if (at.form == Form::open) return "try(flatten([" + at.expression + "]), [])";
  return value + " == null ? [] : " + value;
}

/// A literal as the type that it is compared with wants it: Terraform finds "1" and 1 different.
Json typed(const Json& value, Form form) {
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& one : value) list.push_back(typed(one, form));
    return list;
  }
  if (form == Form::text && !value.is_string() && !value.is_null()) return value.dump();
  if ((form == Form::number || form == Form::scalar) && value.is_string()) {
    const Json read = Json::parse(value.get_ref<const std::string&>(), nullptr, false);
    if (form == Form::number ? read.is_number() : read.is_boolean()) return read;
  }
  return value;
}

class GuardMaker {
 public:
  explicit GuardMaker(const Resource& resource) : resource_(resource) {}

  Expression condition(const Condition& condition, const Cursor* scope, Unset unset) {
    switch (condition.kind) {
      case Condition::Kind::all:
        return Expression::all(children(condition, scope, unset));
      case Condition::Kind::any:
        return Expression::any(children(condition, scope, unset));
      case Condition::Kind::negation:
        return turned([&] { return this->condition(condition.children[0], scope, unset); }).negated();
      case Condition::Kind::never:
        return Expression::constant(false);
      case Condition::Kind::leaf:
        return follow(
            *condition.path, 0, start(scope), [&](const Cursor& at) { return leaf(condition, at, unset); },
            unset_of(condition, unset));
      case Condition::Kind::each:
      case Condition::Kind::some:
      case Condition::Kind::none:
        return quantified(condition, scope, unset);
      case Condition::Kind::policy:
        return text_condition(*condition.path, scope, unset_of(condition, unset),
                              [&](const std::string& value) { return policy_guard(condition, value); });
      case Condition::Kind::predicate:
        return predicate(condition, scope, unset);
      case Condition::Kind::unique:
        throw Obstacle{"uniqueness over several blocks is judged on the plan"};
      case Condition::Kind::connected:
        break;
    }
    throw Obstacle{"it is about another resource, which is judged on the plan"};
  }

  /// What `make` makes, to be negated.
  template <class Make>
  Expression turned(const Make& make) {
    negated_ = !negated_;
    Expression made = make();
    negated_ = !negated_;
    return made;
  }

 private:
  /// What a leaf says of nothing. Unknown is no pass: it fails what it stands in, also below a negation.
  Expression unset_of(const Condition& condition, Unset inherited) const {
    const Unset unset = condition.unset == Unset::inherit ? inherited : condition.unset;
    return Expression::constant(unset == Unset::pass || (unset == Unset::unknown && negated_));
  }

  std::vector<Expression> children(const Condition& condition, const Cursor* scope, Unset unset) {
    std::vector<Expression> parts;
    for (const Condition& child : condition.children) parts.push_back(this->condition(child, scope, unset));
    return parts;
  }

  /// The resource itself where `scope` is nullptr.
  static Cursor start(const Cursor* scope) { return scope == nullptr ? Cursor{} : *scope; }

  Cursor top(std::string_view name) {
    const Argument* argument = find(resource_.arguments, name);
    if (argument == nullptr) return {};
    const auto variable = resource_.variables.find(name);
    if (variable == resource_.variables.end()) return {};
    std::string value = resource_.value_in_guard(*argument);
    if (value.find(' ') != std::string::npos) value = "(" + value + ")";
    Cursor cursor = at_argument(std::move(value), *argument, false);
    cursor.never_null = argument->is_block() ? argument->present : !argument->fill.is_null();
    return cursor;
  }

  /// Walks a path and hands over where it ends; a list on the way asks all of its elements.
  template <class Use>
  Expression follow(const guardrails::Path& path, std::uint32_t step, Cursor at, const Use& use, Expression unset) {
    for (; step < path.steps.size; ++step) {
      const PathStep& next = path.steps[step];
      const bool at_top = at.form == Form::missing && at.expression.empty();
      if (next.kind == PathStep::Kind::json) {
        at = {.expression = "jsondecode(" + at.expression + ")", .form = Form::open, .deep = true};
        continue;
      }
      if (next.kind == PathStep::Kind::every || next.name == "@") continue;
      if (at_top) {
        at = top(next.name);
      } else if (at.form == Form::objects) {
        return every_element(path, step, at, use, unset);
      } else {
        at = member(at, next.name);
      }
      if (at.form == Form::missing) return use(Cursor{.expression = "null", .form = Form::missing});
    }
    return use(at);
  }

  template <class Use>
  Expression every_element(const guardrails::Path& path, std::uint32_t step, const Cursor& at, const Use& use,
                           const Expression& unset) {
    const std::string name = next_name();
    const Expression inside = follow(path, step, element(at, name), use, unset);
    --depth_;
    if (inside.decided() && *inside.decided() && unset.decided() && *unset.decided()) return inside;
    return every(name, at, at.expression, inside, unset);
  }

  /// All elements are like `inside`; none at all is as good as unset.
  static Expression every(const std::string& name, const Cursor& at, const std::string& list, const Expression& inside,
                          const Expression& unset) {
    const std::string all = "alltrue([for " + name + " in " + elements_of(at) + " : " + inside.text() + "])";
    if (*unset.decided()) return Expression::of(all);
    return Expression::of("try(length(" + list + ") > 0, false) && " + all, true);
  }

  std::string next_name() {
    static constexpr const char* names[] = {"x", "y", "z", "u", "v", "w"};
    if (depth_ >= std::size(names)) throw Obstacle{"it is nested too deep for a condition"};
    return names[depth_++];
  }

  Expression leaf(const Condition& condition, const Cursor& at, Unset inherited) {
    const Expression unset = unset_of(condition, inherited);
    if (condition.op == Operator::exists) return exists(at, condition.argument.boolean);
    if (at.form == Form::missing) return unset;
    if (at.form == Form::list && asks_each(condition.op)) return each_value(condition, at, unset);
    if (at.form == Form::object || at.form == Form::objects) throw Obstacle{"it compares a whole block"};
    const std::string value = at.value();
    if (at.form == Form::list) {
      const Expression there = compare(condition, at, value);
      return Expression::choice("try(length(" + value + ") == 0, true)", unset, there);
    }
    const Expression there = compare(condition, at, value);
    if (condition.op == Operator::equals && !*unset.decided()) return there;
    return Expression::choice(value + " == null", unset, there);
  }

  static Expression exists(const Cursor& at, bool wanted) {
    if (at.form == Form::missing) return Expression::constant(!wanted);
    const bool emptiable =
        at.form == Form::text || at.form == Form::list || at.form == Form::objects || at.form == Form::map;
    if (at.never_null && !emptiable) return Expression::constant(wanted);
    const std::string value = at.value();
    Expression there = Expression::of(value + " != null", true);
    // An object of JSON is there even if it is empty; a text is not.
    if (at.form == Form::open)
      there = Expression::of(value + " != null && try(tostring(" + value + ") != \"\", true)", true);
    if (emptiable) there = Expression::of("try(length(" + value + ") > 0, false)");
    return wanted ? there : there.negated();
  }

  static bool asks_each(Operator op) {
    return op == Operator::one_of || op == Operator::none_of || op == Operator::in_list || op == Operator::matches ||
           op == Operator::not_matches || op == Operator::no_open_cidr;
  }

  Expression each_value(const Condition& condition, const Cursor& at, const Expression& unset) {
    const std::string name = next_name();
    Cursor one = element(at, name);
    const Expression inside = compare(condition, one, name);
    --depth_;
    return every(name, at, at.value(), inside, unset);
  }

  static std::string pattern(const Literal& argument) { return quote("^(?:" + std::string(argument.text) + ")$"); }

  /// A value that is there against what is expected.
  static Expression compare(const Condition& condition, const Cursor& at, const std::string& value) {
    const Json expected = typed(guardrails::json_of(condition.argument), compared_form(at));
    const std::string wanted = literal(expected);
    switch (condition.op) {
      case Operator::equals:
        if (expected.is_array()) return Expression::of("toset(" + value + ") == toset(" + wanted + ")", true);
        return Expression::of(value + " == " + wanted, true);
      case Operator::not_equals:
        return Expression::of(value + " != " + wanted, true);
      case Operator::one_of:
      case Operator::in_list:
        return Expression::of("contains(" + wanted + ", " + value + ")");
      case Operator::none_of:
        return Expression::of("!contains(" + wanted + ", " + value + ")");
      case Operator::matches:
        return Expression::of("can(regex(" + pattern(condition.argument) + ", " + value + "))");
      case Operator::not_matches:
        return Expression::of("!can(regex(" + pattern(condition.argument) + ", " + value + "))");
      case Operator::at_least:
        return Expression::of(size_of(at, value) + " >= " + number_of(condition), true);
      case Operator::at_most:
        return Expression::of(size_of(at, value) + " <= " + number_of(condition), true);
      case Operator::contains:
        return Expression::of("contains(" + members(at, value) + ", " + wanted + ")");
      case Operator::not_contains:
        return Expression::of("!contains(" + members(at, value) + ", " + wanted + ")");
      case Operator::contains_all:
        return Expression::of("length(setsubtract(" + wanted + ", " + members(at, value) + ")) == 0", true);
      case Operator::no_open_cidr:
        return Expression::of("try(cidrhost(" + value + ", 0) != \"\" && tonumber(split(\"/\", " + value +
                              ")[1]) >= " + number_of(condition) + ", false)");
      case Operator::exists:
        break;
    }
    throw Obstacle{"Terraform has no function that compares this"};
  }

  /// What kind of value an operator compares: the elements of a list, the keys of a map.
  static Form compared_form(const Cursor& at) {
    if (at.form == Form::map) return Form::text;
    return at.form == Form::list ? form_of(at.type->element[0]) : at.form;
  }

  static std::string number_of(const Condition& condition) { return literal(guardrails::json_of(condition.argument)); }

  static std::string size_of(const Cursor& at, const std::string& value) {
    if (at.is_collection()) return "length(" + value + ")";
    return at.form == Form::text ? "tonumber(" + value + ")" : value;
  }

  static std::string members(const Cursor& at, const std::string& value) {
    if (!at.is_collection()) throw Obstacle{"Terraform has no function that compares this"};
    return at.form == Form::map ? "keys(" + value + ")" : value;
  }

  Expression quantified(const Condition& condition, const Cursor* scope, Unset unset) {
    const bool every = condition.kind == Condition::Kind::each;
    const Expression nothing = Expression::constant(condition.kind != Condition::Kind::some);
    return follow(
        *condition.path, 0, start(scope), [&](const Cursor& at) { return over(condition, at, unset, every, nothing); },
        nothing);
  }

  Expression over(const Condition& condition, const Cursor& at, Unset unset, bool every, const Expression& nothing) {
    if (at.form == Form::missing) return condition.minimum > 0 ? Expression::constant(false) : nothing;
    const std::string name = next_name();
    const Cursor one = element(at, name);
    const Expression where = part(condition.where, one, Unset::fail, condition.kind != Condition::Kind::some);
    const Expression require = part(condition.require, one, unset, condition.kind == Condition::Kind::none);
    --depth_;
    const Expression inside = every ? Expression::any({where.negated(), require}) : Expression::all({where, require});
    if (every && inside.decided() && *inside.decided() && condition.minimum == 0) return inside;
    const std::string loop = "[for " + name + " in " + elements_of(at) + " : " + inside.text() + "]";
    const Expression result = every ? Expression::of("alltrue(" + loop + ")") : Expression::of("anytrue(" + loop + ")");
    if (condition.kind == Condition::Kind::none) return result.negated();
    if (condition.minimum == 0) return result;
    const std::string enough = "length(" + elements_of(at) + ") >= " + std::to_string(condition.minimum);
    return Expression::all({Expression::of(enough, true), result});
  }

  /// What an element has to be; anything where nothing is asked.
  Expression part(const Condition* condition, const Cursor& element, Unset unset, bool is_negated) {
    if (condition == nullptr) return Expression::constant(true);
    const auto make = [&] { return this->condition(*condition, &element, unset); };
    return is_negated ? turned(make) : make();
  }

  /// A condition on one text; nothing to judge is unset.
  template <class Make>
  Expression text_condition(const guardrails::Path& path, const Cursor* scope, const Expression& unset,
                            const Make& make) {
    return follow(
        path, 0, start(scope),
        [&](const Cursor& at) {
          if (at.form == Form::missing) return unset;
          const std::optional<std::string> made = make(at.value());
          if (!made) throw Obstacle{"policies are judged on the plan"};
          return Expression::choice(at.value() + " == null", unset, Expression::of(*made, true));
        },
        unset);
  }

  Expression predicate(const Condition& condition, const Cursor* scope, Unset unset) {
    for (const guardrails::Argument& argument : condition.arguments) {
      if (argument.path == nullptr || argument.name != "path") continue;
      return text_condition(*argument.path, scope, unset_of(condition, unset), [&](const std::string& value) {
        std::optional<std::string> made = predicate_guard(condition, value);
        if (!made) throw Obstacle{predicate_obstacle(condition.predicate)};
        return made;
      });
    }
    throw Obstacle{predicate_obstacle(condition.predicate)};
  }

  const Resource& resource_;
  std::size_t depth_ = 0;
  bool negated_ = false;  ///< what is made now is negated in the whole
};

bool is_part_of_a_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; }

}  // namespace

std::vector<std::string> variables_in(std::string_view expression) {
  constexpr std::string_view mark = "var.";
  std::vector<std::string> names;
  for (std::size_t at = expression.find(mark); at != std::string_view::npos; at = expression.find(mark, at)) {
    const bool part_of_a_name = at > 0 && is_part_of_a_name(expression[at - 1]);
    at += mark.size();
    if (part_of_a_name) continue;
    std::size_t end = at;
    while (end < expression.size() && is_part_of_a_name(expression[end])) ++end;
    std::string name(expression.substr(at, end - at));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::optional<std::string> concern_of(const guardrails::Requirement& requirement, const Resource& resource) {
  try {
    const Expression when = GuardMaker(resource).condition(*requirement.when, nullptr, Unset::fail);
    if (when.decided()) return std::nullopt;
    return when.text();
  } catch (const Obstacle&) {
    return std::nullopt;
  }
}

Guard guard_of(const guardrails::Requirement& requirement, const Resource& resource) {
  try {
    GuardMaker maker(resource);
    Expression require = maker.condition(*requirement.require, nullptr, requirement.unset);
    Expression when = Expression::constant(true);
    if (requirement.when != nullptr)
      when = maker.turned([&] { return maker.condition(*requirement.when, nullptr, Unset::fail); });
    const Expression both = Expression::any({when.negated(), require});
    Guard guard{.constant = both.decided(),
                .condition = both.text(),
                .variables = variables_in(require.text()),
                .obstacle = {}};
    for (std::string& name : variables_in(when.text())) {
      if (std::find(guard.variables.begin(), guard.variables.end(), name) == guard.variables.end())
        guard.variables.push_back(std::move(name));
    }
    return guard;
  } catch (const Obstacle& obstacle) {
    return {.constant = {}, .condition = {}, .variables = {}, .obstacle = obstacle.text};
  }
}

}  // namespace parapet::modules
