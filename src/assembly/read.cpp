#include <algorithm>
#include <fstream>
#include <iterator>

#include "assembly/assembly.hpp"
#include "guardrails/json.hpp"
#include "parapet/error.hpp"

namespace parapet::assembly {

namespace fs = std::filesystem;
using guardrails::At;
using guardrails::Json;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(file.string() +
                ": cannot be read; expected what a program of Parapet or CDKTF synthesizes; run "
                "`parapet synth` first");
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The engine runs there, and commands write there: nothing in a manifest leads out of its folder.
fs::path path_inside(const At& at, const fs::path& folder) {
  const fs::path path = fs::path(at.filled_text()).lexically_normal();
  const bool outside = path.is_absolute() || path.begin() == path.end() || *path.begin() == "..";
  if (outside) at.expected("a path below the folder of the manifest");
  return folder / path;
}

Annotation read_annotation(const At& at) {
  at.expect_object();
  return {at.member("constructPath").text(), at.member("level").text(), at.member("message").text()};
}

/// Names become folders, files of workflows and arguments of commands.
void check_name(const At& at, const std::string& name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  if (name.empty() || name.front() == '-' || name.front() == '.' || !std::all_of(name.begin(), name.end(), allowed))
    at.refuse("the name of a stack has letters, digits, `-`, `_` and `.`, and begins with none of `-` and `.`");
}

Stack read_stack(const At& at, const std::string& name, const fs::path& folder) {
  at.expect_object();
  check_name(at, name);
  Stack stack;
  stack.name = name;
  stack.construct_path = at.member("constructPath").text();
  stack.folder = path_inside(at.member("workingDirectory"), folder);
  stack.document = path_inside(at.member("synthesizedStackPath"), folder);
  stack.dependencies = at.member("dependencies").texts();
  std::sort(stack.dependencies.begin(), stack.dependencies.end());
  if (at.has("annotations")) {
    const At annotations = at.member("annotations");
    annotations.expect_array();
    for (std::size_t i = 0; i < annotations.size(); ++i)
      stack.annotations.push_back(read_annotation(annotations.element(i)));
  }
  return stack;
}

void check_dependencies(const Assembly& assembly, const At& stacks) {
  for (const Stack& stack : assembly.stacks) {
    for (const std::string& dependency : stack.dependencies) {
      if (assembly.find(dependency) == nullptr)
        stacks.member(stack.name).member("dependencies").refuse("there is no stack \"" + dependency + "\"");
    }
  }
}

/// The names that remain when everything that can be deployed is gone lie on a cycle, or behind one.
void refuse_cycle(const Assembly& assembly, const At& stacks) {
  std::vector<std::string> names;
  for (const Stack& stack : assembly.stacks) names.push_back(stack.name);
  std::size_t reached = 0;
  for (const std::vector<std::string>& wave : waves_of(assembly, names)) {
    reached += wave.size();
    for (const std::string& name : wave) std::erase(names, name);
  }
  if (reached == assembly.stacks.size()) return;
  std::string text = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) text += ", " + names[i];
  stacks.refuse("the dependencies of these stacks go in a circle: " + text);
}

}  // namespace

const Stack* Assembly::find(std::string_view name) const {
  const auto found = std::lower_bound(stacks.begin(), stacks.end(), name,
                                      [](const Stack& stack, std::string_view wanted) { return stack.name < wanted; });
  return found != stacks.end() && found->name == name ? &*found : nullptr;
}

Assembly read_assembly(const fs::path& folder) {
  const std::string file = (folder / "manifest.json").string();
  const Json json = guardrails::parse_json(bytes_of(file), file);
  const At at(json, file);
  at.expect_object();
  const At stacks = at.member("stacks");
  stacks.expect_object();
  Assembly assembly{folder, {}};
  for (const auto& [name, unused] : stacks.json().items())
    assembly.stacks.push_back(read_stack(stacks.member(name), name, folder));
  std::sort(assembly.stacks.begin(), assembly.stacks.end(),
            [](const Stack& a, const Stack& b) { return a.name < b.name; });
  check_dependencies(assembly, stacks);
  refuse_cycle(assembly, stacks);
  return assembly;
}

}  // namespace parapet::assembly
