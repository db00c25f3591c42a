#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/child.hpp"

/// Terraform or OpenTofu, run in the folder of a stack.
namespace parapet::engine {

/// The program that plans and applies.
struct Engine {
  std::filesystem::path program;  ///< absolute
  std::string name;               ///< `tofu`, `terraform`, or what TERRAFORM_BINARY_NAME says
  std::string version{};          ///< `1.11.4`
};

/// The engine that TERRAFORM_BINARY_NAME names (a name on PATH or a path); without it `tofu`, then `terraform`. Throws
/// Error with the remedy where there is none, or where it does not tell its version.
Engine find_engine();

/// How an engine is run: without questions, without looking for newer versions, and without TF_CLI_ARGS and what
/// `without` names beside it.
Command command_of(const Engine& engine, std::vector<std::string> arguments, std::filesystem::path folder,
                   std::vector<std::string> without);

/// Makes an empty file that only this user may read, or empties it. Throws Error.
void make_private(const std::filesystem::path& file);

/// An engine ended with errors. The message is what it said, each with its place, without secrets that it marks.
struct Failure {
  std::string what;
};

/// What the engine does with one stack. Everything runs without input and without colours; only one call at a time.
/// Throws Error only where it cannot be started; what the engine refuses is a Failure.
class Workspace {
 public:
  Workspace(const Engine& engine, std::filesystem::path folder) : engine_(&engine), folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const { return folder_; }

  /// What every call returns.
  struct Done {
    bool ok = false;
    bool interrupted = false;
    Failure failure{};
    std::string output{};
  };

  /// `init`: providers, modules, backend. Skipped while all that it depends on (the document's `terraform` and `module`
  /// blocks, the engine, the lock file) is as it was when it last went well.
  Done init();
  /// Plans into a file that only this user may read. `lines` gets the engine's progress, one sentence each.
  Done plan(const std::filesystem::path& file, bool destroy, const std::string& lock_timeout, const OnLine& lines);
  /// `show -json` of a plan file.
  Done show_json(const std::filesystem::path& file);
  /// `show` of a plan file, for people, without colours.
  Done show_text(const std::filesystem::path& file);
  /// Applies exactly this plan.
  Done apply(const std::filesystem::path& file, const std::string& lock_timeout, const OnLine& lines);
  /// `apply -refresh-only`: what AWS computed after the apply goes into the state, so that every later difference is
  /// somebody else's.
  Done settle(const std::string& lock_timeout, const OnLine& lines);
  /// `output -json`.
  Done outputs();

 private:
  Ended call(std::vector<std::string> arguments, const OnLine& line = {}) const;
  Done streamed(std::vector<std::string> arguments, const OnLine& lines) const;
  Done plain(std::vector<std::string> arguments) const;

  const Engine* engine_;
  std::filesystem::path folder_;
};

}  // namespace parapet::engine
