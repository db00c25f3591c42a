#include "report/condition_text.hpp"

#include "core/json_writer.hpp"
#include "parapet/document/number.hpp"

namespace parapet::report {

using guardrails::Argument;
using guardrails::Condition;
using guardrails::Connected;
using guardrails::Link;
using guardrails::Literal;
using guardrails::Operator;
using guardrails::Path;
using guardrails::StatementMatch;
using guardrails::Unset;

std::string literal_text(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::boolean:
      return literal.boolean ? "true" : "false";
    case Literal::Kind::number:
      return Number::of(literal.number).text();
    case Literal::Kind::text: {
      std::string text = "\"";
      detail::append_json_escaped(text, literal.text);
      return text + "\"";
    }
    case Literal::Kind::list: {
      std::string text = "[";
      for (const Literal& element : literal.list) text += (text.size() > 1 ? ", " : "") + literal_text(element);
      return text + "]";
    }
    case Literal::Kind::none:
      break;
  }
  return "null";
}

namespace {

using Lines = std::vector<std::string>;

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string choice(guardrails::Span<std::string_view> words, std::string_view last) {
  std::string text;
  for (std::uint32_t i = 0; i < words.size; ++i)
    text += (i == 0 ? "" : i + 1 == words.size ? " " + std::string(last) + " " : ", ") + code(words[i]);
  return text;
}

std::string unset_text(Unset unset) {
  switch (unset) {
    case Unset::pass:
      return " (unset counts as right)";
    case Unset::fail:
      return " (unset counts as wrong)";
    case Unset::unknown:
      return " (unset counts as unknown)";
    case Unset::inherit:
      break;
  }
  return "";
}

std::string comparison(const Condition& condition) {
  const std::string argument = literal_text(condition.argument);
  switch (condition.op) {
    case Operator::equals:
      return "is " + argument;
    case Operator::not_equals:
      return "is not " + argument;
    case Operator::one_of:
    case Operator::in_list:
      return "is one of " + argument;
    case Operator::none_of:
      return "is none of " + argument;
    case Operator::matches:
      return "matches " + argument;
    case Operator::exists:
      return condition.argument.boolean ? "is set" : "is not set";
    case Operator::at_least:
      return "is at least " + argument;
    case Operator::at_most:
      return "is at most " + argument;
    case Operator::contains:
      return "contains " + argument;
    case Operator::contains_all:
      return "contains all of " + argument;
    case Operator::not_contains:
      return "contains none of " + argument;
    case Operator::no_open_cidr:
      return "covers at most a /" + argument;
    case Operator::not_matches:
      return "does not match " + argument;
  }
  return argument;
}

std::string statement_text(const StatementMatch& statement) {
  static constexpr std::string_view principals[] = {"", "anyone", "another account", "a service"};
  std::string text = statement.effect.empty() ? "statement" : std::string(statement.effect) + " statement";
  if (!statement.actions.empty())
    text += " that grants " + choice(statement.actions, statement.all_actions ? "and" : "or");
  if (!statement.resource.empty()) text += " on " + code(statement.resource);
  if (statement.principal != StatementMatch::Principal::any)
    text += " to " + std::string(principals[static_cast<unsigned>(statement.principal)]);
  if (!statement.unless_condition.empty())
    text += " without a condition on " + choice(statement.unless_condition, "or");
  return text;
}

class ConditionWriter {
 public:
  Lines take() { return std::move(lines_); }

  void write(const Condition& condition, int depth) {
    switch (condition.kind) {
      case Condition::Kind::all:
        return group("all of:", condition, depth);
      case Condition::Kind::any:
        return group("at least one of:", condition, depth);
      case Condition::Kind::negation:
        return group("not:", condition, depth);
      case Condition::Kind::never:
        return line("never: nothing satisfies it", depth);
      case Condition::Kind::leaf:
        return line(code(condition.path->text) + " " + comparison(condition) +
                        (condition.reference_ok ? ", or refers to another resource" : "") + unset_text(condition.unset),
                    depth);
      case Condition::Kind::each:
      case Condition::Kind::some:
      case Condition::Kind::none:
        return quantified(condition, depth);
      case Condition::Kind::connected:
        return connected(*condition.connected, depth);
      case Condition::Kind::unique:
        return line("no other resource has the same " + code(condition.path->text), depth);
      case Condition::Kind::policy:
        return line("the policy in " + code(condition.path->text) + " has " + (condition.no_statement ? "no " : "a ") +
                        statement_text(*condition.statement) + unset_text(condition.unset),
                    depth);
      case Condition::Kind::predicate:
        return predicate(condition, depth);
    }
  }

