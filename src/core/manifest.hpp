#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json_writer.hpp"
#include "stack_plan.hpp"

namespace parapet::detail {

class OutputFolder;

/// The manifest of a CDKTF cloud assembly: what stacks there are, where, and in which order they are deployed.
void write_manifest(Sink& sink, const AppPlan& plan);

/// Path of a stack's document in the output folder.
std::string document_path(const StackPlan& plan);

/// Annotations of an element and everything below, in order of creation.
std::vector<std::pair<const Element*, const Annotation*>> annotations_of(const Element* element);

/// Files of a stack's assets, relative to the output folder, sorted.
std::vector<std::string> asset_files(const Element* stack);

/// Copies the files of every asset below `element` into the folder of its stack.
void copy_assets(const Element* element, OutputFolder& output);

}  // namespace parapet::detail
