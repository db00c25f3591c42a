#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parapet/detail/table.hpp"
#include "parapet/document.hpp"
#include "parapet/guardrails/baseline.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/guardrails/enforcement.hpp"
#include "parapet/guardrails/exceptions.hpp"
#include "parapet/security_exception.hpp"

namespace parapet::guardrails {

/// How a requirement ends for one resource.
enum class Status : unsigned char { pass, fail, unknown, not_applicable, excepted };
std::string_view text_of(Status status);

/// Result::exception of what the baseline covers.
inline constexpr std::string_view baseline_exception = "baseline";

/// One requirement at one resource.
struct Result {
  const Requirement* requirement = nullptr;
  const DocumentBlock* block = nullptr;
  std::string_view stack;
  Status status = Status::pass;
  Level level = Level::refuse;
  std::string attribute_path{};  ///< exact: `ingress[0].cidr_blocks`; of what passes only with Options::explain_all
  std::string value{};           ///< as written; `unset`; `(sensitive)`
  std::vector<std::pair<std::string, std::string>> others{};  ///< attributes and values that are as bad
  std::string note{};       ///< an exception or a level that is expired; the reason of a valid one; why nobody can tell
  std::string exception{};  ///< excepted: the ticket, or `baseline`
};

/// Fails or is unknown, and nobody permitted it.
bool is_open(const Result& result);
/// Open at the level that refuses.
bool refuses(const Result& result);
/// The finding as a baseline writes it, an entry for each attribute that is as bad.
std::vector<BaselineEntry> entries_of(const Result& result);
/// Whether a baseline holds every entry.
bool covers(const Baseline& baseline, const std::vector<BaselineEntry>& entries);

/// What a check found.
struct Report {
  /// Everything that did not simply pass; with Options::keep_all everything. In order of document, block and
  /// requirement.
  std::vector<Result> results;
  /// Results by status, in the order of Status; they add up to requirements times resources concerned.
  std::array<std::size_t, 5> totals{};
  /// Problems of the files of exceptions, levels and baseline, and entries that matched nothing.
  std::vector<std::string> notes;
  /// What weakens the catalog: levels in force or expired, and how much the baseline covers.
  std::vector<std::string> measures;
  std::size_t total(Status status) const { return totals[static_cast<std::size_t>(status)]; }
};

struct Options {
  /// What to check; nullptr: the compiled catalogs.
  const std::vector<const Requirement*>* requirements = nullptr;
  /// nullptr: none.
  const Exceptions* exceptions = nullptr;
  /// nullptr: every requirement has the level of its record.
  const Enforcement* enforcement = nullptr;
  /// nullptr: nothing is tolerated.
  const Baseline* baseline = nullptr;
  /// Whom to ask; empty: what the compiled catalogs say.
  std::string_view contact{};
  /// For documents that do not say the tier of their stack.
  Tier tier = Tier::regulated;
  /// No document is judged by less, whatever it says.
  Tier least_tier = Tier::baseline;
  bool keep_all = false;
  /// Says of what passes, too, which attribute decided.
  bool explain_all = false;
};

/// Judges every resource and data source of the documents. Never throws because of what they hold: what cannot be
/// judged is unknown.
Report check_documents(const std::vector<Document>& documents, const Options& options);

/// The result as a violation, for messages.
Violation violation_of(const Result& result, std::string_view contact);

/// The violations that refuse: fail and unknown of requirements with level `refuse`.
std::vector<Violation> refusals(const Report& report, std::string_view contact);

/// A resource that is not in the tree yet.
struct Candidate {
  const detail::TypeInfo& type;
  const detail::Value* const* slots;  ///< one per field of the type
  const Scope& scope;
  std::string_view id;
};

/// The address that a construct gets below `scope`, unless somebody overrides its name.
std::string address_below(Node scope, std::string_view id, std::string_view type);

/// What certainly fails of a resource on its own: `connected` and what is unknown are left to the gate.
std::vector<Violation> check_resource(const Candidate& candidate, const Options& options);

}  // namespace parapet::guardrails
