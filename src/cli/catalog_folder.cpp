#include "cli/catalog_folder.hpp"

#include <algorithm>
#include <vector>

#include "cli/files.hpp"
#include "parapet/error.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> json_files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

guardrails::Catalog read_catalog_folder(const fs::path& folder) {
  guardrails::Catalog catalog;
  for (const fs::path& file : json_files_in(folder / "lists"))
    catalog.read_list(file.stem().string(), read_file(file), file.generic_string());
  for (const fs::path& file : json_files_in(folder / "provider"))
    catalog.read_provider(read_file(file), file.generic_string());
  for (const fs::path& file : json_files_in(folder)) catalog.read(read_file(file), file.generic_string());
  if (catalog.requirements().empty())
    throw Error(folder.string() + ": no requirements there; give a folder of JSON files like secure_templates/catalog");
  return catalog;
}

}  // namespace parapet::cli
