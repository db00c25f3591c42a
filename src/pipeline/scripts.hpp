#pragma once

#include <string>

#include "pipeline/settings.hpp"

/// Lines of bash that several pipelines run. What differs between stacks comes in as variables of the environment
/// (STACK, FOLDER), never as text of the script.
namespace parapet::pipeline {

/// What stands above every written file. `target` is the word of the command.
std::string header(const std::string& target, const Settings& settings);

/// Synthesizes every program.
std::string synth_script(const Settings& settings);

/// Checks what was synthesized, all of it before it fails; the report of the program `stacks/dev` goes to
/// `parapet-out/findings/stacks-dev.FORMAT`, FORMAT being an option of `parapet check`.
std::string check_script(const Settings& settings, const std::string& format);
/// `stacks-dev` for `stacks/dev`.
std::string report_name(const std::string& program);

/// Packs what was synthesized into `parapet-out/assembly.tar.gz`.
std::string pack_script(const Settings& settings);

/// Plans $STACK into `parapet-out/sealed/plan`, and what it would do into `parapet-out/summaries/$STACK.md`.
std::string plan_script();
/// Tells whether $STACK's summary is the one in `parapet-out/reviewed`; fails when $CHANGED_PLANS says `refuse` and it
/// is another. For GitHub.
std::string compare_script();
/// Encrypts the plan as `parapet-out/plan.cms`.
std::string seal_script(const Settings& settings);
/// Decrypts it with $PARAPET_PLAN_KEY and applies it.
std::string apply_script();

/// Puts the summaries that the plans of the pull request behind $GITHUB_SHA wrote into `parapet-out/reviewed`.
std::string reviewed_script();
/// Puts all summaries into one comment of the pull request, which a later run changes.
std::string comment_script();

}  // namespace parapet::pipeline
