#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "drafting/system.hpp"

namespace parapet::drafting {

/// Runs a program without a shell and takes what it prints, up to 64 KiB. It has no input; its complaints go where ours
/// go. Whatever it started is ended with it when time is over.
Printed run_process(const std::vector<std::string>& command, std::chrono::milliseconds timeout);

/// A command line in words as a POSIX shell splits it, but nothing is expanded. Throws Error for an open quote.
std::vector<std::string> split_command(const std::string& line);

}  // namespace parapet::drafting
