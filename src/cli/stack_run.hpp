#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "assembly/assembly.hpp"
#include "cli/console.hpp"
#include "engine/changes.hpp"
#include "engine/engine.hpp"
#include "engine/schedule.hpp"

namespace parapet::cli {

/// The work on one stack: plan, look, apply. Only one process of this machine works on a stack at a time.
class StackRun {
 public:
  StackRun(const engine::Engine& engine, const assembly::Stack& stack, Console& console, std::string lock_timeout);
  StackRun(const StackRun&) = delete;
  StackRun& operator=(const StackRun&) = delete;
  /// Removes the plan: it holds secrets.
  ~StackRun();

  const assembly::Stack& stack() const { return stack_; }
  /// The plan file; its folder is for this user alone.
  const std::filesystem::path& plan_file() const { return plan_file_; }

  /// Each returns whether it went well; otherwise `outcome` and `problem` say how it ended.
  bool init();
  bool plan(bool destroy);
  /// Takes a plan made before. Throws Error when it cannot be read.
  void take_plan(const std::filesystem::path& file);
  /// Reads what the plan would do.
  bool read_plan();
  /// Copies the plan that was read to a file for its owner alone.
  void keep_plan(const std::filesystem::path& file) const;
  /// Applies the plan that was read, to the byte.
  bool apply();
  bool read_outputs();

  engine::Outcome outcome = engine::Outcome::done;
  std::string problem;  ///< what the engine said
  std::string plan_json;
  std::string plan_text;
  std::string outputs_json;
  engine::PlanChanges changes;

 private:
  bool settle(engine::Workspace::Done&& done);
  engine::OnLine progress() const;

  const assembly::Stack& stack_;
  Console& console_;
  std::string lock_timeout_;
  engine::Workspace workspace_;
  std::filesystem::path plan_file_;
  std::string plan_bytes_;
  int lock_ = -1;
};

}  // namespace parapet::cli
