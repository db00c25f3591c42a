#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/fleet.hpp"
#include "pipeline/settings.hpp"

namespace parapet::pipeline::test {

/// Settings with every member that has no default; `more` begins with a comma.
inline std::string settings_text(const std::string& more = "") {
  return R"({"engine_version": "1.11.4", "region": "eu-central-1", "plan_certificate": "ci/plan.pem",
    "accounts": {"111111111111": ["dev"], "222222222222": ["*"]},
    "environments": {"development": ["dev"], "production": ["*"]})" +
         more + "}";
}

inline Settings settings_with(const std::string& more = "") { return read_settings(settings_text(more), "pipeline.json"); }

using Stacks = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// A program whose stacks have these dependencies; by name.
inline Program program(const std::string& folder, const Stacks& stacks) {
  Program made{folder, {}};
  for (const auto& [name, dependencies] : stacks) {
    assembly::Stack stack;
    stack.name = name;
    stack.dependencies = dependencies;
    made.assembly.stacks.push_back(stack);
  }
  return made;
}

/// network <- data <- shop, network <- mail; and dev.
inline std::vector<Program> two_programs() {
  return {program("stacks/production",
                  {{"data", {"network"}}, {"mail", {"network"}}, {"network", {}}, {"shop", {"data", "network"}}}),
          program("stacks/dev", {{"dev", {}}})};
}

inline std::string number(std::size_t i) {
  const std::string digits = std::to_string(i);
  return std::string(4 - digits.size(), '0') + digits;
}

}  // namespace parapet::pipeline::test
