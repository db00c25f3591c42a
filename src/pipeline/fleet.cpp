#include "pipeline/fleet.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "parapet/error.hpp"
#include "pipeline/scripts.hpp"

namespace parapet::pipeline {

namespace {

/// GitHub counts the outputs of a job in UTF-16; ours are ASCII.
constexpr std::size_t outputs_limit = 1024 * 1024 / 2;

/// AWS takes 64 characters after the path.
void expect_role_name(const std::string& pattern, const std::string& stack, const Settings& settings) {
  constexpr std::size_t longest = 64;
  const std::string role = role_for(pattern, stack);
  if (role.size() - (role.rfind('/') + 1) > longest)
    throw Error("the role " + role +
                " would have more than 64 characters; rename the stack, or shorten the pattern in " + settings.file);
}

Member member_of(const Program& program, const assembly::Stack& stack, const Settings& settings) {
  expect_role_name(settings.plan_role, stack.name, settings);
  expect_role_name(settings.apply_role, stack.name, settings);
  return {stack.name, program.folder, name_for(settings.accounts, stack.name, settings, "accounts"),
          name_for(settings.environments, stack.name, settings, "environments"), stack.dependencies};
}

void add_program(Fleet& fleet, const Program& program, const Settings& settings) {
  std::vector<std::string> names;
  for (const assembly::Stack& stack : program.assembly.stacks) names.push_back(stack.name);
  const assembly::Waves waves = waves_of(program.assembly, names);
  fleet.resize(std::max(fleet.size(), waves.size()));
  for (std::size_t i = 0; i < waves.size(); ++i) {
    for (const std::string& name : waves[i])
      fleet[i].push_back(member_of(program, *program.assembly.find(name), settings));
  }
}

void expect_plain_folders(const std::vector<Program>& programs) {
  for (const Program& program : programs) {
    if (!is_plain_folder(program.folder))
      throw Error(program.folder +
                  ": expected the folder of a program in the repository, of letters, digits and `._-/`; "
                  "run `parapet pipeline` in the folder of the repository");
  }
}

/// Reports of programs are files side by side.
void refuse_one_report(const std::vector<Program>& programs) {
  std::map<std::string, std::string> seen;
  for (const Program& program : programs) {
    const auto [first, fresh] = seen.emplace(report_name(program.folder), program.folder);
    if (!fresh && first->second != program.folder)
      throw Error("the reports of " + first->second + " and " + program.folder + " would both be called " +
                  first->first + "; rename one of the folders");
  }
}

void refuse_twins(const std::vector<Program>& programs) {
  std::map<std::string, std::string> seen;
  for (const Program& program : programs) {
    for (const assembly::Stack& stack : program.assembly.stacks) {
      const auto [first, fresh] = seen.emplace(stack.name, program.folder);
      if (!fresh)
        throw Error("the stack \"" + stack.name + "\" is in " + first->second + " and in " + program.folder +
                    "; roles, saved plans and locks go by the name, so rename one of them");
    }
  }
}

nlohmann::ordered_json entry_of(const Member& member) {
  return {{"stack", member.stack},
          {"folder", member.folder},
          {"account", member.account},
          {"environment", member.environment}};
}

using Members = std::vector<const Member*>;

Members members_of(const std::vector<Member>& wave) {
  Members members;
  for (const Member& member : wave) members.push_back(&member);
  return members;
}

/// The outputs `NAME_1` to `NAME_chunks`.
std::string outputs_of(const std::string& name, const Members& members, std::size_t chunks) {
  std::string text;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    nlohmann::ordered_json entries = nlohmann::ordered_json::array();
    for (std::size_t i = chunk * matrix_limit; i < std::min(members.size(), (chunk + 1) * matrix_limit); ++i)
      entries.push_back(entry_of(*members[i]));
    text += name + "_" + std::to_string(chunk + 1) + "=" + entries.dump() + "\n";
  }
  return text;
}

std::size_t widest(const Fleet& fleet) {
  std::size_t most = 0;
  for (const std::vector<Member>& wave : fleet) most = std::max(most, wave.size());
  return most;
}

std::size_t chunks_for(std::size_t stacks) { return (stacks + matrix_limit - 1) / matrix_limit; }

void expect_room(std::string_view what, std::size_t needed, std::size_t present) {
  if (needed > present)
    throw Error("the stacks need " + std::to_string(needed) + " " + std::string(what) + ", and the workflow has " +
                std::to_string(present) + "; run `parapet pipeline github` and commit what it writes");
}

std::size_t size_of(const Fleet& fleet) {
  std::size_t size = 0;
  for (const std::vector<Member>& wave : fleet) size += wave.size();
  return size;
}

std::string deployment(const Fleet& fleet, const Shape& shape) {
  expect_room("waves", fleet.size(), shape.waves);
  expect_room("matrices in a wave", chunks_for(widest(fleet)), shape.chunks);
  std::string text;
  for (std::size_t i = 0; i < shape.waves; ++i)
    text +=
        outputs_of("wave_" + std::to_string(i + 1), i < fleet.size() ? members_of(fleet[i]) : Members(), shape.chunks);
  return text;
}

std::string plans(const Fleet& fleet, const Shape& shape) {
  expect_room("matrices", chunks_for(size_of(fleet)), shape.plans);
  Members all;
  for (const std::vector<Member>& wave : fleet) {
    const Members members = members_of(wave);
    all.insert(all.end(), members.begin(), members.end());
  }
  return outputs_of("plan", all, shape.plans);
}

}  // namespace

Fleet fleet_of(const std::vector<Program>& programs, const Settings& settings) {
  expect_plain_folders(programs);
  refuse_one_report(programs);
  refuse_twins(programs);
  Fleet fleet;
  for (const Program& program : programs) add_program(fleet, program, settings);
  if (fleet.empty()) throw Error("the programs have no stacks; a pipeline would do nothing");
  for (std::vector<Member>& wave : fleet)
    std::sort(wave.begin(), wave.end(), [](const Member& a, const Member& b) { return a.stack < b.stack; });
  return fleet;
}

Shape shape_of(const Fleet& fleet, const Settings& settings) {
  // New stacks seldom need new workflows: waves come by the four, stacks of a wave by the matrix.
  const std::size_t waves = (fleet.size() + 3) / 4 * 4;
  return {settings.waves != 0 ? settings.waves : waves, chunks_for(widest(fleet)), chunks_for(size_of(fleet))};
}

std::string github_outputs(const Fleet& fleet, const Shape& shape) {
  if (shape.waves == 0 && shape.plans == 0)
    throw Error("say how many matrices the workflow has: --plans, or --waves and --chunks");
  std::string text;
  if (shape.waves != 0) text += deployment(fleet, shape);
  if (shape.plans != 0) text += plans(fleet, shape);
  if (text.size() > outputs_limit)
    throw Error(
        "the stacks take " + std::to_string(text.size()) +
        " characters as outputs of a job, and GitHub takes half a million; move programs to another repository");
  return text;
}

}  // namespace parapet::pipeline
