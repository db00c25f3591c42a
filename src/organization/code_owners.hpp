#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// CODEOWNERS of GitHub: who has to review what decides about security.
namespace parapet::organization {

/// One line that GitHub reads.
struct OwnersRule {
  std::size_t line = 0;
  std::string pattern;
  std::vector<std::string> owners;  ///< none: nobody has to review what it matches
};

/// What is wrong with the file.
struct OwnersFinding {
  std::size_t line = 0;  ///< 0: of no line
  std::string message;

  bool operator==(const OwnersFinding&) const = default;
};

struct OwnersFile {
  std::vector<OwnersRule> rules;
  std::vector<OwnersFinding> findings;  ///< lines that GitHub skips
};

/// Reads a file as GitHub does: comments, owners `@user`, `@organization/team` or an address; a line with a mistake is
/// skipped.
OwnersFile read_owners(std::string_view text);

/// Whether a pattern means a file, both with `/` between folders and the file relative to the repository. Like
/// `.gitignore`, but `docs/*` leaves out what is in folders below. Case matters.
bool matches(std::string_view pattern, std::string_view file);

/// What decides about security among the files of a repository: `secure_templates/`, `.github/` and the like as folders
/// with a slash at the end; of each program its cdktf.json, main.cpp, and the exceptions, levels and baseline that
/// cdktf.json names. Sorted. Files below such a folder are not named again.
std::vector<std::string> guarded_paths(const std::filesystem::path& repository);

/// A file that gives all of this to one owner. Throws Error for an owner that is none, and for a path that such a file
/// cannot say.
std::string owners_file(const std::vector<std::string>& guarded, const std::string& owner);

/// Whether each guarded path, and every file below a guarded folder, has to be reviewed by `owners` and nobody else:
/// where a line names several owners, any of them may approve. The last line that matches counts.
std::vector<OwnersFinding> check_owners(const OwnersFile& file, const std::vector<std::string>& guarded,
                                        const std::vector<std::string>& files, const std::vector<std::string>& owners);

/// Where GitHub looks, the first that exists: `.github/CODEOWNERS`, `CODEOWNERS`, `docs/CODEOWNERS`; empty if there is
/// none.
std::filesystem::path find_owners_file(const std::filesystem::path& repository);

/// All of it for a repository on disk; a missing file is a finding. Throws Error for a cdktf.json that cannot be read.
std::vector<OwnersFinding> check_repository_owners(const std::filesystem::path& repository,
                                                   const std::vector<std::string>& owners);

}  // namespace parapet::organization
