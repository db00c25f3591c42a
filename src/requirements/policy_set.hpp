#pragma once

#include <map>
#include <string>
#include <string_view>

#include "requirements/source_check.hpp"

namespace parapet::requirements {

/// Field of a policy (`ID`, `title`, `resource`, ...) to the column of the file that holds it.
using Columns = std::map<std::string, std::string>;

/// Reads `ID=Control,title=Rule name`. A field that is not named has a column of its own name, in any case. Throws
/// Error for an unknown field, with the nearest.
Columns read_columns(std::string_view text);

/// Reads a policy set of one's own; `name` is what the report calls it. JSON is an array of objects, CSV has its names
/// in the first row. Each policy has `ID`, `title`, and `resource` or `service`; optional are `key` (the attribute),
/// `operator`, `value` and `domain`. `resource` and `key` may hold several, divided by blanks, commas or semicolons.
/// Throws Error with file and JSON pointer or line.
Source read_policies_json(std::string_view text, std::string_view file, std::string_view name, const Columns& columns);
Source read_policies_csv(std::string_view text, std::string_view file, std::string_view name, const Columns& columns);

}  // namespace parapet::requirements
