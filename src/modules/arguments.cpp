#include "modules/arguments.hpp"

#include <algorithm>
#include <optional>

#include "guardrails/literal_json.hpp"

namespace parapet::modules {

using guardrails::Condition;
using guardrails::PathStep;

namespace {

/// Recursive blocks (statements of a web ACL) would give a variable of thousands of lines.
constexpr std::size_t most_blocks = 150;
constexpr std::size_t deepest = 8;

std::size_t count_blocks(const schema::Block& block, std::size_t depth) {
  std::size_t count = 0;
  for (const schema::NestedBlock& nested : block.blocks)
    count += 1 + (depth > 1 ? count_blocks(nested.block, depth - 1) : 0);
  return count;
}

std::size_t depth_of(const schema::Block& block) {
  std::size_t depth = 1;
  while (depth < deepest && count_blocks(block, depth + 1) <= most_blocks) ++depth;
  return depth;
}

class TreeMaker {
 public:
  TreeMaker(const schema::ResourceType& type, const Settings& settings, const std::vector<Names>& needed)
      : type_(type), settings_(settings), needed_(needed), depth_(depth_of(type.block)) {}

  ArgumentTree make() {
    Names path;
    if (auto arguments = members(type_.block, path)) tree_.arguments = std::move(*arguments);
    return std::move(tree_);
  }

 private:
  /// Nothing where a block that has to be there is nested too deep: then nothing above it can be given either.
  std::optional<std::vector<Argument>> members(const schema::Block& block, Names& path) {
    std::vector<Argument> found;
    for (const schema::Attribute& attribute : block.attributes) {
      if (takes(attribute, path)) found.push_back({.name = attribute.name, .attribute = &attribute});
    }
    bool complete = true;
    for (const schema::NestedBlock& nested : block.blocks) {
      if (nested.block.deprecated && nested.min_items == 0) continue;
      path.push_back(nested.name);
      Argument argument{.name = nested.name, .nested = &nested};
      if (take(argument, path)) {
        found.push_back(std::move(argument));
      } else {
        complete = complete && nested.min_items == 0;
      }
      path.pop_back();
    }
    if (!complete) return std::nullopt;
    return found;
  }

  bool take(Argument& argument, Names& path) {
    const bool deep = path.size() > depth_ && !is_needed(path);
    std::optional<std::vector<Argument>> inside;
    if (!deep) inside = members(argument.nested->block, path);
    if (!inside) {
      tree_.cut.push_back(text_of(path));
      return false;
    }
    argument.members = std::move(*inside);
    return true;
  }

  bool takes(const schema::Attribute& attribute, const Names& path) const {
    if (!attribute.settable()) return false;
    if (attribute.required) return true;
    // The id of a resource is the provider's to give, though old schemas call it optional.
    if (path.empty() && attribute.name == "id" && attribute.computed) return false;
    if (path.empty() && (settings_.left_out.contains("*." + attribute.name) ||
                         settings_.left_out.contains(type_.name + "." + attribute.name)))
      return false;
    return !attribute.deprecated;
  }

  bool is_needed(const Names& path) const {
    return std::any_of(needed_.begin(), needed_.end(), [&](const Names& one) {
      return one.size() >= path.size() && std::equal(path.begin(), path.end(), one.begin());
    });
  }

  static std::string text_of(const Names& path) {
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
    return text;
  }

  const schema::ResourceType& type_;
  const Settings& settings_;
  const std::vector<Names>& needed_;
  std::size_t depth_;
  ArgumentTree tree_;
};

void add_paths(const Condition& condition, const Names& base, std::vector<Names>& paths);

Names below(const Names& base, const guardrails::Path& path) {
  Names names = base;
  for (std::string& name : names_of(path)) names.push_back(std::move(name));
  return names;
}

void add_parts(const Condition& condition, const Names& base, std::vector<Names>& paths) {
  for (const Condition* part : {condition.where, condition.require}) {
    if (part != nullptr) add_paths(*part, base, paths);
  }
}

void add_paths(const Condition& condition, const Names& base, std::vector<Names>& paths) {
  for (const Condition& child : condition.children) add_paths(child, base, paths);
  for (const guardrails::Argument& argument : condition.arguments) {
    if (argument.path != nullptr) paths.push_back(below(base, *argument.path));
  }
  if (condition.connected != nullptr) return;
  if (condition.path == nullptr) return add_parts(condition, base, paths);
  const Names here = below(base, *condition.path);
  paths.push_back(here);
  add_parts(condition, here, paths);
}

}  // namespace

Names names_of(const guardrails::Path& path) {
  Names names;
  for (const PathStep& step : path.steps) {
    if (step.kind == PathStep::Kind::every) continue;
    if (step.kind != PathStep::Kind::member || step.name == "@") break;
    names.emplace_back(step.name);
  }
  return names;
}

std::vector<Names> paths_of(const Condition& condition) {
  std::vector<Names> paths;
  add_paths(condition, {}, paths);
  return paths;
}

std::vector<Names> paths_of(const guardrails::Requirement& requirement) {
  std::vector<Names> paths = paths_of(*requirement.require);
  if (requirement.when != nullptr) add_paths(*requirement.when, {}, paths);
  return paths;
}

ArgumentTree arguments_of(const schema::ResourceType& type, const Settings& settings,
                          const std::vector<Names>& needed) {
  return TreeMaker(type, settings, needed).make();
}

Argument* find(std::vector<Argument>& arguments, const Names& path) {
  std::vector<Argument>* at = &arguments;
  Argument* found = nullptr;
  for (const std::string& name : path) {
    const auto here = std::find_if(at->begin(), at->end(), [&](const Argument& one) { return one.name == name; });
    if (here == at->end()) return nullptr;
    found = &*here;
    at = &here->members;
  }
  return found;
}

namespace {

/// What a default would fill; nullptr where that is taken, or no argument.
Argument* open_end(std::vector<Argument>& arguments, const guardrails::Default& value) {
  const Names path = names_of(value.path);
  Argument* end = find(arguments, path);
  // A key in a map, or JSON in a text: what is below an argument cannot be filled by itself.
  if (end == nullptr || path.size() != value.path.steps.size) return nullptr;
  return end->is_block() || !end->fill.is_null() || end->input != nullptr ? nullptr : end;
}

}  // namespace

bool fill(std::vector<Argument>& arguments, const guardrails::Default& value, const Settings& settings) {
  Argument* end = open_end(arguments, value);
  if (end == nullptr) return false;
  if (value.input.empty()) {
    end->fill = guardrails::json_of(value.value);
  } else {
    end->input = settings.input(value.input);
    if (end->input == nullptr) return false;
  }
  for (Names above = names_of(value.path); above.size() > 1;) {
    above.pop_back();
    find(arguments, above)->present = true;
  }
  return true;
}

bool fill_where(std::vector<Argument>& arguments, const guardrails::Default& value, const Settings& settings,
                const std::string& condition) {
  Argument* end = open_end(arguments, value);
  if (end == nullptr || (!value.input.empty() && settings.input(value.input) == nullptr)) return false;
  end->where.push_back(
      {condition, value.input.empty() ? literal(guardrails::json_of(value.value)) : "var." + std::string(value.input)});
  return true;
}

void drop_incomplete(std::vector<Argument>& arguments) {
  for (Argument& argument : arguments) {
    drop_incomplete(argument.members);
    const bool open = std::any_of(argument.members.begin(), argument.members.end(),
                                  [](const Argument& member) { return member.is_open(); });
    if (open) argument.present = false;
  }
}

}  // namespace parapet::modules
