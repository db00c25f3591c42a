#pragma once

#include <string>
#include <vector>

#include "assembly/assembly.hpp"
#include "pipeline/settings.hpp"

namespace parapet::pipeline {

/// A program of the repository and what it synthesized.
struct Program {
  std::string folder;  ///< of its cdktf.json, relative to the repository: `stacks/production`, or `.`
  assembly::Assembly assembly;
};

/// A stack as pipelines deal with it.
struct Member {
  std::string stack;
  std::string folder;  ///< of its program
  std::string account;
  std::string environment;
  std::vector<std::string> dependencies;  ///< sorted
};

/// The stacks of all programs. A wave depends on earlier waves only; within a wave they are sorted by name.
using Fleet = std::vector<std::vector<Member>>;

/// Throws Error for a folder that pipelines could not name, for a stack that two programs have (roles, artefacts and
/// locks go by its name), for one without account or environment, and where there is none at all.
Fleet fleet_of(const std::vector<Program>& programs, const Settings& settings);

/// How many jobs one matrix of GitHub Actions may have.
inline constexpr std::size_t matrix_limit = 256;

/// The matrices that workflows have.
struct Shape {
  std::size_t waves = 0;
  std::size_t chunks = 0;  ///< matrices of a wave, when stacks are deployed
  std::size_t plans = 0;   ///< matrices of all stacks, when they are planned for a pull request
};
Shape shape_of(const Fleet& fleet, const Settings& settings);

/// The outputs of the job that synthesizes, a line each as `NAME=JSON`: `wave_1_1`, ... with the stacks of each wave
/// where the shape has waves, `plan_1`, ... with every stack where it has plans. Throws Error when the shape, or what
/// GitHub takes as outputs (1 MB), is too small.
std::string github_outputs(const Fleet& fleet, const Shape& shape);

}  // namespace parapet::pipeline
