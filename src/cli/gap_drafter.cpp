#include "cli/gap_drafter.hpp"

#include <algorithm>

#include "core/json_writer.hpp"
#include "guardrails/json.hpp"
#include "requirements/lint.hpp"
#include "requirements/output.hpp"

namespace parapet::cli {

namespace {

using guardrails::Json;
using requirements::GeneratedRequirement;
using requirements::LintOptions;

/// `acme_` of `data.acme_till`; empty where a type has no provider's name.
std::string prefix_of(std::string_view type) {
  if (type.starts_with("data.")) type.remove_prefix(5);
  const std::size_t end = type.find('_');
  return end == std::string_view::npos ? std::string() : std::string(type.substr(0, end + 1));
}

/// The linter knows the clouds that people have; a catalog may be about another.
LintOptions lint_options_for(const requirements::CatalogIndex& catalog) {
  LintOptions options;
  options.form = requirements::RecordForm::exported;
  const std::size_t known = options.clouds.size();
  for (const guardrails::Requirement* requirement : catalog.all()) {
    const auto end = options.clouds.end();
    const auto cloud = std::find_if(options.clouds.begin(), end,
                                    [&](const auto& one) { return one.name == requirement->cloud_provider; });
    if (cloud < options.clouds.begin() + static_cast<std::ptrdiff_t>(known)) continue;
    requirements::Cloud& own =
        cloud != end ? *cloud
                     : options.clouds.emplace_back(requirements::Cloud{std::string(requirement->cloud_provider), {}});
    const std::string prefix = prefix_of(requirement->resource);
    if (!prefix.empty() && std::find(own.prefixes.begin(), own.prefixes.end(), prefix) == own.prefixes.end())
      own.prefixes.push_back(prefix);
  }
  return options;
}

/// Judges drafts one by one, each beside the requirements that are there and the drafts before it.
class DraftJudge {
 public:
  DraftJudge(LintOptions options, const std::vector<GeneratedRequirement>& others)
      : options_(std::move(options)), others_(others) {}

  std::vector<std::string> judge(std::string_view draft) {
    Json record = Json::parse(draft).at(0);
    const std::string id = record.at("ID").get<std::string>();
    requirements::Linter linter(options_);
    linter.lint(others_in(requirements::service_of_id(id)), "the requirements");
    linter.lint(accepted_.dump(), "the drafts");
    std::vector<std::string> texts;
    for (const requirements::Complaint& complaint : linter.lint(draft, "the answer")) {
      // The id only stands where one has to be.
      if (complaint.rule == "duplicate-id" || complaint.rule == "id-order") continue;
      texts.push_back(complaint.message + ". " + complaint.suggestion);
    }
    if (texts.empty()) accept(std::move(record));
    return texts;
  }

 private:
  std::string others_in(std::string_view service) const {
    detail::StringSink sink;
    requirements::write_requirements(sink, others_, service);
    return std::move(sink.text);
  }

  void accept(Json record) {
    std::string number = std::to_string(accepted_.size() + 1);
    record["ID"] = "draft:" + std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number;
    accepted_.push_back(std::move(record));
  }

  LintOptions options_;
  const std::vector<GeneratedRequirement>& others_;
  Json accepted_ = Json::array();
};

drafting::Gap gap_for_model(const requirements::Gap& gap, const SettingsOf& settings_of) {
  drafting::Gap asked;
  asked.service = gap.service;
  asked.cloud_provider = gap.cloud_provider;
  asked.scanner = gap.source;
  asked.check_id = gap.id;
  asked.title = gap.title;
  asked.resource = gap.resource;
  asked.keys = gap.attributes;
  if (!gap.resource.empty()) asked.settings = settings_of(gap.resource);
  return asked;
}

requirements::Drafting as_drafting(drafting::Outcome outcome, const std::string& model) {
  requirements::Drafting result;
  for (drafting::Draft& draft : outcome.drafts)
    result.drafts.push_back(
        {draft.position, std::move(draft.name), std::move(draft.description), std::move(draft.domain)});
  for (drafting::Refusal& refusal : outcome.refused)
    result.refused.push_back({refusal.position, std::move(refusal.reason)});
  result.account.by = model;
  result.account.requests = outcome.usage.requests;
  result.account.retries = outcome.usage.retries;
  result.account.tokens_read = outcome.usage.input_tokens;
  result.account.tokens_written = outcome.usage.output_tokens;
  result.account.tokens_unanswered = outcome.usage.unanswered_tokens;
  result.account.stopped = std::move(outcome.stopped);
  result.account.notes = std::move(outcome.notes);
  return result;
}

}  // namespace

requirements::Drafter draft_gaps(const DraftingOptions& options, const requirements::CatalogIndex& catalog,
                                 SettingsOf settings_of) {
  Drafter drafter = make_drafter(options);
  if (!drafter) return {};
  return [drafter = std::move(drafter), model = options.how.model, lint_options = lint_options_for(catalog),
          settings_of = std::move(settings_of)](const std::vector<requirements::Gap>& gaps,
                                                const std::vector<GeneratedRequirement>& others) {
    std::vector<drafting::Gap> asked;
    for (const requirements::Gap& gap : gaps) asked.push_back(gap_for_model(gap, settings_of));
    DraftJudge judge(lint_options, others);
    return as_drafting(drafter(asked, [&](std::string_view draft) { return judge.judge(draft); }), model);
  };
}

std::string drafting_text(const requirements::Generated& generated) {
  if (!generated.drafting) return {};
  const requirements::DraftingAccount& account = *generated.drafting;
  const drafting::Usage usage{account.tokens_read, account.tokens_written, account.tokens_unanswered, account.requests,
                              account.retries};
  std::string text = account.by + " wrote drafts for " + std::to_string(account.drafts) + " of " +
                     std::to_string(account.drafts + account.refused) + " gaps: " + usage_text(usage) + "\n";
  if (account.drafts > 0) text += "drafts need review: nobody but a model has read them\n";
  if (!account.stopped.empty()) text += "drafting ended early: " + account.stopped + "\n";
  for (const std::string& note : account.notes) text += "note: " + note + "\n";
  return text;
}

}  // namespace parapet::cli
