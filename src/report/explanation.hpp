#pragma once

#include <vector>

#include "core/json_writer.hpp"
#include "parapet/guardrails/requirement.hpp"

/// What a requirement asks for and why, for `parapet explain`.
namespace parapet::report {

/// Everything about one requirement, for people.
void write_explanation(detail::Sink& sink, const guardrails::Requirement& requirement);

/// The requirements of a resource type, a line each, and the attributes that its template fills in.
void write_overview(detail::Sink& sink, std::string_view type,
                    const std::vector<const guardrails::Requirement*>& requirements);

/// The same as JSON: one object for a requirement, an array of them for a type.
void write_explanation_json(detail::Sink& sink, const guardrails::Requirement& requirement);
void write_overview_json(detail::Sink& sink, const std::vector<const guardrails::Requirement*>& requirements);

}  // namespace parapet::report
