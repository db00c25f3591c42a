#pragma once

#include <filesystem>
#include <string>

namespace parapet::cli {

/// A file that comes with the command, in `share/parapet` beside the folder of the program: `providers/aws/...`.
/// Throws Error that says where it was looked for.
std::filesystem::path data_file(const std::string& name);

/// The schema that `--schema` names: a version that comes with the command (`6.66.0`; empty: the newest), or a file of
/// `providers schema -json`, plain or gzipped. Throws Error that lists the versions there are.
std::filesystem::path schema_file(const std::string& version_or_file);

/// The version that a schema's file name begins with: `6.66.0` of `6.66.0.schema.json.gz`, and of
/// `google-6.50.0.schema.json.gz` `6.50.0`. Throws Error when there is none.
std::string schema_version(const std::filesystem::path& file);

}  // namespace parapet::cli
