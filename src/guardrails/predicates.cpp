#include "guardrails/predicates.hpp"

#include <algorithm>

#include "guardrails/walker.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails {

namespace {

std::vector<PredicateInfo>& table() {
  static std::vector<PredicateInfo> predicates = built_in_predicates();
  return predicates;
}

}  // namespace

const PredicateInfo* find_predicate(std::string_view name) {
  for (const PredicateInfo& info : table()) {
    if (info.name == name) return &info;
  }
  return nullptr;
}

std::vector<std::string_view> predicate_names() {
  std::vector<std::string_view> names;
  for (const PredicateInfo& info : table()) names.push_back(info.name);
  std::sort(names.begin(), names.end());
  return names;
}

void register_predicate(PredicateInfo info) {
  if (find_predicate(info.name) != nullptr)
    throw Error("the predicate " + std::string(info.name) + " is registered twice; give one of them another name");
  table().push_back(std::move(info));
}

const Argument* PredicateInput::find(std::string_view name) const {
  for (const Argument& argument : arguments) {
    if (argument.name == name) return &argument;
  }
  return nullptr;
}

Resolved PredicateInput::resolve(std::string_view name) const {
  const Argument* argument = find(name);
  if (argument == nullptr || argument->path == nullptr) return {};
  Frame frame{value, place, &block, Unset::fail, {}};
  return walker.resolve(*argument->path, frame);
}

std::string_view PredicateInput::path(std::string_view name) const {
  const Argument* argument = find(name);
  return argument == nullptr || argument->path == nullptr ? std::string_view() : argument->path->text;
}

}  // namespace parapet::guardrails
