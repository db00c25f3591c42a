#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "assembly/assembly.hpp"
#include "parapet/guardrails/settings.hpp"
#include "report/selection.hpp"

namespace parapet::cli {

/// A plan and the stack that it is of.
struct PlannedStack {
  const assembly::Stack* stack = nullptr;
  std::string plan_json;
};

/// What the guardrails say of plans, and of the documents that they were made from.
struct Verdict {
  std::vector<Document> documents;  ///< what the results refer to
  guardrails::Report report;
  report::Selection selection;
  bool refused() const { return selection.refused > 0; }
};

/// Judges plans before they are applied: the values that only the plan knows. Several threads may ask.
class Gate {
 public:
  /// Reads the exceptions, levels and baseline that the project's cdktf.json names. The assembly must outlive it.
  /// Throws Error.
  Gate(const std::filesystem::path& settings, const assembly::Assembly& assembly);

  /// What a stack reads from others is looked up in their documents; those are not judged. `verdict` is filled in; it
  /// must not be moved afterwards. Throws Error where a document or plan cannot be read, and where the folder of a
  /// stack has files that its program has not written.
  void judge(const std::vector<PlannedStack>& plans, Verdict& verdict);

 private:
  const assembly::Assembly& assembly_;
  guardrails::Settings settings_;
  std::mutex mutex_;
};

}  // namespace parapet::cli
