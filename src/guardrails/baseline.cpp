#include "parapet/guardrails/baseline.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "guardrails/record.hpp"
#include "guardrails/redact.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/check.hpp"

namespace parapet::guardrails {

BOOST_DESCRIBE_STRUCT(BaselineEntry, (), (requirement, stack, address, attribute, value))

struct Baseline::State {
  std::string file;
  std::map<BaselineEntry, bool> entries;  ///< whether they were used
  std::vector<std::string> problems;
};

namespace {

/// Whether another value would look the same: nobody may read it, or a plan does not know it yet.
bool is_any(const std::string& value) {
  return value.find(hidden_value) != value.npos || value.find("(known after apply)") != value.npos;
}

}  // namespace

Baseline::Baseline() : state_(std::make_unique<State>()) {}
Baseline::Baseline(Baseline&&) noexcept = default;
Baseline& Baseline::operator=(Baseline&&) noexcept = default;
Baseline::~Baseline() = default;

Baseline::Baseline(std::string_view text, std::string_view file) : Baseline() {
  state_->file = file;
  Json json = parse_json(text, file);
  At all(json, file);
  all.expect_array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    try {
      const At one = all.element(i);
      BaselineEntry entry = read_record<BaselineEntry>(one);
      if (is_any(entry.value))
        one.member("value").refuse("\"" + entry.value + "\" could be any value; write an exception instead");
      state_->entries.emplace(std::move(entry), false);
    } catch (const Error& error) {
      state_->problems.push_back("the entry of the baseline is malformed and covers nothing: " +
                                 std::string(error.what()));
    }
  }
}

bool Baseline::covers(const BaselineEntry& finding) const {
  auto found = state_->entries.find(finding);
  if (found == state_->entries.end()) return false;
  found->second = true;
  return true;
}

const std::vector<std::string>& Baseline::problems() const { return state_->problems; }

std::vector<std::string> Baseline::summary(const std::vector<std::string_view>& stacks) const {
  std::vector<std::string> notes;
  std::size_t used = 0;
  for (const auto& [entry, covers] : state_->entries) {
    used += covers ? 1 : 0;
    if (covers || std::find(stacks.begin(), stacks.end(), entry.stack) == stacks.end()) continue;
    notes.push_back("the entry of the baseline for " + entry.requirement + " at `" + entry.attribute + "` of " +
                    entry.address + " in " + entry.stack + " matches nothing; remove it");
  }
  if (used > 0)
    notes.insert(notes.begin(), std::to_string(used) + (used == 1 ? " finding is" : " findings are") +
                                    " tolerated by the baseline " + state_->file);
  return notes;
}

std::string baseline_text(const Report& report) {
  std::set<BaselineEntry> entries;
  for (const Result& result : report.results) {
    const bool open = result.status == Status::fail || result.status == Status::unknown;
    if (!open && result.exception != baseline_exception) continue;
    for (BaselineEntry& entry : entries_of(result)) {
      if (!is_any(entry.value)) entries.insert(std::move(entry));
    }
  }
  Json json = Json::array();
  for (const BaselineEntry& entry : entries)
    json.push_back({{"requirement", entry.requirement},
                    {"stack", entry.stack},
                    {"address", entry.address},
                    {"attribute", entry.attribute},
                    {"value", entry.value}});
  return json.dump(2) + "\n";
}

}  // namespace parapet::guardrails
