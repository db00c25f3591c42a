#include <iostream>
#include <iterator>
#include <memory>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/engine_import.hpp"
#include "cli/files.hpp"
#include "cli/program_folder.hpp"
#include "cli/words.hpp"
#include "import/imported.hpp"
#include "import/proposals.hpp"
#include "parapet/document/read.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/exceptions.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "schema/reader.hpp"

namespace parapet::cli {

namespace {

struct ImportOptions {
  std::string state, ids;
  std::string out;
  std::string stack = "imported";
  std::string schema;
  std::string region;
  std::string provider_config;
  std::string tier = "baseline";
  std::string report;
  importing::Proposal proposal;
  bool json = false;
  bool quiet = false;
};

std::string read_input(const std::string& path) {
  if (path != "-") return read_file(path);
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

class ImportRun {
 public:
  explicit ImportRun(const ImportOptions& options) : options_(options) {}

  void run() {
    guardrails::Date until;
    if (!guardrails::read_date(options_.proposal.until, until))
      throw Error("--until " + options_.proposal.until + ": a date like 2026-03-31 is expected");
    const std::filesystem::path schema_path = schema_file(options_.schema);
    const schema::Schema schema = schema::read_schema_file(schema_path);
    const schema::ProviderSchema& provider = schema.provider();
    const importing::Facts facts = facts_about(provider.name);
    const auto resources = read(provider, schema_version(schema_path));
    const importing::Imported made =
        importing::imported(resources, options_.stack, options_.region, provider, facts, notes_);
    // The report refers to its documents.
    const std::vector<Document> documents{read_terraform_json(made.document, "the imported resources", options_.stack)};
    const guardrails::Tier tier = tier_of(options_.tier);
    importing::Program program = importing::write_program(
        {.document = documents.front(), .stack = options_.stack, .provider = provider, .facts = facts, .tier = tier});
    notes_.insert(notes_.end(), program.notes.begin(), program.notes.end());
    const guardrails::Report report = check(documents, tier);
    program.files.push_back({"exceptions.json", importing::proposed_exceptions(report, options_.proposal)});
    write_program_folder(options_.out, program.files);
    tell(report, resources.size(), program.files.size());
  }

 private:
  std::vector<importing::StateResource> read(const schema::ProviderSchema& provider, const std::string& version) {
    if (!options_.state.empty())
      return importing::read_state(read_input(options_.state),
                                   options_.state == "-" ? "standard input" : options_.state, notes_);
    const auto wanted = importing::read_wanted(read_input(options_.ids), options_.ids);
    for (const importing::WantedResource& one : wanted) {
      if (provider.find(schema::Category::resource, one.type) == nullptr)
        throw Error(options_.ids + ": `" + one.type + "` is no resource of " + provider.source + " " + version);
    }
    Console console(options_.quiet);
    return read_through_engine(wanted, provider.source, version, provider_configuration(), console);
  }

  importing::Json provider_configuration() const {
    importing::Json configuration = importing::Json::object();
    if (!options_.provider_config.empty()) {
      configuration = guardrails::parse_json(read_file(options_.provider_config), options_.provider_config);
      guardrails::At(configuration, options_.provider_config).expect_object();
    }
    if (!options_.region.empty()) configuration["region"] = options_.region;
    return configuration;
  }

  static guardrails::Report check(const std::vector<Document>& documents, guardrails::Tier tier) {
    guardrails::Options how;
    how.tier = how.least_tier = tier;
    how.keep_all = true;
    how.explain_all = true;
    return guardrails::check_documents(documents, how);
  }

  void tell(const guardrails::Report& report, std::size_t resources, std::size_t files) const {
    const report::Selection selection = report::select(report, {}, {});
    if (!options_.report.empty()) {
      replace_file(options_.report + ".json", [&](detail::Sink& sink) { report::write_json(sink, selection); });
      replace_file(options_.report + ".txt", [&](detail::Sink& sink) {
        sink.write(text_of_notes(notes_));
        report::write_text(sink, selection, {});
      });
    }
    const std::string text = options_.json
                                 ? json_of_notes(notes_)
                                 : text_of_notes(notes_) + "Imported " + std::to_string(resources) + " resources as " +
                                       std::to_string(files) + " files in " + options_.out + "; " +
                                       std::to_string(selection.refused) + " requirements are not met\n";
    print([&](detail::Sink& sink) { sink.write(text); });
  }

  const ImportOptions& options_;
  std::vector<importing::Note> notes_;
};

}  // namespace

void add_import(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = app.add_subcommand("import", "Write the C++ program of what exists already");
  auto* from = command->add_option_group("from");
  from->add_option("--state", options->state, "What `terraform show -json` prints for a state; - for standard input");
  from->add_option("--ids", options->ids,
                   "A list of types and ids, which the engine reads: JSON, or lines `aws_db_instance.zip ID`");
  from->require_option(1);
  command->add_option("--out", options->out, "Folder to write the program to; new or empty")->required();
  command->add_option("--until", options->proposal.until, "Last day of the proposed exceptions: 2026-03-31")
      ->required();
  command->add_option("--owner", options->proposal.owner, "Owner of the proposed exceptions; left open otherwise");
  command->add_option("--ticket", options->proposal.ticket, "Ticket of the proposed exceptions; left open otherwise");
  command->add_option("--stack", options->stack, "Name of the stack and of the program")->capture_default_str();
  command->add_option("--region", options->region, "Region of the provider (the one most resources are in)");
  command->add_option("--provider-config", options->provider_config,
                      "With --ids: a JSON object, the provider's configuration while the engine reads");
  command->add_option("--schema", options->schema,
                      "Version of the provider, or a file of `providers schema -json` whose name says the version "
                      "(the newest that comes with the command)");
  command->add_option("--tier", options->tier, "Tier of the stack")
      ->check(CLI::IsMember({"baseline", "sensitive", "regulated"}))
      ->capture_default_str();
  command->add_option("--report", options->report, "Write what is not met to FILE.txt and FILE.json")
      ->option_text("FILE");
  command->add_flag("--json", options->json, "Print the notes as JSON");
  command->add_flag("--quiet", options->quiet, "No progress");
  command->footer("Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    ImportRun(*options).run();
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
