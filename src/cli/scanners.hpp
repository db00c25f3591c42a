#pragma once

#include <set>
#include <string>

#include "requirements/source_check.hpp"

namespace parapet::cli {

/// The checks of an installed Checkov for these providers (`aws`). `where` is `auto` (the `checkov` on PATH), a
/// program, a folder of a virtual environment, or a Python. They are read once for each version and kept in
/// `$XDG_CACHE_HOME/parapet`, after which no Python runs. Throws Error that says what was tried.
requirements::Source find_checkov(const std::string& where, const std::set<std::string>& providers);

/// The checks of Prowler. `where` is `auto` (the `prowler` on PATH, or a package of the system or the user), a program,
/// a folder of a virtual environment, of a checkout, of an unpacked wheel, or of the package itself. Throws Error that
/// says what was tried.
requirements::Source find_prowler(const std::string& where, const std::set<std::string>& providers);

}  // namespace parapet::cli
