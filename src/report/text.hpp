#pragma once

#include "core/json_writer.hpp"
#include "report/selection.hpp"

namespace parapet::report {

struct TextOptions {
  bool colour = false;
  bool quiet = false;  ///< only what refuses and the totals
};

/// For people: what is open, by stack and severity, with the remedy; what is excepted; a summary.
void write_text(detail::Sink& sink, const Selection& selection, const TextOptions& options);

}  // namespace parapet::report
