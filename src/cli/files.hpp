#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

#include "core/json_writer.hpp"

namespace parapet::cli {

/// A file that cannot be written: not the fault of what was given.
class WriteError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The bytes of a file. Throws Error naming it.
std::string read_file(const std::filesystem::path& path);

/// Puts what `write` produces in the place of a file, all of it or nothing. What is no regular file (a pipe, a
/// terminal) is written directly. Throws WriteError.
void replace_file(const std::filesystem::path& path, const std::function<void(detail::Sink&)>& write);

/// The same with a text, in a folder that is made if it is missing.
void write_file(const std::filesystem::path& path, const std::string& text);

/// The same for what only this user may read.
void replace_private_file(const std::filesystem::path& path, const std::string& bytes);

/// Writes to standard output. Throws WriteError.
void print(const std::function<void(detail::Sink&)>& write);

}  // namespace parapet::cli
