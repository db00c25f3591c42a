#include "drafting/drafter.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "drafting/answer.hpp"
#include "drafting/bedrock.hpp"
#include "drafting/prompt.hpp"
#include "drafting/safe_text.hpp"
#include "guardrails/json.hpp"

namespace parapet::drafting {

namespace {

using Batch = std::vector<Task>;

/// What the linter sees: the caller gives the real id later.
std::string requirement_json(const Gap& gap, const Written& written) {
  const guardrails::Json record = {{"ID", gap.service + ":001"},
                                   {"name", written.name},
                                   {"description", written.description},
                                   {"cloudProvider", gap.cloud_provider},
                                   {"domain", written.domain}};
  return guardrails::Json::array({record}).dump(-1, ' ', false, guardrails::Json::error_handler_t::replace);
}

std::vector<std::string> lint(const Linter& linter, const std::string& json) {
  try {
    return linter(json);
  } catch (const std::exception& error) {
    return {error.what()};
  }
}

std::set<std::string> backticked(const std::string& text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('`'); open != text.npos;) {
    const std::size_t close = text.find('`', open + 1);
    if (close == text.npos) break;
    found.insert(text.substr(open + 1, close - open - 1));
    open = text.find('`', close + 1);
  }
  return found;
}

/// A description that names none of the settings there are is made up.
bool names_a_setting(const Gap& gap, const Written& written) {
  const std::set<std::string> named = backticked(written.description);
  return gap.settings.empty() || std::any_of(gap.settings.begin(), gap.settings.end(),
                                             [&](const std::string& setting) { return named.contains(setting); });
}

std::string joined_complaints(const std::vector<std::string>& complaints) {
  std::string text;
  for (const std::string& complaint : complaints) text += (text.empty() ? "" : "; ") + printable(complaint);
  return text;
}

class Drafter {
 public:
  Drafter(const Model& model, Budget& budget, const std::vector<Gap>& gaps, const Options& options,
          const Linter& linter, const Progress& progress)
      : model_(model), budget_(budget), gaps_(gaps), options_(options), linter_(linter), progress_(progress) {}

  Outcome run() {
    fill_queue();
    while (!queue_.empty()) {
      Batch batch = std::move(queue_.front());
      queue_.pop_front();
      if (!go_on(std::move(batch))) break;
    }
    return outcome();
  }

 private:
  void fill_queue() {
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      if (queue_.empty() || queue_.back().size() >= std::max(1u, options_.batch)) queue_.emplace_back();
      queue_.back().push_back({&gaps_[i], i, 0, "", {}});
    }
  }

  /// False: nothing more can be asked.
  bool go_on(Batch batch) {
    try {
      ask(batch);
      return true;
    } catch (const Error& error) {
      if (drafts_.empty() && dynamic_cast<const BudgetSpent*>(&error) == nullptr) throw;
      stopped_ = error.what();
      queue_.push_front(std::move(batch));
      return false;
    }
  }

  void ask(const Batch& batch) {
    const Prompt prompt = prompt_for(batch);
    if (!budget_.affords(prompt.cost())) {
      if (batch.size() == 1) throw BudgetSpent(budget_.spent());
      return split(batch);
    }
    report("asking for " + std::to_string(batch.size()) + (batch.size() == 1 ? " draft" : " drafts"));
    const Reply reply = model_(prompt);
    if (reply.stop_reason == "end_turn" || reply.stop_reason == "stop_sequence") {
      judge_all(batch, read_answer(reply.text, batch.size()));
    } else if (batch.size() > 1) {
      // One of them is the cause, or they are too many.
      split(batch);
    } else {
      take_stop(batch.front(), reply.stop_reason);
    }
    report("");
  }

  void split(const Batch& batch) {
    const auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    queue_.emplace_front(middle, batch.end());
    queue_.emplace_front(batch.begin(), middle);
  }

  void take_stop(Task task, const std::string& reason) {
    if (reason == "max_tokens") {
      task.complaints = {"the answer was cut off because it was too long; write less"};
      return send_back({std::move(task)});
    }
    const bool guarded = reason == "guardrail_intervened" || reason == "content_filtered";
    refuse(task, "the model did not finish (" + shortened(reason, 60) + ")" +
                     (guarded ? ": a guardrail or filter of Bedrock refuses this check" : ""));
  }

  void judge_all(const Batch& batch, const Answer& answer) {
    outcome_.notes.insert(outcome_.notes.end(), answer.notes.begin(), answer.notes.end());
    Batch again;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto found = answer.items.find(i + 1);
      Task task = batch[i];
      if (found == answer.items.end()) {
        task.previous.clear();
        task.complaints = answer.complaints;
        if (task.complaints.empty()) task.complaints = {"the answer has no object for this item"};
      } else if (judge(task, found->second)) {
        continue;
      }
      again.push_back(std::move(task));
    }
    send_back(std::move(again));
  }

  /// True: it is a draft now.
  bool judge(Task& task, const Written& written) {
    task.complaints = written.complaints;
    task.previous = written.json;
    if (task.complaints.empty() && !names_a_setting(*task.gap, written))
      task.complaints = {"the description names none of the attributes that `" + task.gap->resource +
                         "` has between backticks"};
    if (task.complaints.empty() && seen_.contains(written.description))
      task.complaints = {"another draft has the same description"};
    if (task.complaints.empty()) task.complaints = lint(linter_, requirement_json(*task.gap, written));
    if (!task.complaints.empty()) return false;
    seen_.insert(written.description);
    drafts_[task.position] = {written.name, written.description, written.domain, *task.gap, task.position};
    return true;
  }

  void send_back(Batch batch) {
    Batch again;
    for (Task& task : batch) {
      if (task.repairs++ < options_.repairs) {
        again.push_back(std::move(task));
      } else {
        refuse(task, joined_complaints(task.complaints));
      }
    }
    if (!again.empty()) queue_.push_front(std::move(again));
  }

  void refuse(const Task& task, const std::string& reason) {
    refused_[task.position] = {*task.gap, reason, task.position};
  }

  void report(const std::string& doing) const {
    if (progress_) progress_({drafts_.size() + refused_.size(), gaps_.size(), budget_.usage(), doing});
  }

  Outcome outcome() {
    for (const Batch& batch : queue_) {
      for (const Task& task : batch) refuse(task, "left undone: " + stopped_);
    }
    for (auto& [position, draft] : drafts_) outcome_.drafts.push_back(std::move(draft));
    for (auto& [position, refusal] : refused_) outcome_.refused.push_back(std::move(refusal));
    outcome_.stopped = stopped_;
    outcome_.usage = budget_.usage();
    return std::move(outcome_);
  }

  const Model& model_;
  Budget& budget_;
  const std::vector<Gap>& gaps_;
  const Options& options_;
  const Linter& linter_;
  const Progress& progress_;
  std::deque<Batch> queue_;
  std::map<std::size_t, Draft> drafts_;
  std::map<std::size_t, Refusal> refused_;
  std::set<std::string> seen_;  ///< descriptions of drafts
  std::string stopped_;
  Outcome outcome_;
};

}  // namespace

Outcome draft_with(const Model& model, Budget& budget, const std::vector<Gap>& gaps, const Options& options,
                   const Linter& linter, const Progress& progress) {
  return Drafter(model, budget, gaps, options, linter, progress).run();
}

}  // namespace parapet::drafting
