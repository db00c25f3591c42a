#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "guardrails/json.hpp"
#include "organization/code_owners.hpp"
#include "parapet/error.hpp"

namespace parapet::organization {

namespace fs = std::filesystem;

namespace {

/// Folders that decide about security wherever they are, with what they are known by.
constexpr const char* guarded_folders[] = {".github/", ".gitlab/", "secure_templates/"};
/// Files that do, at the root.
constexpr const char* guarded_files[] = {".gitlab-ci.yml", "CODEOWNERS", "docs/CODEOWNERS", "pipeline.json"};
constexpr const char* skipped_folders[] = {".git", ".terraform", "build", "cdktf.out", "node_modules"};

bool is_skipped(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return std::find(std::begin(skipped_folders), std::end(skipped_folders), name) != std::end(skipped_folders);
}

std::string text_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw Error(path.string() + ": cannot be read");
  return text.str();
}

/// All files of a repository, relative to it, sorted. Links are not followed: GitHub does not either.
std::vector<std::string> files_of(const fs::path& repository) {
  std::vector<std::string> files;
  for (auto each = fs::recursive_directory_iterator(repository); each != fs::recursive_directory_iterator(); ++each) {
    if (each->is_directory() && !each->is_symlink()) {
      if (is_skipped(each->path())) each.disable_recursion_pending();
      continue;
    }
    files.push_back(each->path().lexically_relative(repository).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The files that a cdktf.json names, as far as they are in the repository.
void add_named(const fs::path& repository, const fs::path& program, std::set<std::string>& paths) {
  const fs::path file = repository / program / "cdktf.json";
  const guardrails::Json json = guardrails::parse_json(text_in(file), file.string());
  for (const char* member : {"exceptions", "enforcement", "baseline"}) {
    if (!json.is_object() || !json.contains(member) || !json[member].is_string()) continue;
    const std::string path = (program / json[member].get<std::string>()).lexically_normal().generic_string();
    if (!path.starts_with("..") && !path.starts_with("/")) paths.insert(path);
  }
}

std::vector<std::string> guarded_among(const fs::path& repository, const std::vector<std::string>& files) {
  std::set<std::string> folders, paths;
  const auto exists = [&](const std::string& path) { return std::binary_search(files.begin(), files.end(), path); };
  for (const char* folder : guarded_folders) {
    const auto first = std::lower_bound(files.begin(), files.end(), std::string(folder));
    if (first != files.end() && first->starts_with(folder)) folders.insert(folder);
  }
  // The file itself will be there, if it is not yet.
  folders.insert(guarded_folders[0]);
  for (const char* file : guarded_files) {
    if (exists(file)) paths.insert(file);
  }
  for (const std::string& file : files) {
    if (fs::path(file).filename() != "cdktf.json") continue;
    const fs::path program = fs::path(file).parent_path();
    paths.insert(file);
    if (const std::string main = (program / "main.cpp").generic_string(); exists(main)) paths.insert(main);
    add_named(repository, program, paths);
  }
  std::erase_if(paths, [&](const std::string& path) {
    return std::any_of(folders.begin(), folders.end(), [&](const auto& folder) { return path.starts_with(folder); });
  });
  paths.insert(folders.begin(), folders.end());
  return {paths.begin(), paths.end()};
}

}  // namespace

std::vector<std::string> guarded_paths(const fs::path& repository) {
  return guarded_among(repository, files_of(repository));
}

fs::path find_owners_file(const fs::path& repository) {
  for (const char* name : {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"}) {
    // GitHub reads no links.
    if (fs::is_regular_file(fs::symlink_status(repository / name))) return repository / name;
  }
  return {};
}

std::vector<OwnersFinding> check_repository_owners(const fs::path& repository, const std::vector<std::string>& owners) {
  const fs::path file = find_owners_file(repository);
  if (file.empty())
    return {{0, "there is no CODEOWNERS; write one with `parapet org codeowners --owner " + owners.front() +
                    " --out .github/CODEOWNERS`"}};
  // GitHub does not load a larger one.
  constexpr std::uintmax_t largest = 3'000'000;
  if (fs::file_size(file) >= largest) return {{0, "is larger than 3 MB, so GitHub does not load it; shorten it"}};
  const std::vector<std::string> files = files_of(repository);
  return check_owners(read_owners(text_in(file)), guarded_among(repository, files), files, owners);
}

}  // namespace parapet::organization
