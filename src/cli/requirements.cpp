#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "cli/catalog_folder.hpp"
#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/files.hpp"
#include "cli/gap_drafter.hpp"
#include "cli/scanners.hpp"
#include "core/nearest.hpp"
#include "parapet/error.hpp"
#include "requirements/generate.hpp"
#include "requirements/output.hpp"
#include "requirements/policy_set.hpp"
#include "schema/path.hpp"
#include "schema/reader.hpp"
#include "schema/settable_paths.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;
using namespace requirements;

namespace {

struct GenerateOptions {
  std::vector<std::string> services;
  bool all = false;
  std::string checkov, prowler;
  std::vector<std::string> policies;
  std::string columns;
  std::string environment, catalog, schema, ledger;
  std::string out, report;
  bool json = false;
  DraftingOptions drafting;
};

/// What a provider lets be set. The schema is read when the first draft needs it.
class SettableAttributes {
 public:
  /// Nothing to ask where a catalog of one's own comes without a schema.
  explicit SettableAttributes(const GenerateOptions& options)
      : file_(options.catalog.empty() || !options.schema.empty() ? schema_file(options.schema) : fs::path()) {}

  Settable question() {
    if (file_.empty()) return {};
    return [this](const std::string& resource, const std::string& path) { return settable(resource, path); };
  }

  /// What there is to set in a type; nothing where that is not known.
  std::vector<std::string> paths(const std::string& resource) {
    const schema::ResourceType* type = file_.empty() ? nullptr : find(resource);
    return type == nullptr ? std::vector<std::string>() : schema::settable_paths(*type, most_paths);
  }

 private:
  static constexpr std::size_t most_paths = 1000;

  static schema::Category category_of(const std::string& resource) {
    return resource.starts_with("data.") ? schema::Category::data_source : schema::Category::resource;
  }

  const schema::ResourceType* find(const std::string& resource) {
    if (!schema_) schema_ = schema::read_schema_file(file_);
    const schema::Category category = category_of(resource);
    const bool data = category == schema::Category::data_source;
    return schema_->provider().find(category, data ? resource.substr(5) : resource);
  }

  bool settable(const std::string& resource, const std::string& path) {
    const schema::ResourceType* type = find(resource);
    if (type == nullptr) return false;
    const schema::PathResult result = schema::find_path(category_of(resource), *type, path);
    const bool read_only = result.target.flags.find('c') != std::string::npos &&
                           result.target.flags.find_first_of("ro") == std::string::npos;
    return result.exists && !read_only;
  }

  fs::path file_;
  std::optional<schema::Schema> schema_;
};

class GenerateCommand {
 public:
  explicit GenerateCommand(const GenerateOptions& options) : options_(options) {}

  void run() {
    refuse_one_file_for_two();
    read_catalog();
    read_sources();
    const CatalogIndex index(requirements_);
    const Environment environment = read_facts();
    const fs::path knowledge_file = data_file("requirements/scanners.json");
    const Knowledge knowledge = read_knowledge(read_file(knowledge_file), knowledge_file.string());
    Ledger ledger = read_ledger();
    SettableAttributes attributes(options_);
    const Generated generated =
        generate({.catalog = index,
                  .sources = sources_,
                  .environment = environment,
                  .knowledge = knowledge,
                  .services = chosen_services(index),
                  .settable = attributes.question(),
                  .draft = draft_gaps(options_.drafting, index,
                                      [&](const std::string& resource) { return attributes.paths(resource); })},
                 ledger);
    write(generated, ledger);
  }

 private:
  void refuse_one_file_for_two() const {
    std::set<std::string> files;
    for (const std::string& file : {options_.out, options_.report, ledger_file()}) {
      if (!file.empty() && !files.insert(fs::weakly_canonical(fs::absolute(file)).generic_string()).second)
        throw Error(file + ": --out, --report and --ledger need a file each");
    }
  }

  void read_catalog() {
    if (options_.catalog.empty()) {
      requirements_ = guardrails::compiled_requirements();
      return;
    }
    catalog_ = read_catalog_folder(options_.catalog);
    for (const guardrails::Requirement& requirement : catalog_.requirements()) requirements_.push_back(&requirement);
  }

  /// Scanners call a cloud by the name that requirements write in capitals.
  std::set<std::string> providers() const {
    std::set<std::string> providers;
    for (const guardrails::Requirement* requirement : requirements_) {
      std::string name(requirement->cloud_provider);
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      providers.insert(name);
    }
    return providers;
  }

  void read_sources() {
    if (!options_.checkov.empty()) sources_.push_back(find_checkov(options_.checkov, providers()));
    if (!options_.prowler.empty()) sources_.push_back(find_prowler(options_.prowler, providers()));
    const Columns columns = read_columns(options_.columns);
    for (const std::string& file : options_.policies) {
      sources_.push_back(read_policies(file, columns));
      const auto same = [&](const requirements::Source& other) { return other.name == sources_.back().name; };
      if (std::any_of(sources_.begin(), sources_.end() - 1, same))
        throw Error(file + ": another source is called `" + sources_.back().name + "`, too; rename the file");
    }
  }

  static requirements::Source read_policies(const std::string& file, const Columns& columns) {
    const fs::path path(file);
    const std::string name = path.stem().string();
    if (path.extension() == ".csv") return read_policies_csv(read_file(path), file, name, columns);
    if (path.extension() == ".json") return read_policies_json(read_file(path), file, name, columns);
    throw Error(file + ": expected a file that ends with .json or .csv");
  }

