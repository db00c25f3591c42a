#include <fnmatch.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "assembly/assembly.hpp"
#include "core/nearest.hpp"
#include "parapet/error.hpp"

namespace parapet::assembly {

namespace {

std::vector<std::string> sorted(const std::set<std::string>& names) { return {names.begin(), names.end()}; }

/// Everything that can be reached from `names` over `next`.
std::vector<std::string> reach(const std::map<std::string, std::vector<std::string>>& next,
                               const std::vector<std::string>& names) {
  std::set<std::string> reached;
  std::vector<std::string> open = names;
  while (!open.empty()) {
    std::string name = std::move(open.back());
    open.pop_back();
    const auto found = next.find(name);
    if (!reached.insert(std::move(name)).second || found == next.end()) continue;
    open.insert(open.end(), found->second.begin(), found->second.end());
  }
  return sorted(reached);
}

}  // namespace

Waves waves_of(const Assembly& assembly, const std::vector<std::string>& names) {
  const std::set<std::string> wanted(names.begin(), names.end());
  std::map<std::string, std::size_t> missing;
  std::map<std::string, std::vector<std::string>> dependents;
  std::vector<std::string> ready;
  for (const std::string& name : wanted) {
    const Stack* stack = assembly.find(name);
    if (stack == nullptr) continue;
    const std::set<std::string> dependencies(stack->dependencies.begin(), stack->dependencies.end());
    std::size_t count = 0;
    for (const std::string& dependency : dependencies) {
      if (!wanted.contains(dependency)) continue;
      dependents[dependency].push_back(name);
      ++count;
    }
    missing[name] = count;
    if (count == 0) ready.push_back(name);
  }
  Waves waves;
  while (!ready.empty()) {
    std::vector<std::string> next;
    for (const std::string& name : ready) {
      for (const std::string& dependent : dependents[name]) {
        if (--missing[dependent] == 0) next.push_back(dependent);
      }
    }
    std::sort(next.begin(), next.end());
    waves.push_back(std::exchange(ready, std::move(next)));
  }
  return waves;
}

std::vector<std::string> select_stacks(const Assembly& assembly, const std::vector<std::string>& patterns) {
  std::set<std::string> chosen;
  std::vector<std::string_view> known;
  for (const Stack& stack : assembly.stacks) known.push_back(stack.name);
  for (const std::string& pattern : patterns) {
    bool matched = false;
    for (const Stack& stack : assembly.stacks) {
      if (stack.name != pattern && fnmatch(pattern.c_str(), stack.name.c_str(), 0) != 0) continue;
      chosen.insert(stack.name);
      matched = true;
    }
    if (!matched)
      throw Error("no stack is called \"" + pattern + "\"" + detail::did_you_mean(pattern, known) +
                  "; `parapet list` shows them all");
  }
  if (patterns.empty()) chosen.insert(known.begin(), known.end());
  return sorted(chosen);
}

std::vector<std::string> with_dependencies(const Assembly& assembly, const std::vector<std::string>& names) {
  std::map<std::string, std::vector<std::string>> next;
  for (const Stack& stack : assembly.stacks) next[stack.name] = stack.dependencies;
  return reach(next, names);
}

std::vector<std::string> with_dependents(const Assembly& assembly, const std::vector<std::string>& names) {
  std::map<std::string, std::vector<std::string>> next;
  for (const Stack& stack : assembly.stacks) {
    for (const std::string& dependency : stack.dependencies) next[dependency].push_back(stack.name);
  }
  return reach(next, names);
}

}  // namespace parapet::assembly
