#include "cli/python.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

bool is_python(const fs::path& path) { return path.filename().string().starts_with("python"); }

bool is_program(const fs::path& path) { return fs::is_regular_file(path) && access(path.c_str(), X_OK) == 0; }

/// The first word of a text, which may stand in quotes.
std::string first_word(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  if (text[begin] == '"') return text.substr(begin + 1, text.find('"', begin + 1) - begin - 1);
  return text.substr(begin, text.find_first_of(" \t\r", begin) - begin);
}

/// pip writes the Python into the first line of a script, or, where that would be too long or has blanks, into the
/// second, which the shell runs: `'''exec' /long/path/python "$0" "$@"`.
std::string interpreter_of(const fs::path& script) {
  std::ifstream file(script, std::ios::binary);
  std::string first, second;
  if (!std::getline(file, first) || !first.starts_with("#!")) return {};
  std::getline(file, second);
  const std::string shell = "'''exec' ";
  if (second.starts_with(shell)) return first_word(second.substr(shell.size()));
  const std::string program = first_word(first.substr(2));
  if (fs::path(program).filename() != "env") return program;
  const std::size_t blank = first.find_first_of(" \t", first.find("env"));
  const auto found = find_program(blank == std::string::npos ? "" : first_word(first.substr(blank)));
  return found ? found->string() : std::string();
}

/// `site-packages` and `dist-packages` of every `python3*` in a folder.
void add_packages_in(const fs::path& folder, std::vector<fs::path>& folders) {
  std::error_code ignored;
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    if (!is_python(entry.path())) continue;
    for (const char* name : {"site-packages", "dist-packages"}) {
      if (fs::is_directory(entry.path() / name, ignored)) found.push_back(entry.path() / name);
    }
  }
  std::sort(found.begin(), found.end());
  folders.insert(folders.end(), found.begin(), found.end());
}

}  // namespace

std::optional<fs::path> find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  if (path == nullptr || name.empty()) return std::nullopt;
  std::string_view left = path;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(':'), left.size());
    if (const fs::path file = fs::path(left.substr(0, end)) / name; end > 0 && is_program(file)) return file;
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return std::nullopt;
}

std::optional<fs::path> python_of(const fs::path& where) {
  if (fs::is_directory(where)) {
    const fs::path python = where / "bin" / "python3";
    return is_program(python) ? std::optional(python) : std::nullopt;
  }
  if (!is_program(where)) return std::nullopt;
  if (is_python(where)) return where;
  // A link in a folder of programs leads to the script itself.
  const fs::path interpreter = interpreter_of(fs::canonical(where));
  return is_python(interpreter) && is_program(interpreter) ? std::optional(interpreter) : std::nullopt;
}

std::vector<fs::path> common_package_folders() {
  std::vector<fs::path> folders;
  if (const char* home = std::getenv("HOME")) add_packages_in(fs::path(home) / ".local" / "lib", folders);
  for (const char* folder : {"/usr/local/lib", "/usr/lib"}) add_packages_in(folder, folders);
  return folders;
}

std::vector<fs::path> package_folders(const fs::path& python) {
  const fs::path prefix = fs::absolute(python).parent_path().parent_path();
  std::vector<fs::path> folders;
  add_packages_in(prefix / "lib", folders);
  if (fs::exists(prefix / "pyvenv.cfg")) return folders;
  for (const fs::path& folder : common_package_folders()) {
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(folder);
  }
  return folders;
}

std::string package_version(const std::vector<fs::path>& folders, const std::string& package) {
  const std::string begin = package + "-", end = ".dist-info";
  for (const fs::path& folder : folders) {
    std::error_code ignored;
    if (!fs::is_directory(folder / package, ignored)) continue;
    std::vector<std::string> versions;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(begin) && name.ends_with(end) && name.size() > begin.size() + end.size())
        versions.push_back(name.substr(begin.size(), name.size() - begin.size() - end.size()));
    }
    // Two would be what a broken update left behind: nobody knows which one is there.
    if (versions.size() == 1) return versions.front();
  }
  return {};
}

}  // namespace parapet::cli
