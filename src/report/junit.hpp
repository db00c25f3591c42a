#pragma once

#include "core/json_writer.hpp"
#include "report/selection.hpp"

namespace parapet::report {

/// JUnit XML: a suite per stack, a case per result. What refuses is a failure; what is excepted or not applicable is
/// skipped; a warning passes and says so in its output.
void write_junit(detail::Sink& sink, const Selection& selection);

}  // namespace parapet::report
