#include "report/selection.hpp"

namespace parapet::report {

using guardrails::Report;
using guardrails::Requirement;
using guardrails::Result;

namespace {

bool is_selected(const Requirement& requirement, const Filter& filter) {
  return (!filter.severity || requirement.severity >= *filter.severity) &&
         (filter.service.empty() || service_of(requirement) == filter.service);
}

}  // namespace

Selection select(const Report& report, const Filter& filter, std::string_view contact) {
  Selection selection;
  selection.report = &report;
  selection.contact = contact.empty() ? guardrails::compiled_contact() : contact;
  for (const Result& result : report.results) {
    selection.refused += guardrails::refuses(result) ? 1 : 0;
    selection.warned += guardrails::is_open(result) && !guardrails::refuses(result) ? 1 : 0;
    if (!is_selected(*result.requirement, filter)) {
      ++selection.left_out;
      continue;
    }
    selection.results.push_back(&result);
    ++selection.totals[static_cast<std::size_t>(result.status)];
  }
  return selection;
}

std::string_view service_of(const Requirement& requirement) {
  return requirement.id.substr(0, requirement.id.find(':'));
}

std::string finding_of(const Result& result) {
  if (result.attribute_path.empty()) return "`" + std::string(result.block->type) + "` is not allowed";
  const bool unknown = result.status == guardrails::Status::unknown;
  return "`" + result.attribute_path + "` is " +
         (unknown ? "not known" + std::string(result.value.empty() ? "" : ": ") : "") + result.value;
}

}  // namespace parapet::report
