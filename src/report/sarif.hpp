#pragma once

#include "core/json_writer.hpp"
#include "report/selection.hpp"

namespace parapet::report {

/// SARIF 2.1.0: what is open and what is excepted, with the C++ file and line where it is known. Excepted results are
/// suppressed. What passes is left out: services that read SARIF show every result as a problem.
void write_sarif(detail::Sink& sink, const Selection& selection);

}  // namespace parapet::report
