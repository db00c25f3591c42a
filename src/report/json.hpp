#pragma once

#include "core/json_writer.hpp"
#include "report/selection.hpp"

namespace parapet::report {

/// One JSON object: `results`, `totals` by status (they add up to the number of results), `refused`, `warned`,
/// `left_out`, `measures`, `notes`, `contact`.
void write_json(detail::Sink& sink, const Selection& selection);

/// The ids of other tools, or the sections of standards, as an object of lists.
void write_sources(detail::JsonWriter& out, guardrails::Span<guardrails::Source> sources);
/// A list of strings.
void write_texts(detail::JsonWriter& out, const std::vector<std::string>& texts);
/// `"name": "text"`.
void write_member(detail::JsonWriter& out, std::string_view name, std::string_view text);

}  // namespace parapet::report
