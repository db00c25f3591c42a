#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json_writer.hpp"
#include "requirements/lint.hpp"

/// What the linter found, for people and for machines.
namespace parapet::requirements {

struct LintedFile {
  std::string file;
  std::vector<Complaint> complaints;
};

struct LintReport {
  std::vector<LintedFile> files;
  std::size_t records = 0;

  std::size_t complaints() const;
};

/// A line for each complaint, `file:line:column: rule: message`, and below it what to write instead; then the totals.
void write_lint_text(detail::Sink& sink, const LintReport& report);
void write_lint_json(detail::Sink& sink, const LintReport& report);
/// SARIF 2.1.0.
void write_lint_sarif(detail::Sink& sink, const LintReport& report, std::string_view version);
/// The rules, a line for each.
void write_lint_rules(detail::Sink& sink);

}  // namespace parapet::requirements
