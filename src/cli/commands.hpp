#pragma once

#include <CLI/CLI.hpp>

/// The commands of `parapet`, one file each. Only this room prints, asks and exits.
namespace parapet::cli {

/// Exit codes of every command.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;         ///< the machine: a file that cannot be written, memory, no network
inline constexpr int exit_input = 2;          ///< wrong usage, or input that cannot be read
inline constexpr int exit_refused = 3;        ///< a guardrail refuses
inline constexpr int exit_interrupted = 130;  ///< Ctrl-C, after everything had come to its end

/// Each adds its command; when the command is given, parsing runs it and sets `exit_code`. Running throws Error for
/// input that is wrong.
void add_check(CLI::App& app, int& exit_code);
void add_completion(CLI::App& app, int& exit_code);
void add_convert(CLI::App& app, int& exit_code);
void add_deploy(CLI::App& app, int& exit_code);
void add_destroy(CLI::App& app, int& exit_code);
void add_doctor(CLI::App& app, int& exit_code);
void add_import(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_get(CLI::App& app, int& exit_code);
void add_init(CLI::App& app, int& exit_code);
void add_list(CLI::App& app, int& exit_code);
void add_graph(CLI::App& app, int& exit_code);
void add_modules(CLI::App& app, int& exit_code);
void add_org(CLI::App& app, int& exit_code);
void add_org_codeowners(CLI::App& org, int& exit_code);
void add_org_roles(CLI::App& org, int& exit_code);
void add_output(CLI::App& app, int& exit_code);
void add_plan(CLI::App& app, int& exit_code);
void add_pipeline(CLI::App& app, int& exit_code);
void add_requirements(CLI::App& app, int& exit_code);
void add_requirements_lint(CLI::App& requirements, int& exit_code);
void add_synth(CLI::App& app, int& exit_code);

}  // namespace parapet::cli
