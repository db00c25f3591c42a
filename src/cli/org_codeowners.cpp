#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "organization/code_owners.hpp"

namespace parapet::cli {

namespace {

struct OwnersOptions {
  std::vector<std::string> owners;
  std::string folder = ".";
  std::string out;
  bool check = false;
  bool json = false;
};

int check_codeowners(const OwnersOptions& options) {
  const std::vector<organization::OwnersFinding> findings =
      organization::check_repository_owners(options.folder, options.owners);
  std::string text;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const organization::OwnersFinding& finding : findings) {
    text +=
        "CODEOWNERS" + (finding.line == 0 ? "" : ":" + std::to_string(finding.line)) + ": " + finding.message + "\n";
    list.push_back({{"line", finding.line}, {"message", finding.message}});
  }
  print([&](detail::Sink& sink) { sink.write(options.json ? list.dump(2) + "\n" : text); });
  return findings.empty() ? exit_done : exit_refused;
}

int write_codeowners(const OwnersOptions& options) {
  const std::string text =
      organization::owners_file(organization::guarded_paths(options.folder), options.owners.front());
  if (options.out.empty()) {
    print([&](detail::Sink& sink) { sink.write(text); });
  } else {
    write_file(options.out, text);
  }
  return exit_done;
}

}  // namespace

void add_org_codeowners(CLI::App& org, int& exit_code) {
  auto options = std::make_shared<OwnersOptions>();
  CLI::App* command = org.add_subcommand("codeowners", "CODEOWNERS: who reviews what decides about security");
  command->add_option("--owner", options->owners, "The security team: @acme/security (with --check may be repeated)")
      ->required();
  command->add_option("--folder", options->folder, "The repository")
      ->check(CLI::ExistingDirectory)
      ->capture_default_str();
  CLI::Option* check = command->add_flag("--check", options->check, "Tell whether the repository's file still says so");
  command->add_option("--out", options->out, "File to write (standard output)")->excludes(check);
  command->add_flag("--json", options->json, "Findings as JSON")->needs(check);
  command->footer(
      "Exit codes: 0 done, 1 a file cannot be written, 2 wrong usage or input, 3 the file does not say so.");
  command->callback(
      [options, &exit_code] { exit_code = options->check ? check_codeowners(*options) : write_codeowners(*options); });
}

}  // namespace parapet::cli
