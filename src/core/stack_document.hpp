#pragma once

#include <string>
#include <vector>

#include "json_writer.hpp"
#include "stack_plan.hpp"

namespace parapet::detail {

/// Writes one stack as Terraform JSON. Returns what the provider requires and nobody set: one message per attribute.
std::vector<std::string> write_stack(Sink& sink, const StackPlan& plan, const AppPlan& app);

/// The source file as it is shown: relative to the current folder; a file elsewhere loses its folders.
std::string shown_file(std::string_view file);

}  // namespace parapet::detail
