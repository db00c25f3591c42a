#pragma once

#include "core/json_writer.hpp"
#include "report/selection.hpp"

namespace parapet::report {

/// One page for browsers that needs nothing else: no network, no other file. Filters and search run in the page.
void write_html(detail::Sink& sink, const Selection& selection);

}  // namespace parapet::report
