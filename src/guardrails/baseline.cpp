#include "parapet/guardrails/baseline.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "guardrails/record.hpp"
#include "parapet/error.hpp"
#include "parapet/guardrails/check.hpp"

namespace parapet::guardrails {

BOOST_DESCRIBE_STRUCT(BaselineEntry, (), (requirement, stack, address, attribute, value))

struct Baseline::State {
  std::string file;
  std::map<BaselineEntry, bool> entries;  ///< whether they were used
  std::vector<std::string> problems;
};

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
      state_->entries.emplace(read_record<BaselineEntry>(all.element(i)), false);
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
    if (open || result.exception == baseline_exception) entries.insert(entry_of(result));
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