  /// A catalog of one's own has the facts of its own organization beside it.
  Environment read_facts() const {
    if (!options_.environment.empty()) return read_environment(read_file(options_.environment), options_.environment);
    fs::path file;
    if (options_.catalog.empty()) {
      file = data_file("environment.json");
    } else {
      file = (fs::path(options_.catalog) / ".." / "environment.json").lexically_normal();
      if (!fs::exists(file)) return {};
    }
    return read_environment(read_file(file), file.string());
  }

  std::set<std::string, std::less<>> chosen_services(const CatalogIndex& index) const {
    const std::vector<std::string_view> known(index.services().begin(), index.services().end());
    for (const std::string& service : options_.services) {
      if (!index.services().contains(service))
        throw Error("--service " + service + ": the catalog has no such service" +
                    detail::did_you_mean(service, known));
    }
    return {options_.services.begin(), options_.services.end()};
  }

  bool into_folder() const { return options_.out.ends_with('/') || fs::is_directory(options_.out); }

  /// Empty: none is kept.
  std::string ledger_file() const {
    if (!options_.ledger.empty() || options_.out.empty()) return options_.ledger;
    fs::path out = fs::path(options_.out).lexically_normal();
    if (!out.has_filename()) out = out.parent_path();
    // `.` has no name that another file could stand beside.
    if (out.filename() == "." || out.filename() == ".." || out.empty()) out = fs::canonical(options_.out);
    return out.string() + ".ledger.json";
  }

  Ledger read_ledger() const {
    const std::string file = ledger_file();
    return file.empty() || !fs::exists(file) ? Ledger() : Ledger(read_file(file), file);
  }

  /// The ledger goes first: an id that it does not know must not be out in the world.
  void write(const Generated& generated, const Ledger& ledger) const {
    if (const std::string file = ledger_file(); !file.empty())
      replace_file(file, [&](detail::Sink& sink) { ledger.write(sink); });
    write_output(generated);
    const auto report = [&](detail::Sink& sink) { write_generation_report(sink, generated, sources_); };
    if (!options_.report.empty()) replace_file(options_.report, report);
    detail::StringSink summary;
    if (options_.json) {
      print(report);
    } else {
      write_generation_summary(summary, generated);
    }
    std::fputs((summary.text + drafting_text(generated)).c_str(), stderr);
  }

  void write_output(const Generated& generated) const {
    const auto writer = [&](const std::string& service) {
      return [&generated, service](detail::Sink& sink) { write_requirements(sink, generated.requirements, service); };
    };
    if (options_.out.empty()) return print(writer(""));
    if (!into_folder()) return replace_file(options_.out, writer(""));
    std::error_code failure;
    fs::create_directories(options_.out, failure);
    if (failure) throw WriteError(options_.out + ": cannot be made: " + failure.message());
    for (const std::string& service : generated.services)
      replace_file(fs::path(options_.out) / (service + ".json"), writer(service));
  }

  const GenerateOptions& options_;
  guardrails::Catalog catalog_;
  CatalogIndex::Requirements requirements_;
  std::vector<requirements::Source> sources_;
};

/// What an unset variable of a shell leaves behind must not turn a source off.
std::string refuse_empty(const std::string& value) { return value.empty() ? "expected a value, found nothing" : ""; }

void add_generate_sources(CLI::App& command, GenerateOptions& options) {
  command
      .add_option("--checkov", options.checkov,
                  "Checks of Checkov: auto, or its program, virtual environment or Python")
      ->check(refuse_empty);
  command
      .add_option("--prowler", options.prowler,
                  "Checks of Prowler: auto, or the folder of its package, checkout or virtual environment")
      ->check(refuse_empty);
  command.add_option("--policies", options.policies, "A policy set of one's own, .json or .csv; may be given again")
      ->check(refuse_empty);
  command
      .add_option("--columns", options.columns,
                  "What the columns of --policies are called: ID=Control,title=Rule,resource=Type")
      ->check(refuse_empty);
  command.add_option("--catalog", options.catalog, "Folder of a catalog; otherwise the one of this command")
      ->check(refuse_empty);
  command
      .add_option("--schema", options.schema,
                  "Version of the provider that drafts are held against, or a file of `providers schema -json`")
      ->check(refuse_empty);
  command
      .add_option("--environment", options.environment,
                  "Facts about the organization; otherwise those beside the catalog")
      ->check(refuse_empty);
}

void add_generate(CLI::App& parent, int& exit_code) {
  auto options = std::make_shared<GenerateOptions>();
  CLI::App* command =
      parent.add_subcommand("generate", "Write the requirements that scanners, policies and the catalog ask for");
  auto* choice = command->add_option_group("services");
  choice->add_option("--service", options->services, "A service of the catalog (rds); may be given again");
  choice->add_flag("--all", options->all, "Every service");
  choice->require_option(1);
  add_generate_sources(*command, *options);
  auto* out = command->add_option("--out", options->out, "File, or folder for a file per service; otherwise printed")
                  ->check(refuse_empty);
  command->add_option("--ledger", options->ledger, "File that keeps the ids of drafts; otherwise OUT.ledger.json")
      ->check(refuse_empty);
  command->add_option("--report", options->report, "Write where every check went to this file, as JSON")
      ->check(refuse_empty);
  command->add_flag("--json", options->json, "Print that report instead of a summary")->needs(out);
  add_drafting(*command, options->drafting);
  command->footer(
      "Exit codes: 0 done, 1 a file cannot be written or the model does not answer, 2 wrong usage, input, credentials "
      "or\n"
      "model. Drafting that ends early keeps its drafts and is done.");
  command->callback([options, &exit_code] {
    GenerateCommand(*options).run();
    exit_code = exit_done;
  });
}

}  // namespace

void add_requirements(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("requirements", "Write and judge security requirements");
  command->require_subcommand(1);
  add_generate(*command, exit_code);
  add_requirements_lint(*command, exit_code);
}

}  // namespace parapet::cli
