#pragma once

#include <string>
#include <vector>

namespace parapet::process {

/// A command line in words as a POSIX shell splits it, but nothing is expanded. Throws Error for an open quote.
std::vector<std::string> split_command(const std::string& line);

}  // namespace parapet::process
