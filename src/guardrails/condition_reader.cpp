#include <re2/re2.h>

#include <algorithm>

#include "guardrails/catalog_store.hpp"
#include "guardrails/path.hpp"
#include "guardrails/words.hpp"
#include "parapet/guardrails/predicate.hpp"

namespace parapet::guardrails {

namespace {

using Kind = Condition::Kind;

const std::vector<std::string_view> kinds = {"all",  "any",  "not",       "never",  "path",   "each",
                                             "some", "none", "connected", "unique", "policy", "predicate"};
const std::vector<std::string_view> operators = {
    "equals",   "not_equals", "one_of",   "none_of",      "in_list",      "matches",      "exists",
    "at_least", "at_most",    "contains", "contains_all", "not_contains", "no_open_cidr", "not_matches"};

std::string_view only_key(const At& at, const std::vector<std::string_view>& keys, std::string_view what) {
  std::string_view found;
  for (std::string_view key : keys) {
    if (!at.has(key)) continue;
    if (!found.empty())
      at.refuse("\"" + std::string(found) + "\" and \"" + std::string(key) +
                "\" exclude each other; write two conditions in an `all`");
    found = key;
  }
  if (!found.empty()) return found;
  std::string near;
  for (const auto& [key, value] : at.json().items()) {
    if (near.empty()) near = did_you_mean(key, keys);
  }
  at.refuse("expected " + std::string(what) + ", one of " + joined(keys) + near);
}

}  // namespace

Unset read_unset(const At& at) { return static_cast<Unset>(at.one_of({"pass", "fail", "unknown"}) + 1); }

Span<std::string_view> Catalog::Store::keep_texts(const std::vector<std::string>& values) {
  std::vector<std::string_view> kept;
  for (const std::string& value : values) kept.push_back(keep(value));
  return keep(text_spans, std::move(kept));
}

Condition ConditionReader::read(const At& at) {
  at.expect_object();
  // `some_statement` and `where` of other forms do not collide: these keys are the first words of the forms.
  std::string_view key = only_key(at, kinds, "a condition");
  if (key == "all") return group(at, key, Kind::all);
  if (key == "any") return group(at, key, Kind::any);
  if (key == "not") return negation(at);
  if (key == "never") return never(at);
  if (key == "path") return leaf(at);
  if (key == "each") return quantified(at, key, Kind::each);
  if (key == "some") return quantified(at, key, Kind::some);
  if (key == "none") return quantified(at, key, Kind::none);
  if (key == "connected") return connected(at);
  if (key == "unique") return unique(at);
  if (key == "policy") return policy(at);
  return predicate(at);
}

Condition ConditionReader::group(const At& at, std::string_view key, Kind kind) {
  at.only({key});
  At list = at.member(key);
  list.expect_array();
  if (list.size() == 0) list.expected("at least one condition");
  std::vector<Condition> children;
  for (std::size_t i = 0; i < list.size(); ++i) children.push_back(read(list.element(i)));
  Condition condition{.kind = kind};
  condition.children = Catalog::Store::keep(store_.condition_spans, std::move(children));
  return condition;
}

Condition ConditionReader::negation(const At& at) {
  at.only({"not"});
  Condition condition{.kind = Kind::negation};
  condition.children = Catalog::Store::keep(store_.condition_spans, std::vector<Condition>{read(at.member("not"))});
  return condition;
}

Condition ConditionReader::never(const At& at) {
  at.only({"never"});
  if (!at.member("never").boolean()) at.member("never").expected("true");
  return Condition{.kind = Kind::never};
}

Path ConditionReader::path(const At& at, std::string text, bool fans_out) {
  std::vector<PathStep> steps;
  std::string problem;
  std::string_view kept = store_.keep(std::move(text));
  if (!parse_path(kept, steps, problem)) at.refuse(problem);
  bool every =
      std::any_of(steps.begin(), steps.end(), [](const PathStep& step) { return step.kind == PathStep::Kind::every; });
  if (every && !fans_out)
    at.refuse("a path does not fan out by itself; wrap the condition in `each`, `some` or `none` for \"" +
              std::string(kept) + "\"");
  return Path{kept, Catalog::Store::keep(store_.steps, std::move(steps))};
}

Literal ConditionReader::literal(const At& at, bool lists) {
  const Json& json = at.json();
  if (json.is_boolean()) return {.kind = Literal::Kind::boolean, .boolean = json.get<bool>()};
  if (json.is_number()) return {.kind = Literal::Kind::number, .number = json.get<double>()};
  if (json.is_string()) return {.kind = Literal::Kind::text, .text = store_.keep(json.get<std::string>())};
  if (lists && json.is_array()) return list(at);
  at.expected(lists ? "a string, a number, true, false or a list of them" : "a string, a number, true or false");
}

Literal ConditionReader::list(const At& at) {
  at.expect_array();
  std::vector<Literal> elements;
  for (std::size_t i = 0; i < at.size(); ++i) elements.push_back(literal(at.element(i), false));
  Literal list{.kind = Literal::Kind::list};
  list.list = Catalog::Store::keep(store_.literal_spans, std::move(elements));
  return list;
}

void ConditionReader::read_unset(const At& at, Condition& condition) {
  if (at.has("unset")) condition.unset = guardrails::read_unset(at.member("unset"));
}

Condition ConditionReader::leaf(const At& at) {
  std::string_view op = only_key(at, operators, "an operator");
  at.only({"path", op, "unset", "reference"});
  Condition condition{.kind = Kind::leaf};
  condition.op = static_cast<Operator>(std::find(operators.begin(), operators.end(), op) - operators.begin());
  condition.path = keep(path(at.member("path"), at.member("path").filled_text(), false));
  argument(at.member(op), condition);
  read_unset(at, condition);
  if (at.has("reference")) {
    at.member("reference").one_of({"ok"});
    condition.reference_ok = true;
  }
  return condition;
}

void ConditionReader::argument(const At& at, Condition& condition) {
  switch (condition.op) {
    case Operator::equals:
    case Operator::not_equals:
    case Operator::not_contains:
      condition.argument = literal(at, true);
      break;
    case Operator::contains:
      condition.argument = literal(at, false);
      break;
    case Operator::one_of:
    case Operator::none_of:
    case Operator::contains_all:
      condition.argument = list(at);
      if (condition.argument.list.empty()) at.expected("at least one value");
      break;
    case Operator::in_list:
      condition.argument = named_list(at);
      break;
    case Operator::matches:
    case Operator::not_matches:
      condition.argument = pattern(at);
      break;
    case Operator::exists:
      condition.argument = {.kind = Literal::Kind::boolean, .boolean = at.boolean()};
      break;
    case Operator::at_least:
    case Operator::at_most:
      condition.argument = {.kind = Literal::Kind::number, .number = at.number()};
      break;
    case Operator::no_open_cidr:
      condition.argument = prefix_length(at);
      break;
  }
}

Literal ConditionReader::named_list(const At& at) {
  std::string name = at.filled_text();
  auto found = store_.lists.find(name);
  if (found != store_.lists.end()) return {.kind = Literal::Kind::list, .list = found->second};
  std::vector<std::string_view> names;
  for (const auto& [known, values] : store_.lists) names.push_back(known);
  at.refuse("unknown list \"" + name + "\"" + did_you_mean(name, names) + "; it would be lists/" + name + ".json");
}

Literal ConditionReader::pattern(const At& at) {
  std::string_view text = store_.keep(at.filled_text());
  re2::RE2 expression(re2::StringPiece(text.data(), text.size()), re2::RE2::Quiet);
  if (!expression.ok()) at.refuse("expected a regular expression (RE2): " + expression.error());
  return {.kind = Literal::Kind::text, .text = text};
}

Literal ConditionReader::prefix_length(const At& at) {
  unsigned length = at.count();
  if (length < 1 || length > 32) at.expected("a prefix length from 1 to 32");
  return {.kind = Literal::Kind::number, .number = static_cast<double>(length)};
}

const Condition* ConditionReader::optional(const At& at, std::string_view key) {
  return at.has(key) ? &store_.conditions.emplace_back(read(at.member(key))) : nullptr;
}

Condition ConditionReader::quantified(const At& at, std::string_view key, Kind kind) {
  at.only({key, "where", "require", "min"});
  Condition condition{.kind = kind};
  At where = at.member(key);
  condition.path = keep(path(where, where.filled_text(), true));
  const Span<PathStep>& steps = condition.path->steps;
  if (steps.empty() || steps[steps.size - 1].kind != PathStep::Kind::every) where.expected("a path that ends with [*]");
  condition.where = optional(at, "where");
  condition.require = optional(at, "require");
  if (condition.require == nullptr && (kind == Kind::each || condition.where == nullptr)) at.member("require");
  if (at.has("min")) {
    if (kind == Kind::none) at.member("min").refuse("`none` has no `min`");
    condition.minimum = at.member("min").count();
  }
  return condition;
}

Condition ConditionReader::connected(const At& outer) {
  outer.only({"connected"});
  At at = outer.member("connected");
  at.only({"type", "by", "to", "where", "require", "quantifier", "n", "distinct", "outside"});
  std::string_view direction = only_key(at, {"by", "to"}, "a direction");
  Connected connected;
  At type = at.member("type");
  connected.types =
      store_.keep_texts(type.json().is_string() ? std::vector<std::string>{type.filled_text()} : type.texts());
  if (connected.types.empty()) type.expected("at least one type");
  connected.by = direction == "by";
  connected.links = links(at.member(direction));
  connected.where = optional(at, "where");
  connected.require = optional(at, "require");
  if (at.has("quantifier")) {
    connected.quantifier = static_cast<Connected::Quantifier>(
        at.member("quantifier").one_of({"some", "every", "none", "at_least", "at_most"}));
  }
  bool counts =
      connected.quantifier == Connected::Quantifier::at_least || connected.quantifier == Connected::Quantifier::at_most;
  if (counts) {
    connected.n = at.member("n").count();
  } else if (at.has("n") || at.has("distinct")) {
    at.refuse("`n` and `distinct` belong to the quantifiers at_least and at_most");
  }
  if (at.has("distinct"))
    connected.distinct = keep(path(at.member("distinct"), at.member("distinct").filled_text(), false));
  if (at.has("outside"))
    connected.outside = static_cast<Connected::Outside>(at.member("outside").one_of({"unknown", "fail"}) + 1);
  Condition condition{.kind = Kind::connected};
  condition.connected = &store_.connections.emplace_back(connected);
  return condition;
}

Span<Link> ConditionReader::links(const At& at) {
  at.expect_object();
  if (at.size() == 0) at.expected("at least one pair of paths");
  std::vector<Link> links;
  for (const auto& [theirs, value] : at.json().items()) {
    At ours = at.member(theirs);
    std::vector<Path> paths;
    for (const std::string& text : ours.texts()) paths.push_back(path(ours, text, true));
    if (paths.empty()) ours.expected("at least one path");
    links.push_back({path(at, theirs, true), Catalog::Store::keep(store_.path_spans, std::move(paths))});
  }
  return Catalog::Store::keep(store_.link_spans, std::move(links));
}

Condition ConditionReader::unique(const At& at) {
  at.only({"unique"});
  Condition condition{.kind = Kind::unique};
  condition.path = keep(path(at.member("unique"), at.member("unique").filled_text(), true));
  return condition;
}

Condition ConditionReader::policy(const At& at) {
  std::string_view key = only_key(at, {"no_statement", "some_statement"}, "what the policy holds");
  at.only({"policy", key, "unset"});
  Condition condition{.kind = Kind::policy};
  condition.path = keep(path(at.member("policy"), at.member("policy").filled_text(), false));
  condition.no_statement = key == "no_statement";
  condition.statement = &store_.statements.emplace_back(statement(at.member(key)));
  read_unset(at, condition);
  return condition;
}

StatementMatch ConditionReader::statement(const At& at) {
  at.only({"effect", "grants_any", "grants_all", "resource", "principal", "unless_condition"});
  if (at.size() == 0) at.expected("at least one of effect, grants_any, grants_all, resource, principal");
  StatementMatch match;
  if (at.has("effect")) match.effect = at.member("effect").one_of({"Allow", "Deny"}) == 0 ? "Allow" : "Deny";
  if (at.has("grants_any") && at.has("grants_all")) at.refuse("\"grants_any\" and \"grants_all\" exclude each other");
  match.all_actions = at.has("grants_all");
  for (std::string_view key : {"grants_any", "grants_all"}) {
    if (!at.has(key)) continue;
    match.actions = store_.keep_texts(at.member(key).texts());
    if (match.actions.empty()) at.member(key).expected("at least one action");
  }
  if (at.has("resource")) match.resource = store_.keep(at.member("resource").filled_text());
  if (at.has("principal")) {
    match.principal = static_cast<StatementMatch::Principal>(
        at.member("principal").one_of({"anyone", "other_account", "service"}) + 1);
  }
  if (at.has("unless_condition")) match.unless_condition = store_.keep_texts(at.member("unless_condition").texts());
  return match;
}

Condition ConditionReader::predicate(const At& at) {
  at.only({"predicate", "args", "unset"});
  At name = at.member("predicate");
  Condition condition{.kind = Kind::predicate};
  condition.predicate = store_.keep(name.filled_text());
  if (find_predicate(condition.predicate) == nullptr) {
    name.refuse("unknown predicate \"" + std::string(condition.predicate) + "\"" +
                did_you_mean(condition.predicate, predicate_names()) + "; known are " + joined(predicate_names()));
  }
  condition.arguments = arguments(at, condition.predicate);
  read_unset(at, condition);
  return condition;
}

Span<Argument> ConditionReader::arguments(const At& at, std::string_view predicate) {
  const PredicateInfo& info = *find_predicate(predicate);
  std::vector<std::string_view> known;
  for (const PredicateArgument& argument : info.arguments) known.push_back(argument.name);
  std::vector<Argument> arguments;
  if (at.has("args")) at.member("args").only(known);
  for (const PredicateArgument& argument : info.arguments) {
    if (!at.has("args") || !at.member("args").has(argument.name)) {
      if (argument.required)
        at.refuse("the predicate " + std::string(predicate) + " needs \"" + std::string(argument.name) +
                  "\" in its \"args\"");
      continue;
    }
    At value = at.member("args").member(argument.name);
    Argument read{.name = argument.name};
    if (argument.is_path) {
      read.path = keep(path(value, value.filled_text(), true));
    } else {
      read.value = literal(value, true);
    }
    arguments.push_back(read);
  }
  return Catalog::Store::keep(store_.argument_spans, std::move(arguments));
}

}  // namespace parapet::guardrails