 private:
  void line(const std::string& text, int depth) {
    lines_.push_back(std::string(static_cast<std::size_t>(depth) * 2, ' ') + text);
  }

  void group(const std::string& title, const Condition& condition, int depth) {
    if (condition.children.size == 1 && condition.kind != Condition::Kind::negation)
      return write(condition.children[0], depth);
    line(title, depth);
    for (const Condition& child : condition.children) write(child, depth + 1);
  }

  void part(const std::string& title, const Condition* condition, int depth) {
    if (condition == nullptr) return;
    line(title, depth);
    write(*condition, depth + 1);
  }

  void quantified(const Condition& condition, int depth) {
    const std::string path = code(condition.path->text);
    const std::string count = condition.minimum > 1 ? "at least " + std::to_string(condition.minimum) : "at least one";
    const std::string title = condition.kind == Condition::Kind::each   ? "every " + path
                              : condition.kind == Condition::Kind::some ? count + " of " + path
                                                                        : "no " + path;
    const bool both = condition.where != nullptr && condition.require != nullptr;
    const std::string minimum =
        condition.kind == Condition::Kind::each && condition.minimum > 0 ? ", of which there is " + count : "";
    part(title + (both ? " for which" : " fulfils") + minimum + ":",
         condition.where != nullptr ? condition.where : condition.require, depth);
    if (both) part("fulfils:", condition.require, depth);
  }

  void connected(const Connected& connected, int depth) {
    const std::string types = choice(connected.types, "or");
    std::string links;
    for (const Link& link : connected.links) {
      std::string ours;
      for (const Path& path : link.ours) ours += (ours.empty() ? "" : " or ") + code(path.text);
      links += (links.empty() ? "" : " and ") +
               (connected.by ? "whose " + code(link.theirs.text) + " is this resource's " + ours
                             : "whose " + code(link.theirs.text) + " this resource names in " + ours);
    }
    line(amount(connected) + types + " " + links + (parts(connected) ? "" : " exists"), depth);
    part("for which:", connected.where, depth + 1);
    part("fulfils:", connected.require, depth + 1);
    if (connected.distinct != nullptr) line("counted by different " + code(connected.distinct->text), depth + 1);
  }

  static bool parts(const Connected& connected) { return connected.where != nullptr || connected.require != nullptr; }

  static std::string amount(const Connected& connected) {
    switch (connected.quantifier) {
      case Connected::Quantifier::some:
        return "at least one ";
      case Connected::Quantifier::every:
        return "every ";
      case Connected::Quantifier::none:
        return "no ";
      case Connected::Quantifier::at_least:
        return "at least " + std::to_string(connected.n) + " ";
      case Connected::Quantifier::at_most:
        return "at most " + std::to_string(connected.n) + " ";
    }
    return "";
  }

  void predicate(const Condition& condition, int depth) {
    std::string text = "the predicate " + code(condition.predicate) + " holds";
    std::string arguments;
    for (const Argument& argument : condition.arguments)
      arguments += (arguments.empty() ? " for " : ", ") + std::string(argument.name) + " " +
                   (argument.path != nullptr ? code(argument.path->text) : literal_text(argument.value));
    line(text + arguments + unset_text(condition.unset), depth);
  }

  Lines lines_;
};

}  // namespace

std::vector<std::string> condition_text(const Condition& condition) {
  ConditionWriter writer;
  writer.write(condition, 0);
  return writer.take();
}

}  // namespace parapet::report
