#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "parapet/error.hpp"
#include "requirements/lint_report.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

struct LintCommand {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string form = "detect";
  std::string output;
  bool json = false;
  bool rules = false;
};

std::vector<fs::path> requirement_files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The files that a path stands for.
std::vector<fs::path> files_to_lint(const fs::path& path) {
  if (!fs::exists(path))
    throw Error(path.string() + ": no such file or folder; give a file of requirements, or a folder of such files");
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files = requirement_files_in(path);
  if (files.empty()) throw Error(path.string() + ": has no .json file; give another folder");
  return files;
}

class LintRun {
 public:
  explicit LintRun(const LintCommand& command) : command_(command), linter_(options_of(command)) {}

  int run() {
    for (const std::string& path : command_.paths) {
      for (const fs::path& file : files_to_lint(path)) judge(file);
    }
    report_.records = linter_.records();
    write();
    return report_.complaints() == 0 ? exit_done : exit_refused;
  }

 private:
  static requirements::LintOptions options_of(const LintCommand& command) {
    requirements::LintOptions options;
    if (command.form == "exported") options.form = requirements::RecordForm::exported;
    if (command.form == "catalog") options.form = requirements::RecordForm::catalog;
    return options;
  }

  /// A file once, by whatever path it is given.
  void judge(const fs::path& file) {
    if (!seen_.insert(fs::canonical(file)).second) return;
    read_lists(file.parent_path() / "lists");
    report_.files.push_back({file.string(), linter_.lint(read_file(file), file.string())});
  }

  /// The lists beside a catalog's files, once.
  void read_lists(const fs::path& folder) {
    if (!fs::is_directory(folder) || !seen_.insert(fs::canonical(folder)).second) return;
    for (const fs::path& file : requirement_files_in(folder))
      report_.files.push_back({file.string(), linter_.read_list(file.stem().string(), read_file(file), file.string())});
  }

  void write() const {
    const auto writer = [&](detail::Sink& sink) {
      if (command_.json || command_.format == "json") return requirements::write_lint_json(sink, report_);
      if (command_.format == "sarif") return requirements::write_lint_sarif(sink, report_, PARAPET_VERSION);
      requirements::write_lint_text(sink, report_);
    };
    command_.output.empty() ? print(writer) : replace_file(command_.output, writer);
  }

  const LintCommand& command_;
  requirements::Linter linter_;
  requirements::LintReport report_;
  std::set<fs::path> seen_;
};

int run_lint(const LintCommand& command) {
  if (command.rules) {
    print(requirements::write_lint_rules);
    return exit_done;
  }
  if (command.paths.empty()) throw Error("requirements lint: give a file or a folder of requirements, or --rules");
  return LintRun(command).run();
}

}  // namespace

void add_requirements_lint(CLI::App& parent, int& exit_code) {
  auto command = std::make_shared<LintCommand>();
  CLI::App* lint = parent.add_subcommand("lint", "Refuse vague, double and malformed requirements");
  lint->add_option("PATH", command->paths,
                   "File of requirements, or folder of such files (a catalog's lists/ is read along)");
  auto* format = lint->add_option("--format", command->format, "text, json or sarif")
                     ->check(CLI::IsMember({"text", "json", "sarif"}))
                     ->capture_default_str();
  lint->add_flag("--json", command->json, "The same as --format json")->excludes(format);
  lint->add_option("--output", command->output, "Write the report to this file instead of standard output");
  lint->add_option("--form", command->form,
                   "What the records are: exported (five fields), catalog (full records), or detect")
      ->check(CLI::IsMember({"detect", "exported", "catalog"}))
      ->capture_default_str();
  lint->add_flag("--rules", command->rules, "List the rules and stop");
  lint->footer(
      "Exit codes: 0 no complaint, 1 the report cannot be written, 2 wrong usage or a file that cannot be read,\n"
      "3 complaints.");
  lint->callback([command, &exit_code] { exit_code = run_lint(*command); });
}

}  // namespace parapet::cli
