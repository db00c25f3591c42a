#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "parapet/guardrails/check.hpp"

/// Reports of what a check found, for people and for machines. The writers print nothing and know no clock, so that the
/// same findings give the same bytes.
namespace parapet::report {

/// What of a report is shown.
struct Filter {
  std::optional<guardrails::Severity> severity;  ///< this one and those above
  std::string service;                           ///< `rds`; empty: all
};

/// The part of a report that is shown, and what is said of the whole. Refers to the report.
struct Selection {
  const guardrails::Report* report = nullptr;
  std::string contact;  ///< whom to ask; may be empty
  std::vector<const guardrails::Result*> results;
  std::array<std::size_t, 5> totals{};  ///< of `results`, in the order of Status
  std::size_t left_out = 0;             ///< results that the filter hides
  std::size_t refused = 0;              ///< of the whole report: these decide the exit code
  std::size_t warned = 0;               ///< of the whole report: open, but not at the level that refuses
};

/// `contact` empty: what the compiled catalogs say.
Selection select(const guardrails::Report& report, const Filter& filter, std::string_view contact);

/// The service of a requirement: `rds` of `rds:001`.
std::string_view service_of(const guardrails::Requirement& requirement);

/// The statuses in the order of Status.
inline constexpr guardrails::Status all_statuses[] = {guardrails::Status::pass, guardrails::Status::fail,
                                                      guardrails::Status::unknown, guardrails::Status::not_applicable,
                                                      guardrails::Status::excepted};

/// What was found, in one line: `` `publicly_accessible` is true ``.
std::string finding_of(const guardrails::Result& result);

}  // namespace parapet::report
