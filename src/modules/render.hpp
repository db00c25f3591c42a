#pragma once

#include <string>
#include <vector>

#include "modules/module.hpp"

/// The files of a module.
namespace parapet::modules {

/// main.tf: versions, a block per resource type, outputs, and the read and write policies.
std::string main_file(const Module& module);
/// variables.tf
std::string variables_file(const Module& module);
/// notes.md: every requirement of the service on a line of its own, in one section.
std::string notes_file(const Module& module);
/// index.html over all modules.
std::string index_page(const std::vector<Module>& modules);

/// Heading of a section of notes.md.
std::string_view heading_of(Stance stance);

}  // namespace parapet::modules
