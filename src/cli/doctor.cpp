#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "assembly/assembly.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/files.hpp"
#include "cli/project.hpp"
#include "cli/python.hpp"
#include "drafting/credentials.hpp"
#include "engine/engine.hpp"
#include "engine/version.hpp"
#include "guardrails/json.hpp"
#include "organization/code_owners.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/settings.hpp"

namespace parapet::cli {

namespace fs = std::filesystem;

namespace {

struct DoctorOptions {
  std::vector<std::string> owners;
  bool json = false;
};

/// One thing that was looked at.
struct Finding {
  std::string what;
  bool good = true;
  std::string text;
};

/// The repository that a folder belongs to; the folder itself where there is none.
fs::path repository_of(const fs::path& folder) {
  std::error_code ignored;
  for (fs::path at = fs::weakly_canonical(folder.empty() ? "." : folder);; at = at.parent_path()) {
    if (fs::exists(at / ".git", ignored)) return at;
    if (at == at.parent_path()) return folder.empty() ? "." : folder;
  }
}

class Doctor {
 public:
  explicit Doctor(const DoctorOptions& options) : options_(options) {}

  int run() {
    look("tools", [&] { look_at_tools(); });
    look("engine", [&] { look_at_engine(); });
    look("project", [&] { look_at_project(); });
    if (has_project_) {
      look("stacks", [&] { look_at_stacks(); });
      look("exceptions", [&] { look_at_settings(); });
      look("CODEOWNERS", [&] { look_at_owners(); });
    }
    look("credentials", [&] { look_at_credentials(); });
    return show();
  }

 private:
  void good(const std::string& what, const std::string& text) { findings_.push_back({what, true, text}); }
  void bad(const std::string& what, const std::string& text) { findings_.push_back({what, false, text}); }

  template <class F>
  void look(const std::string& what, F&& at) {
    try {
      at();
    } catch (const std::exception& error) {
      bad(what, error.what());
    }
  }

  void look_at_tools() {
    std::string missing;
    for (const std::string program : {"g++", "cmake", "ninja"}) {
      if (!find_program(program)) missing += (missing.empty() ? "" : ", ") + program;
    }
    if (missing.empty()) return good("tools", "g++, cmake and ninja are there");
    bad("tools", missing + " is not on PATH; on Debian 12: apt-get install g++ cmake ninja-build");
  }

  void look_at_engine() {
    engine_ = engine::find_engine();
    good("engine", engine_.name + " " + engine_.version + " (" + engine_.program.string() + ")");
  }

  void look_at_project() {
    project_ = find_project({});
    has_project_ = true;
    if (project_.app.empty())
      return bad("project", project_.settings.generic_string() +
                                ": no \"app\"; name the command line that builds and runs the program");
    good("project", project_.settings.generic_string());
  }

  void look_at_stacks() {
    const assembly::Assembly assembly = assembly::read_assembly(project_.output);
    std::size_t old = 0;
    for (const assembly::Stack& stack : assembly.stacks) {
      const nlohmann::json document = nlohmann::json::parse(read_file(stack.document), nullptr, false);
      const std::string wanted =
          document.is_object() ? document.value("/terraform/required_version"_json_pointer, "") : "";
      if (wanted.empty() || engine_.version.empty() || engine::allows(wanted, engine_.version)) continue;
      ++old;
      bad("engine", "the stack " + stack.name + " needs version " + wanted + ", and " + engine_.name + " is " +
                        engine_.version + "; install another, or name one with TERRAFORM_BINARY_NAME");
    }
    if (old == 0) good("stacks", std::to_string(assembly.stacks.size()) + " in " + assembly.folder.generic_string());
  }

  void look_at_settings() {
    const guardrails::Settings settings = guardrails::read_settings(project_.settings.generic_string());
    std::vector<std::string> problems = settings.notes;
    for (const auto& more : {settings.exceptions.problems(), settings.exceptions.expired(),
                             settings.enforcement.problems(), settings.baseline.problems()})
      problems.insert(problems.end(), more.begin(), more.end());
    for (const std::string& problem : problems) bad("exceptions", problem);
    if (problems.empty()) good("exceptions", "every exception and level holds");
  }

  void look_at_owners() {
    std::vector<std::string> owners = options_.owners;
    const std::string name = project_.settings.generic_string();
    const guardrails::Json json = guardrails::parse_json(read_file(project_.settings), name);
    if (const guardrails::At at(json, name); owners.empty() && at.has("securityOwners"))
      owners = at.member("securityOwners").texts();
    if (owners.empty())
      return bad("CODEOWNERS", name +
                                   ": no \"securityOwners\"; name who has to review what decides about security: "
                                   "[\"@organization/team\"]");
    const auto findings = organization::check_repository_owners(repository_of(project_.folder), owners);
    for (const organization::OwnersFinding& finding : findings)
      bad("CODEOWNERS", (finding.line == 0 ? "" : "line " + std::to_string(finding.line) + ": ") + finding.message);
    if (findings.empty()) good("CODEOWNERS", "what decides about security is reviewed by its owners");
  }

  void look_at_credentials() {
    const drafting::System system = drafting::this_machine();
    const char* region = std::getenv("AWS_REGION");
    good("credentials", "from " + drafting::find_credentials(system, region == nullptr ? "us-east-1" : region).source);
  }

  int show() const {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    std::string text;
    bool healthy = true;
    for (const Finding& finding : findings_) {
      healthy = healthy && finding.good;
      json.push_back({{"what", finding.what}, {"good", finding.good}, {"text", finding.text}});
      text += (finding.good ? "ok    " : "wrong ") + finding.what + ": " + finding.text + "\n";
    }
    Console(false).show(options_.json ? json.dump(2) + "\n" : text);
    return healthy ? exit_done : exit_failed;
  }

  const DoctorOptions& options_;
  engine::Engine engine_;
  Project project_;
  bool has_project_ = false;
  std::vector<Finding> findings_;
};

}  // namespace

void add_doctor(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* command = app.add_subcommand("doctor", "Look for what is wrong with the set-up, and say how to mend it");
  command->add_option(
      "--owner", options->owners,
      "Who has to review what decides about security; securityOwners of cdktf.json otherwise (may be repeated)");
  command->add_flag("--json", options->json, "Answer as JSON");
  command->footer("Exit codes: 0 all is well, 1 something is wrong.");
  command->callback([options, &exit_code] { exit_code = Doctor(*options).run(); });
}

}  // namespace parapet::cli
