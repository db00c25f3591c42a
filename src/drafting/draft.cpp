#include "drafting/draft.hpp"

#include "drafting/bedrock.hpp"
#include "drafting/drafter.hpp"

namespace parapet::drafting {

namespace {

/// Somebody who did not ask for drafts needs no credentials.
void refuse_options(const Options& options) {
  if (options.tokens == 0) throw Error("--draft-tokens: expected at least 1");
  if (options.attempts == 0) throw Error("a request needs at least one attempt");
}

}  // namespace

Outcome draft(const std::vector<Gap>& gaps, const Options& options, const Linter& linter, const Progress& progress) {
  refuse_options(options);
  if (gaps.empty()) return {};
  const System system = this_machine();
  Budget budget(options.tokens);
  Step step{0, gaps.size(), {}, ""};
  const Progress remember = [&](const Step& now) {
    step = now;
    if (progress) progress(now);
  };
  Bedrock bedrock(system, options, budget, [&](const std::string& what) {
    if (progress) progress({step.done, step.total, budget.usage(), what});
  });
  return draft_with([&](const Prompt& prompt) { return bedrock.converse(prompt); }, budget, gaps, options, linter,
                    remember);
}

}  // namespace parapet::drafting
