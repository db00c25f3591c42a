#pragma once

#include <string_view>

#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// Reads the metadata file of one check of Prowler, in the spelling of any version: `CheckID`, `check_id`. Throws Error
/// with file and JSON pointer.
SourceCheck read_prowler(std::string_view text, std::string_view file);

}  // namespace parapet::requirements
