#include <algorithm>
#include <memory>
#include <set>

#include "cli/catalog_folder.hpp"
#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/files.hpp"
#include "cli/module_folder.hpp"
#include "cli/words.hpp"
#include "core/nearest.hpp"
#include "modules/build.hpp"
#include "modules/guard.hpp"
#include "modules/render.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "schema/reader.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

struct ModulesOptions {
  std::vector<std::string> services;
  bool all = false;
  std::string out;
  std::string schema;
  std::string catalog;
  std::string settings;
  std::string tier = "regulated";
  bool json = false;
};

std::vector<const guardrails::Requirement*> sorted(const guardrails::Catalog& catalog) {
  std::vector<const guardrails::Requirement*> requirements;
  for (const guardrails::Requirement& requirement : catalog.requirements()) requirements.push_back(&requirement);
  std::sort(requirements.begin(), requirements.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  return requirements;
}

std::vector<std::string> chosen(const ModulesOptions& options, const modules::Division& division) {
  const std::vector<std::string> known = division.services();
  if (options.all) return known;
  const std::set<std::string> asked(options.services.begin(), options.services.end());
  for (const std::string& service : asked) {
    if (std::find(known.begin(), known.end(), service) != known.end()) continue;
    throw Error("no module can be made for the service `" + service + "`" +
                detail::did_you_mean(service, {known.begin(), known.end()}));
  }
  return {asked.begin(), asked.end()};
}

modules::Json summary(const modules::Resource& resource, const std::string& argument,
                      const modules::Variable& variable) {
  modules::Json guards = modules::Json::array();
  bool required = false, demanded = false;
  for (const modules::Validation& validation : variable.validations) {
    if (validation.requirement != nullptr)
      guards.push_back({{"ID", validation.requirement->id}, {"reads", modules::variables_in(validation.condition)}});
    required = required || validation.requirement == nullptr;
    demanded = demanded || validation.demands;
  }
  const modules::Argument* found = find(resource.arguments, argument);
  return {{"name", variable.name},    {"type", resource.type->name},
          {"argument", argument},     {"block", found->is_block()},
          {"many", found->is_many()}, {"required", required},
          {"demanded", demanded},     {"linked", resource.links.contains(argument)},
          {"guards", guards}};
}

modules::Json summary(const modules::Module& module) {
  modules::Json json{{"service", module.service},
                     {"resources", modules::Json::array()},
                     {"variables", modules::Json::array()},
                     {"requirements", modules::Json::array()}};
  for (const modules::Resource& resource : module.resources) {
    json["resources"].push_back(
        {{"name", resource.name}, {"type", resource.type->name}, {"brought_by", resource.brought_by}});
    for (const auto& [argument, name] : resource.variables) {
      for (const modules::Variable& variable : module.variables) {
        if (variable.name == name) json["variables"].push_back(summary(resource, argument, variable));
      }
    }
  }
  for (const modules::Claim& claim : module.claims)
    json["requirements"].push_back(
        {{"ID", claim.requirement->id}, {"section", modules::heading_of(claim.stance)}, {"note", claim.note}});
  return json;
}

void tell(const ModulesOptions& options, const std::vector<modules::Module>& made) {
  std::string text = "Wrote " + std::to_string(made.size()) + (made.size() == 1 ? " module" : " modules") + " to " +
                     options.out + "\n";
  if (options.json) {
    modules::Json all = modules::Json::array();
    for (const modules::Module& module : made) all.push_back(summary(module));
    text = all.dump(2) + "\n";
  }
  print([&](detail::Sink& sink) { sink.write(text); });
}

void generate(const ModulesOptions& options) {
  const fs::path schema_path = schema_file(options.schema);
  const schema::Schema schema = schema::read_schema_file(schema_path);
  const fs::path settings_path = options.settings.empty() ? data_file("modules.json") : fs::path(options.settings);
  const modules::Settings settings = modules::read_settings(read_file(settings_path), settings_path.string());
  const guardrails::Catalog catalog =
      read_catalog_folder(options.catalog.empty() ? data_file("catalog") : fs::path(options.catalog));
  const std::vector<const guardrails::Requirement*> requirements = sorted(catalog);
  const modules::Division division({.requirements = requirements,
                                    .provider = schema.provider(),
                                    .version = schema_version(schema_path),
                                    .settings = settings,
                                    .tier = tier_of(options.tier)});
  std::vector<modules::Module> made;
  for (const std::string& service : chosen(options, division)) made.push_back(modules::build_module(division, service));
  write_modules(options.out, made, options.all);
  tell(options, made);
}

}  // namespace

void add_modules(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ModulesOptions>();
  CLI::App* parent = app.add_subcommand("modules", "Terraform modules that hold the catalog's requirements");
  parent->require_subcommand(1);
  CLI::App* command = parent->add_subcommand("generate", "Write main.tf, variables.tf and notes.md for services");
  auto* which = command->add_option_group("services");
  which->add_option("--service", options->services, "Service of the catalog: rds (may be repeated)");
  which->add_flag("--all", options->all, "Every service");
  which->require_option(1);
  command->add_option("--out", options->out, "Folder to write to: a folder per service, and index.html with --all")
      ->required();
  command->add_option("--schema", options->schema,
                      "Version of the provider, or a file of `providers schema -json` whose name says the version "
                      "(the newest that comes with the command)");
  command->add_option("--catalog", options->catalog, "Folder of catalog files (the one that comes with the command)");
  command->add_option("--settings", options->settings, "What the cloud calls things: modules.json");
  command->add_option("--tier", options->tier, "The highest tier whose requirements the modules hold")
      ->check(CLI::IsMember({"baseline", "sensitive", "regulated"}))
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print what was made: variables, and how each requirement is dealt with");
  command->footer("Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    generate(*options);
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
