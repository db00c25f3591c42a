#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace parapet::cli {

/// What to say of a word where a command is expected and none is called so, with the nearest; empty where all is well.
std::string unknown_command(const CLI::App& app, int argc, const char* const* argv);

}  // namespace parapet::cli
