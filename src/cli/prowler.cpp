#include <algorithm>
#include <map>

#include "cli/files.hpp"
#include "cli/python.hpp"
#include "cli/scanners.hpp"
#include "parapet/error.hpp"
#include "requirements/prowler.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view metadata_suffix = ".metadata.json";

bool is_package(const fs::path& folder) { return fs::is_directory(folder / "providers"); }

/// The package in one of the folders; nothing if none has it.
std::optional<fs::path> package_in(const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    if (is_package(folder / "prowler")) return folder / "prowler";
  }
  return std::nullopt;
}

std::optional<fs::path> package_at(const fs::path& where) {
  if (is_package(where)) return where;
  if (auto package = package_in({where})) return package;
  const auto python = python_of(where);
  return python ? package_in(package_folders(*python)) : std::nullopt;
}

fs::path prowler_package(const std::string& where) {
  if (where != "auto") {
    if (const auto package = package_at(where)) return *package;
    throw Error(
        "--prowler " + where +
        ": no checks of Prowler there; give the folder of its package, of a checkout, of an unpacked wheel or of "
        "a virtual environment, or its program");
  }
  if (const auto program = find_program("prowler")) {
    if (const auto package = package_at(*program)) return *package;
  }
  if (const auto package = package_in(common_package_folders())) return *package;
  throw Error(
      "--prowler auto: neither a `prowler` on PATH nor a package of the system or the user; install it, or name the "
      "folder that holds it");
}

std::vector<fs::path> sorted_folder(const fs::path& folder) {
  std::vector<fs::path> entries;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

/// Every check has a folder of its own in that of its service.
std::vector<fs::path> metadata_files(const fs::path& services) {
  std::vector<fs::path> files;
  for (const fs::path& service : sorted_folder(services)) {
    if (!fs::is_directory(service)) continue;
    for (const fs::path& check : sorted_folder(service)) {
      if (!fs::is_directory(check)) continue;
      for (const fs::path& file : sorted_folder(check)) {
        if (file.filename().string().ends_with(metadata_suffix)) files.push_back(file);
      }
    }
  }
  return files;
}

}  // namespace

requirements::Source find_prowler(const std::string& where, const std::set<std::string>& providers) {
  const fs::path package = prowler_package(where);
  requirements::Source source{"prowler", package_version({package.parent_path()}, "prowler"), {}};
  std::map<std::string, fs::path> places;
  for (const std::string& provider : providers) {
    const fs::path services = package / "providers" / provider / "services";
    if (!fs::is_directory(services)) continue;
    for (const fs::path& file : metadata_files(services)) {
      source.checks.push_back(requirements::read_prowler(read_file(file), file.string()));
      const auto [other, fresh] = places.emplace(source.checks.back().id, file);
      if (!fresh)
        throw Error(file.string() + " /CheckID: the id \"" + other->first + "\" is taken by " + other->second.string());
    }
  }
  if (source.checks.empty()) throw Error(package.string() + ": no metadata of checks for this catalog's provider");
  return source;
}

}  // namespace parapet::cli
