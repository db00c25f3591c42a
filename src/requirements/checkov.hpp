#pragma once

#include <set>
#include <string_view>

#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// Reads what checkov_facts.py prints; of it the checks for one of these providers, by the names of Checkov's own
/// folders (`aws`, `gcp`). Throws Error with file and JSON pointer.
Source read_checkov(std::string_view text, std::string_view file, const std::set<std::string>& providers);

}  // namespace parapet::requirements
