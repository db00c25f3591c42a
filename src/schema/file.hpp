#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace parapet::schema {

/// `bytes` as they are, or unpacked when they are gzipped. Throws Error, naming `file`, when the compressed data is
/// damaged.
std::string unpack(std::string bytes, std::string_view file);

/// The bytes of a file, unpacked when they are gzipped. Throws Error when it cannot be read.
std::string read_bytes(const std::filesystem::path& path);

/// `6.66.0` of `providers/aws/6.66.0.schema.json.gz` and `6.50.0` of `google-6.50.0.schema.json`; empty if the file's
/// name says no version.
std::string version_in(std::string_view path);

}  // namespace parapet::schema
