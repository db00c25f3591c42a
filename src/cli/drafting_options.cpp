#include "cli/drafting_options.hpp"

#include <unistd.h>

#include <cstdio>

namespace parapet::cli {

namespace {

void show_step(const drafting::Step& step) {
  if (step.doing.empty()) return;
  std::fprintf(stderr, "parapet: drafts %zu of %zu, %s; %s\n", step.done, step.total, usage_text(step.usage).c_str(),
               step.doing.c_str());
}

}  // namespace

void add_drafting(CLI::App& command, DraftingOptions& options) {
  auto* draft =
      command
          .add_option("--draft", options.by,
                      "Have a model write drafts for checks that nothing covers: bedrock. What checks are called "
                      "is sent to AWS")
          ->check(CLI::IsMember({"bedrock"}));
  auto* model = command.add_option("--model", options.how.model, "Id of a model of Bedrock, inference profile, or ARN");
  draft->needs(model);
  model->needs(draft);
  command
      .add_option("--region", options.how.region,
                  "Region of the model (otherwise AWS_REGION, AWS_DEFAULT_REGION, the profile)")
      ->needs(draft);
  command
      .add_option("--draft-tokens", options.how.tokens, "Most tokens that drafting may use, read and written together")
      ->needs(draft)
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
      ->capture_default_str();
}

Drafter make_drafter(const DraftingOptions& options) {
  if (options.by.empty()) return {};
  const drafting::Progress progress = isatty(STDERR_FILENO) == 1 ? show_step : drafting::Progress();
  return [how = options.how, progress](const std::vector<drafting::Gap>& gaps, const drafting::Linter& linter) {
    try {
      return drafting::draft(gaps, how, linter, progress);
    } catch (const drafting::Unavailable& error) {
      throw NoAnswer(error.what());
    }
  };
}

std::string usage_text(const drafting::Usage& usage) {
  std::string text = std::to_string(usage.requests) + (usage.requests == 1 ? " request" : " requests");
  if (usage.retries > 0) text += " (" + std::to_string(usage.retries) + " repeated)";
  text +=
      ", " + std::to_string(usage.input_tokens) + " tokens read, " + std::to_string(usage.output_tokens) + " written";
  if (usage.unanswered_tokens > 0)
    text += ", up to " + std::to_string(usage.unanswered_tokens) + " by requests without an answer";
  return text;
}

}  // namespace parapet::cli
