#pragma once

#include <filesystem>
#include <string_view>

#include "schema/schema.hpp"

namespace parapet::schema {

/// Reads the JSON that `terraform providers schema -json` and `tofu providers schema -json` print (format_version 0.x
/// and 1.x). Known keys are checked strictly; keys of newer engines are passed over, as the format asks of its readers.
/// Throws Error with file, JSON pointer and what was expected.
Schema read_schema(std::string_view json, std::string_view file);

/// The same from a file, plain or gzipped.
Schema read_schema_file(const std::filesystem::path& path);

}  // namespace parapet::schema
