#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "import/program.hpp"

namespace parapet::cli {

/// Writes a program into a folder that does not exist yet or is empty: all files or none. Throws Error for a folder
/// with something in it, WriteError when that fails.
void write_program_folder(const std::filesystem::path& folder, const std::vector<importing::File>& files);

/// The facts about a provider that come with the command; empty ones for a provider that nobody knows.
importing::Facts facts_about(const std::string& provider);

/// Notes as lines, or as a JSON array of `place` and `text`.
std::string text_of_notes(const std::vector<importing::Note>& notes);
std::string json_of_notes(const std::vector<importing::Note>& notes);

}  // namespace parapet::cli
