#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "organization/event_patterns.hpp"
#include "parapet/organization/service_control_policies.hpp"

namespace parapet::cli {

namespace {

using OrgJson = nlohmann::ordered_json;
using organization::ControlExemptions;

struct ControlOptions {
  ControlExemptions exemptions;
  std::string out;
  bool json = false;
};

void add_exemptions(CLI::App& command, ControlExemptions& exemptions) {
  command.add_option("--on-call", exemptions.on_call, "ARN of roles of on-call engineers (may be repeated)")
      ->required();
  command.add_option("--administrator", exemptions.administrators, "ARN of roles of administrators (may be repeated)")
      ->required();
  command.add_option("--runner", exemptions.runners, "ARN of roles that Terraform runs as (may be repeated)")
      ->required();
  command.add_option("--exempt-action", exemptions.actions,
                     "Action that everybody keeps: appconfig:* (may be repeated)");
}

void print_text(const std::string& text) {
  print([&](detail::Sink& sink) { sink.write(text); });
}

void scp(const ControlOptions& options) {
  const std::vector<organization::ControlPolicy> policies = organization::service_control_policies(options.exemptions);
  std::string sizes;
  OrgJson list = OrgJson::array();
  for (const organization::ControlPolicy& policy : policies) {
    // No newline: AWS counts every character.
    if (!options.out.empty()) write_file(std::filesystem::path(options.out) / (policy.name + ".json"), policy.json);
    sizes += policy.name + ": " + std::to_string(policy.json.size()) + " of " +
             std::to_string(organization::largest_policy) + " characters\n";
    list.push_back({{"name", policy.name},
                    {"description", policy.description},
                    {"characters", policy.json.size()},
                    {"policy", OrgJson::parse(policy.json)}});
  }
  print_text(options.json ? list.dump(2) + "\n" : sizes);
}

void reach(const ControlOptions& options) {
  if (!options.json) return print_text(organization::reach_page(options.exemptions));
  OrgJson list = OrgJson::array();
  for (const organization::ActionReach& each : organization::reach_of(options.exemptions))
    list.push_back({{"action", each.action}, {"reach", organization::text_of(each.reach)}});
  print_text(list.dump(2) + "\n");
}

void telemetry(const ControlOptions& options) {
  OrgJson list = OrgJson::array();
  for (const organization::EventRule& rule : organization::event_rules(options.exemptions)) {
    if (!options.out.empty()) write_file(std::filesystem::path(options.out) / (rule.name + ".json"), rule.pattern);
    list.push_back({{"name", rule.name},
                    {"description", rule.description},
                    {"readers", rule.of_readers},
                    {"pattern", OrgJson::parse(rule.pattern)}});
  }
  if (options.out.empty() || options.json) print_text(list.dump(2) + "\n");
}

void add_telemetry(CLI::App& org, int& exit_code) {
  auto options = std::make_shared<ControlOptions>();
  CLI::App* command = org.add_subcommand("telemetry", "Event patterns of EventBridge for what goes past the code");
  add_exemptions(*command, options->exemptions);
  command->add_option("--out", options->out, "Folder to write a JSON file for each pattern to");
  command->add_flag("--json", options->json, "Print the patterns also when they are written");
  command->footer("Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    telemetry(*options);
    exit_code = exit_done;
  });
}

void add_scp(CLI::App& org, int& exit_code) {
  auto options = std::make_shared<ControlOptions>();
  CLI::App* command = org.add_subcommand("scp", "Service control policies: only Terraform changes what it manages");
  add_exemptions(*command, options->exemptions);
  command->add_option("--out", options->out, "Folder to write a JSON file for each policy to");
  command->add_flag("--json", options->json, "Print the policies");
  command->footer("Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    scp(*options);
    exit_code = exit_done;
  });
}

void add_reach(CLI::App& org, int& exit_code) {
  auto options = std::make_shared<ControlOptions>();
  CLI::App* command = org.add_subcommand("reach", "What these policies allow, deny and do not reach");
  add_exemptions(*command, options->exemptions);
  command->add_flag("--json", options->json, "Every action");
  command->footer("Exit codes: 0 done, 2 wrong usage or input.");
  command->callback([options, &exit_code] {
    reach(*options);
    exit_code = exit_done;
  });
}

}  // namespace

void add_org(CLI::App& app, int& exit_code) {
  CLI::App* org = app.add_subcommand("org", "What the organization around the stacks needs");
  org->require_subcommand(1);
  add_scp(*org, exit_code);
  add_reach(*org, exit_code);
  add_telemetry(*org, exit_code);
  add_org_roles(*org, exit_code);
  add_org_codeowners(*org, exit_code);
}

}  // namespace parapet::cli
