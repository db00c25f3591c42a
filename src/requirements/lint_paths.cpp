#include "requirements/lint_paths.hpp"

#include <algorithm>

#include "parapet/guardrails/predicate.hpp"

namespace parapet::requirements::linting {

namespace {

constexpr std::string_view quantifiers[] = {"each", "some", "none"};

bool is_path_argument(std::string_view predicate, std::string_view argument) {
  const guardrails::PredicateInfo* info = guardrails::find_predicate(predicate);
  if (info == nullptr) return false;
  return std::any_of(info->arguments.begin(), info->arguments.end(), [&](const guardrails::PredicateArgument& known) {
    return known.name == argument && known.is_path;
  });
}

void collect_values(const Node& node, Reads& reads) {
  if (node.is_text()) reads.values.push_back(node.text);
  for (const Node& item : node.items) collect_values(item, reads);
  for (const JsonMember& member : node.members) {
    reads.values.push_back(member.name);
    collect_values(member.value, reads);
  }
}

std::vector<std::string> texts_of(const Node& node) {
  if (node.is_text()) return {node.text};
  std::vector<std::string> texts;
  for (const Node& item : node.items) texts.push_back(item.text);
  return texts;
}

void collect_connected(const Node& connected, const std::string& base, Reads& reads) {
  reads.types.push_back({texts_of(*connected.find("type"))});
  const Node* direction = connected.find("by") != nullptr ? connected.find("by") : connected.find("to");
  for (const JsonMember& link : direction->members) {
    LinkRead read{{link.name}};
    for (const std::string& ours : texts_of(link.value)) read.ends.push_back(path_inside(base, ours));
    reads.links.push_back(std::move(read));
  }
  for (const std::string_view key : {"where", "require"}) {
    if (const Node* theirs = connected.find(key)) collect(*theirs, "", reads);
  }
  if (const Node* distinct = connected.find("distinct")) reads.paths.push_back(distinct->text);
}

void collect_predicate(const Node& condition, const std::string& base, Reads& reads) {
  const Node* arguments = condition.find("args");
  if (arguments == nullptr) return;
  for (const JsonMember& argument : arguments->members) {
    if (is_path_argument(condition.find("predicate")->text, argument.name)) {
      reads.paths.push_back(path_inside(base, argument.value.text));
    } else {
      collect_values(argument.value, reads);
    }
  }
}

const Node* quantifier_of(const Node& condition) {
  for (const std::string_view key : quantifiers) {
    if (const Node* path = condition.find(key)) return path;
  }
  return nullptr;
}

void collect_group(const Node& condition, const std::string& base, Reads& reads) {
  for (const std::string_view key : {"all", "any"}) {
    if (const Node* group = condition.find(key)) {
      for (const Node& item : group->items) collect(item, base, reads);
    }
  }
  if (const Node* inner = condition.find("not")) collect(*inner, base, reads);
}

void collect_quantified(const Node& condition, const Node& path, const std::string& base, Reads& reads) {
  const std::string element = path_inside(base, path.text);
  reads.paths.push_back(element);
  for (const std::string_view key : {"where", "require"}) {
    if (const Node* inner = condition.find(key)) collect(*inner, element, reads);
  }
}

void collect_leaf(const Node& condition, const std::string& base, Reads& reads) {
  for (const JsonMember& member : condition.members) {
    const bool path = member.name == "path" || member.name == "unique" || member.name == "policy";
    if (path) {
      reads.paths.push_back(path_inside(base, member.value.text));
    } else {
      collect_values(member.value, reads);
    }
  }
}

/// What `connected` asks of every resource that it finds.
const Node* required_of_every(const Node& condition) {
  const Node* connected = condition.find("connected");
  const Node* quantifier = connected == nullptr ? nullptr : connected->find("quantifier");
  return quantifier != nullptr && quantifier->text == "every" ? connected->find("require") : nullptr;
}

std::string sorted_texts(std::vector<std::string> texts, char open, char close) {
  std::sort(texts.begin(), texts.end());
  std::string text(1, open);
  for (const std::string& one : texts) text += one + ",";
  return text + close;
}

/// Of one value `one_of` is `equals`, and `none_of` is `not_equals`.
std::string canonical_member(const JsonMember& member) {
  const bool single = member.value.is_array() && member.value.items.size() == 1;
  if (single && member.name == "one_of") return "equals:" + canonical(member.value.items[0]);
  if (single && member.name == "none_of") return "not_equals:" + canonical(member.value.items[0]);
  return member.name + ":" + canonical(member.value);
}

}  // namespace

std::string path_inside(const std::string& base, std::string_view path) {
  if (path == "@") return base;
  return base.empty() ? std::string(path) : base + (path.starts_with('#') ? "" : ".") + std::string(path);
}

std::string_view map_of(std::string_view path) {
  return path.ends_with("\"]") ? path.substr(0, path.rfind("[\"")) : std::string_view();
}

void collect(const Node& condition, const std::string& base, Reads& reads) {
  if (const Node* connected = condition.find("connected")) return collect_connected(*connected, base, reads);
  if (condition.find("predicate") != nullptr) return collect_predicate(condition, base, reads);
  if (const Node* path = quantifier_of(condition)) return collect_quantified(condition, *path, base, reads);
  const bool group =
      condition.find("all") != nullptr || condition.find("any") != nullptr || condition.find("not") != nullptr;
  if (group) return collect_group(condition, base, reads);
  collect_leaf(condition, base, reads);
}

void collect_parts(const Node& condition, const std::string& base, bool negated, std::vector<Part>& parts) {
  if (const Node* inner = condition.find("not")) return collect_parts(*inner, base, !negated, parts);
  if (const Node* group = condition.find(negated ? "any" : "all")) {
    for (const Node& item : group->items) collect_parts(item, base, negated, parts);
    return;
  }
  if (const Node* every = negated ? nullptr : required_of_every(condition))
    return collect_parts(*every, texts_of(*condition.find("connected")->find("type")).front(), false, parts);
  const Node* each = condition.find(negated ? "some" : "each");
  const Node* none = negated ? nullptr : condition.find("none");
  const Node* require = condition.find("require");
  if ((each != nullptr || none != nullptr) && require != nullptr) {
    const bool flipped = none != nullptr ? true : negated;
    return collect_parts(*require, path_inside(base, (each != nullptr ? each : none)->text), flipped, parts);
  }
  parts.push_back({&condition, base, negated});
}

std::string canonical(const Node& node) {
  std::vector<std::string> texts;
  if (node.is_object()) {
    for (const JsonMember& member : node.members) texts.push_back(canonical_member(member));
    return sorted_texts(std::move(texts), '{', '}');
  }
  if (node.is_array()) {
    for (const Node& item : node.items) texts.push_back(canonical(item));
    return sorted_texts(std::move(texts), '[', ']');
  }
  return node.is_text() ? "\"" + node.text + "\"" : node.text;
}

}  // namespace parapet::requirements::linting
