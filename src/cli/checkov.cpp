#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "cli/data.hpp"
#include "cli/files.hpp"
#include "cli/python.hpp"
#include "cli/scanners.hpp"
#include "parapet/error.hpp"
#include "process/run.hpp"
#include "requirements/checkov.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds longest_run(120);
constexpr std::size_t longest_answer = 64 * 1024 * 1024;
constexpr std::size_t longest_complaint = 2000;

fs::path checkov_python(const std::string& where) {
  const auto program = where == "auto" ? find_program("checkov") : std::optional<fs::path>(where);
  if (!program)
    throw Error("--checkov auto: no `checkov` on PATH; install it, or name its program, virtual environment or Python");
  if (const auto python = python_of(*program)) return *python;
  throw Error("--checkov " + program->string() +
              ": neither a Python, nor a virtual environment, nor a program that runs with a Python");
}

/// A version becomes part of a file's name.
bool is_plain_version(const std::string& version) {
  return !version.empty() && version.size() < 64 && std::all_of(version.begin(), version.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '.' || c == '+' || c == '-';
  });
}

/// Empty where the machine says no place for it.
fs::path cache_file(const std::string& version) {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (cache != nullptr && fs::path(cache).is_absolute()) {
    folder = cache;
  } else if (home != nullptr && fs::path(home).is_absolute()) {
    folder = fs::path(home) / ".cache";
  }
  if (folder.empty() || !is_plain_version(version)) return {};
  return folder / "parapet" / ("checkov-" + version + ".json");
}

std::string how_it_failed(const process::Result& result) {
  switch (result.end) {
    case process::Result::End::not_started:
      return "it cannot be started: " + result.refusal;
    case process::Result::End::timed_out:
      return "no answer after " + std::to_string(longest_run.count()) + " seconds";
    case process::Result::End::too_much:
      return "it prints more than " + std::to_string(longest_answer >> 20) + " MiB";
    case process::Result::End::exited:
      break;
  }
  return "exit code " + std::to_string(result.exit_code);
}

std::string run_helper(const fs::path& python) {
  const std::string helper = data_file("requirements/checkov_facts.py").string();
  const process::Result result =
      process::run({python.string(), helper}, {.time = longest_run, .bytes = longest_answer});
  if (result.end == process::Result::End::exited && result.exit_code == 0) return result.output;
  std::string errors = result.errors;
  if (errors.size() > longest_complaint) errors = "..." + errors.substr(errors.size() - longest_complaint);
  throw Error(python.string() + ": the checks of Checkov cannot be read: " + how_it_failed(result) +
              (errors.empty() ? "" : "\n" + errors));
}

/// A cache is a convenience: where it cannot be written the next run asks Checkov again.
void keep_facts(const fs::path& file, const std::string& facts) try {
  fs::create_directories(file.parent_path());
  replace_file(file, [&](detail::Sink& sink) { sink.write(facts); });
} catch (const std::exception&) {
}

/// What the cache has of this version; nothing if it is broken or of another time.
std::optional<requirements::Source> cached(const fs::path& file, const std::string& version,
                                           const std::set<std::string>& providers) try {
  if (file.empty() || !fs::is_regular_file(file)) return std::nullopt;
  requirements::Source source = requirements::read_checkov(read_file(file), file.string(), providers);
  return source.version == version ? std::optional(std::move(source)) : std::nullopt;
} catch (const Error&) {
  return std::nullopt;
}

}  // namespace

requirements::Source find_checkov(const std::string& where, const std::set<std::string>& providers) {
  const fs::path python = checkov_python(where);
  const std::string version = package_version(package_folders(python), "checkov");
  if (auto source = cached(cache_file(version), version, providers)) return *std::move(source);
  const std::string facts = run_helper(python);
  requirements::Source source = requirements::read_checkov(facts, "checkov_facts.py", providers);
  if (const fs::path file = cache_file(source.version); !file.empty()) keep_facts(file, facts);
  return source;
}

}  // namespace parapet::cli
