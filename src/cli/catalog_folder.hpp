#pragma once

#include <filesystem>

#include "parapet/guardrails/catalog.hpp"

namespace parapet::cli {

/// Reads the catalog in a folder: `lists/*.json`, then `*.json`. Throws Error with file and JSON pointer, and for a
/// folder without any.
guardrails::Catalog read_catalog_folder(const std::filesystem::path& folder);

}  // namespace parapet::cli
