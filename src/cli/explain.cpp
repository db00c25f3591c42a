#include <algorithm>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "core/nearest.hpp"
#include "guardrails/by_type.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "report/explanation.hpp"

namespace parapet::cli {

using namespace guardrails;

namespace {

struct ExplainOptions {
  std::string requirement;
  std::string resource;
  bool json = false;
};

const Requirement& find_requirement(const std::string& id) {
  std::vector<std::string_view> ids;
  for (const Requirement* requirement : compiled_requirements()) {
    if (requirement->id == id) return *requirement;
    ids.push_back(requirement->id);
  }
  throw Error("the catalog has no requirement `" + id + "`" + detail::did_you_mean(id, ids) +
              " `parapet explain --resource TYPE` lists the requirements of a resource type");
}

std::vector<const Requirement*> find_requirements(const std::string& type) {
  std::vector<const Requirement*> found = requirements_for(type, nullptr);
  if (!found.empty()) return found;
  std::set<std::string_view> types;
  for (const Requirement* requirement : compiled_requirements()) types.insert(requirement->resource);
  throw Error("the catalog has no requirement for resources of type `" + type + "`" +
              detail::did_you_mean(type, {types.begin(), types.end()}));
}

void explain(const ExplainOptions& options) {
  if (options.resource.empty()) {
    const Requirement& requirement = find_requirement(options.requirement);
    return print([&](detail::Sink& sink) {
      options.json ? report::write_explanation_json(sink, requirement) : report::write_explanation(sink, requirement);
    });
  }
  const std::vector<const Requirement*> requirements = find_requirements(options.resource);
  print([&](detail::Sink& sink) {
    options.json ? report::write_overview_json(sink, requirements)
                 : report::write_overview(sink, options.resource, requirements);
  });
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Say what a requirement asks for, why, and what meets it");
  auto* choice = command->add_option_group("subject");
  choice->add_option("REQUIREMENT", options->requirement, "Id of a requirement: rds:001");
  choice->add_option("--resource", options->resource, "All requirements of a resource type: aws_db_instance");
  choice->require_option(1);
  command->add_flag("--json", options->json, "Print JSON");
  command->footer("Exit codes: 0 done, 2 wrong usage or no such requirement.");
  command->callback([options, &exit_code] {
    explain(*options);
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
