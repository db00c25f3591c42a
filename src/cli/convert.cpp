#include <memory>

#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/files.hpp"
#include "cli/inputs.hpp"
#include "cli/program_folder.hpp"
#include "cli/words.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"
#include "schema/names.hpp"
#include "schema/reader.hpp"

namespace parapet::cli {

namespace {

struct ConvertOptions {
  std::string path;
  std::string out;
  std::string stack;
  std::string schema;
  std::string tier;
  bool json = false;
};

/// The name without what a program cannot be called: `main.tf.json` -> `main`.
std::string stack_name(const ConvertOptions& options, const Document& document) {
  if (!options.stack.empty()) return options.stack;
  std::string name = std::filesystem::path(document.stack()).filename().string();
  name = name.substr(0, name.find('.'));
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-') c = '_';
  }
  return name;
}

guardrails::Tier tier_of_document(const ConvertOptions& options, const Document& document) {
  const View own = View(document.metadata()).member("custom").member("security_tier");
  const std::string_view word = options.tier.empty() ? own.text() : std::string_view(options.tier);
  for (const auto tier : {guardrails::Tier::sensitive, guardrails::Tier::regulated}) {
    if (word == guardrails::text_of(tier)) return tier;
  }
  return guardrails::Tier::baseline;
}

void convert(const ConvertOptions& options) {
  Inputs inputs = read_inputs({options.path}, {});
  if (inputs.documents.size() != 1)
    throw Error(options.path + ": holds " + std::to_string(inputs.documents.size()) +
                " stacks; convert the `cdk.tf.json` of one after the other");
  const Document& document = inputs.documents.front();
  const schema::Schema schema = schema::read_schema_file(schema_file(options.schema));
  const importing::Facts facts = facts_about(schema.provider().name);
  const importing::Source source{.document = document,
                                 .stack = stack_name(options, document),
                                 .provider = schema.provider(),
                                 .facts = facts,
                                 .tier = tier_of_document(options, document)};
  importing::Program program = importing::write_program(source);
  for (const std::string& note : inputs.notes) program.notes.push_back({options.path, note});
  write_program_folder(options.out, program.files);
  const std::string report = options.json ? json_of_notes(program.notes)
                                          : text_of_notes(program.notes) + "Wrote " +
                                                std::to_string(program.files.size()) + " files to " + options.out +
                                                "; " + std::to_string(program.notes.size()) + " notes\n";
  print([&](detail::Sink& sink) { sink.write(report); });
}

}  // namespace

void add_convert(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ConvertOptions>();
  CLI::App* command = app.add_subcommand("convert", "Write the C++ program of a Terraform JSON document");
  command->add_option("PATH", options->path, "A .tf.json file, a folder of them, or the cdktf.out folder of one stack")
      ->required();
  command->add_option("--out", options->out, "Folder to write the program to; new or empty")->required();
  command->add_option("--stack", options->stack, "Name of the stack and of the program (the document's)");
  command->add_option("--schema", options->schema,
                      "Version of the provider, or a file of `providers schema -json` (the newest that comes with the "
                      "command)");
  command->add_option("--tier", options->tier, "Tier of the stack (what the document says, else baseline)")
      ->check(CLI::IsMember({"baseline", "sensitive", "regulated"}));
  command->add_flag("--json", options->json, "Print the notes as JSON");
  command->footer("Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    convert(*options);
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
