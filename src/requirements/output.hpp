#pragma once

#include <string_view>

#include "core/json_writer.hpp"
#include "requirements/generate.hpp"

namespace parapet::requirements {

/// A JSON array of objects with exactly `ID`, `name`, `description`, `cloudProvider` and `domain`. `service` selects;
/// empty: all.
void write_requirements(detail::Sink& sink, const std::vector<GeneratedRequirement>& requirements,
                        std::string_view service);

/// Where every check went, as JSON; `docs/requirements_generate.md` describes it.
void write_generation_report(detail::Sink& sink, const Generated& generated, const std::vector<Source>& sources);

/// The same in a few lines for people.
void write_generation_summary(detail::Sink& sink, const Generated& generated);

}  // namespace parapet::requirements
