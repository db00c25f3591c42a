#include "cli/data.hpp"

#include <algorithm>
#include <vector>

#include "parapet/error.hpp"
#include "schema/file.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view schema_suffix = ".schema.json";

fs::path data_folder() { return fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "share" / "parapet"; }

/// Numbers of a version, so that 10.0.0 comes after 9.0.0.
std::vector<unsigned long> numbers_in(const std::string& version) {
  std::vector<unsigned long> numbers;
  for (std::size_t at = 0; at < version.size();) {
    std::size_t end = version.find('.', at);
    if (end == std::string::npos) end = version.size();
    numbers.push_back(std::stoul(version.substr(at, end - at)));
    at = end + 1;
  }
  return numbers;
}

bool is_version(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos &&
         text.size() < 40 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::vector<std::string> versions() {
  std::vector<std::string> found;
  const fs::path folder = data_folder() / "providers" / "aws";
  if (fs::is_directory(folder)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
      found.push_back(schema_version(entry.path()));
  }
  std::sort(found.begin(), found.end(),
            [](const std::string& a, const std::string& b) { return numbers_in(a) < numbers_in(b); });
  return found;
}

}  // namespace

fs::path data_file(const std::string& name) {
  const fs::path file = data_folder() / name;
  if (!fs::exists(file))
    throw Error(file.string() + ": is not there, but comes with this command; install Parapet again");
  return file;
}

std::string schema_version(const fs::path& file) {
  std::string version = schema::version_in(file.string());
  if (!is_version(version))
    throw Error(file.string() +
                ": the name of a schema's file says the version of the provider: `6.66.0.schema.json.gz` or "
                "`google-6.50.0.schema.json`");
  return version;
}

fs::path schema_file(const std::string& version_or_file) {
  if (fs::is_regular_file(version_or_file)) return version_or_file;
  const std::vector<std::string> known = versions();
  if (version_or_file.empty() && !known.empty()) return schema_file(known.back());
  if (std::find(known.begin(), known.end(), version_or_file) != known.end())
    return data_file("providers/aws/" + version_or_file + std::string(schema_suffix) + ".gz");
  std::string list;
  for (const std::string& version : known) list += (list.empty() ? "" : ", ") + version;
  throw Error("--schema " + version_or_file + ": is no file and no version that comes with this command (" + list +
              ")");
}

}  // namespace parapet::cli
