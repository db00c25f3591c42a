#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/files.hpp"
#include "cli/inputs.hpp"
#include "cli/words.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/settings.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/sarif.hpp"
#include "report/text.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;
using namespace guardrails;

namespace {

constexpr const char* formats[] = {"text", "json", "sarif", "junit", "html"};

struct CheckOptions {
  std::vector<std::string> paths;
  std::string stack;
  std::string format = "text";
  bool json = false;
  std::string output;
  std::string sarif, junit, html;
  std::string exceptions, enforcement, baseline;
  std::string write_baseline;
  std::string tier;
  std::string severity;
  std::string service;
  bool quiet = false;
};

class Check {
 public:
  explicit Check(const CheckOptions& options) : options_(options) {}

  int run() {
    inputs_ = read_inputs(options_.paths, options_.stack);
    settings_ = read_settings(files());
    Options how = options_of(settings_);
    if (!options_.tier.empty()) how.tier = how.least_tier = tier_of(options_.tier);
    how.keep_all = true;
    how.explain_all = true;
    report_ = check_documents(inputs_.documents, how);
    for (const std::vector<std::string>* notes : {&inputs_.notes, &settings_.notes})
      report_.notes.insert(report_.notes.end(), notes->begin(), notes->end());
    const report::Selection selection = report::select(report_, filter(), settings_.contact);
    write_reports(selection);
    if (!options_.write_baseline.empty()) return write_baseline();
    return selection.refused == 0 ? exit_done : exit_refused;
  }

 private:
  /// What the command line says wins over cdktf.json, file by file.
  SettingsFiles files() const {
    SettingsFiles files = project_files();
    if (!options_.exceptions.empty()) files.exceptions = options_.exceptions;
    if (!options_.enforcement.empty()) files.enforcement = options_.enforcement;
    if (!options_.baseline.empty()) files.baseline = options_.baseline;
    // The first baseline is written where the next check looks for it.
    const bool first = !files.baseline.empty() && !options_.write_baseline.empty() && !fs::exists(files.baseline) &&
                       fs::weakly_canonical(files.baseline) == fs::weakly_canonical(options_.write_baseline);
    if (first) files.baseline.clear();
    return files;
  }

  /// What the cdktf.json beside the programs' output says, or the one of the current folder.
  SettingsFiles project_files() const {
    std::vector<std::string> projects;
    for (const std::string& assembly : inputs_.assemblies) {
      const fs::path project = fs::weakly_canonical(assembly).parent_path() / "cdktf.json";
      if (fs::exists(project)) projects.push_back(fs::proximate(project).generic_string());
    }
    if (projects.empty()) return fs::exists("cdktf.json") ? settings_files("cdktf.json") : SettingsFiles{};
    const SettingsFiles files = settings_files(projects.front());
    for (const std::string& other : projects) {
      if (!(settings_files(other) == files))
        throw Error(projects.front() + " and " + other +
                    " name different exceptions, levels or baselines; check them one after the other, or say which "
                    "with --exceptions, --enforcement and --baseline");
    }
    return files;
  }

  report::Filter filter() const {
    report::Filter filter;
    if (!options_.severity.empty())
      filter.severity =
          one_of(options_.severity, {Severity::low, Severity::medium, Severity::high, Severity::critical});
    filter.service = options_.service;
    return filter;
  }

  void write_reports(const report::Selection& selection) const {
    if (!options_.sarif.empty()) write("sarif", options_.sarif, selection);
    if (!options_.junit.empty()) write("junit", options_.junit, selection);
    if (!options_.html.empty()) write("html", options_.html, selection);
    write(options_.json ? "json" : options_.format, options_.output, selection);
  }

  /// An empty path is standard output.
  void write(std::string_view format, const std::string& path, const report::Selection& selection) const {
    const auto writer = [&](detail::Sink& sink) {
      if (format == "json") return report::write_json(sink, selection);
      if (format == "sarif") return report::write_sarif(sink, selection);
      if (format == "junit") return report::write_junit(sink, selection);
      if (format == "html") return report::write_html(sink, selection);
      report::write_text(sink, selection, {.colour = path.empty() && Console::has_colour(), .quiet = options_.quiet});
    };
    if (path.empty()) {
      print(writer);
    } else {
      replace_file(path, writer);
    }
  }

  int write_baseline() const {
    const std::string text = baseline_text(report_);
    replace_file(options_.write_baseline, [&](detail::Sink& sink) { sink.write(text); });
    if (!options_.quiet)
      std::fprintf(stderr, "parapet: wrote the baseline %s; name it as \"baseline\" in cdktf.json\n",
                   options_.write_baseline.c_str());
    return exit_done;
  }

  const CheckOptions& options_;
  Inputs inputs_;
  Settings settings_;
  Report report_;
};

void add_outputs(CLI::App& command, CheckOptions& options) {
  auto* format = command.add_option("--format", options.format, "text, json, sarif, junit or html")
                     ->check(CLI::IsMember(std::vector<std::string>(std::begin(formats), std::end(formats))))
                     ->capture_default_str();
  command.add_flag("--json", options.json, "The same as --format json")->excludes(format);
  command.add_option("--output", options.output, "Write the report to this file instead of standard output");
  command.add_option("--sarif", options.sarif, "Write a SARIF 2.1.0 report to this file as well");
  command.add_option("--junit", options.junit, "Write a JUnit XML report to this file as well");
  command.add_option("--html", options.html, "Write a page for browsers to this file as well");
  command.add_option("--severity", options.severity, "Show only this severity and those above; judges all the same")
      ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
  command.add_option("--service", options.service, "Show only requirements of this service (rds); judges all the same");
  command.add_flag("--quiet", options.quiet, "Text: show only what is refused, and the totals");
}

void add_permissions(CLI::App& command, CheckOptions& options) {
  command.add_option("--exceptions", options.exceptions, "File of exceptions; cdktf.json names it otherwise");
  command.add_option("--enforcement", options.enforcement, "File of levels; cdktf.json names it otherwise");
  command.add_option("--baseline", options.baseline,
                     "File of findings that existed before; cdktf.json names it otherwise");
  command.add_option("--write-baseline", options.write_baseline, "Write every finding of this check to that file");
  command
      .add_option("--tier", options.tier,
                  "Least tier of every document, and that of those that do not say theirs (otherwise regulated)")
      ->check(CLI::IsMember({"baseline", "sensitive", "regulated"}));
  command.add_option("--stack", options.stack, "Name of the stack of documents that do not say it");
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Judge Terraform JSON and plans by the catalog of requirements");
  command
      ->add_option("PATH", options->paths,
                   "cdktf.out folder, folder of .tf.json files, .tf.json file, or plan (terraform show -json PLAN)")
      ->required();
  add_outputs(*command, *options);
  add_permissions(*command, *options);
  command->footer(
      "Exit codes: 0 nothing is refused (warnings and what is excepted included, or a baseline was written),\n"
      "1 a report cannot be written, 2 wrong usage or input, 3 something fails or is unknown that refuses.");
  command->callback([options, &exit_code] { exit_code = Check(*options).run(); });
}

}  // namespace parapet::cli
