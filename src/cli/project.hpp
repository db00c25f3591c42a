#pragma once

#include <filesystem>
#include <string>

namespace parapet::cli {

/// A program and where it writes, as `cdktf.json` says.
struct Project {
  std::filesystem::path folder;    ///< of the cdktf.json, seen from the current folder
  std::filesystem::path settings;  ///< the cdktf.json
  std::string app;                 ///< the command line that builds and runs the program
  std::filesystem::path output;    ///< the cloud assembly: `cdktf.out`
};

/// What may be given instead of what cdktf.json says; empty: nothing.
struct ProjectOptions {
  std::string app;
  std::string output;
};

/// The project of the current folder, or of the nearest one above that has a cdktf.json. Throws Error when there is
/// none, and for what is wrong in it.
Project find_project(const ProjectOptions& options);

/// Builds and runs the program, on our own terminal; its standard output goes to standard error. Returns its exit code:
/// 0, or that of a program of Parapet (3: a guardrail refuses). Throws Error when it is killed, or names no command.
int synthesize(const Project& project);

}  // namespace parapet::cli
