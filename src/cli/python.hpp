#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace parapet::cli {

/// The Python that a program or a virtual environment runs with: of a folder its `bin/python3`, of a script what its
/// first line names, of a Python itself. Nothing if it is none of these.
std::optional<std::filesystem::path> python_of(const std::filesystem::path& where);

/// A program on PATH.
std::optional<std::filesystem::path> find_program(const std::string& name);

/// The folders in which a Python's packages are: those of its environment, and, for one of the system, those of the
/// system and the user. Only those that exist.
std::vector<std::filesystem::path> package_folders(const std::filesystem::path& python);
/// Those of the system and the user.
std::vector<std::filesystem::path> common_package_folders();

/// The version of a package in one of these folders, from the name of its `.dist-info` folder; empty if none has it.
std::string package_version(const std::vector<std::filesystem::path>& folders, const std::string& package);

}  // namespace parapet::cli
