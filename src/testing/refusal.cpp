#include "parapet/testing/refusal.hpp"

#include <algorithm>

namespace parapet::testing {

bool RefusalMatcher::MatchAndExplain(const SecurityException& refusal, std::ostream* out) const {
  const auto& violations = refusal.violations();
  const bool found = std::any_of(violations.begin(), violations.end(), [&](const Violation& violation) {
    return (requirement_.empty() || violation.requirement == requirement_) &&
           (path_.empty() || violation.construct_path == path_);
  });
  if (out != nullptr) *out << "it refuses with:\n" << refusal.what();
  return found;
}

bool RefusalMatcher::explain_other(const char* what, std::ostream* out) {
  if (out == nullptr) return false;
  if (what == nullptr) {
    *out << "nothing was refused";
  } else {
    *out << "it throws something else: " << what;
  }
  return false;
}

void RefusalMatcher::DescribeTo(std::ostream* out) const {
  *out << "refuses";
  if (!path_.empty()) *out << " " << path_;
  if (!requirement_.empty()) *out << " with " << requirement_;
}

void RefusalMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "does not refuse";
  if (!path_.empty()) *out << " " << path_;
  if (!requirement_.empty()) *out << " with " << requirement_;
}

}  // namespace parapet::testing
