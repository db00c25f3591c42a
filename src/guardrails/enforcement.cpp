#include "parapet/guardrails/enforcement.hpp"

#include <algorithm>
#include <set>

#include "core/nearest.hpp"
#include "guardrails/record.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails {

BOOST_DESCRIBE_STRUCT(Measure, (), (requirement, stack, level, reason, owner, ticket, expires))

/// A measure that has been read.
struct LeveledEntry {
  Measure measure;
  Level level = Level::refuse;
  Date expires;
  mutable bool used = false;
};

namespace {

bool is_whole_service(std::string_view requirement) { return requirement.ends_with(":*"); }

/// `rds:*` stands for every requirement of the service.
bool names(std::string_view pattern, std::string_view requirement) {
  if (!is_whole_service(pattern)) return pattern == requirement;
  return requirement.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// An entry with a higher number decides.
int rank(const Measure& measure) {
  return (is_whole_service(measure.requirement) ? 0 : 2) + (measure.stack == "*" ? 0 : 1);
}

void check_requirement(const At& at, const std::vector<const Requirement*>& known) {
  const std::string wanted = at.filled_text();
  std::vector<std::string_view> ids;
  for (const Requirement* requirement : known) {
    if (names(wanted, requirement->id)) return;
    ids.push_back(requirement->id);
  }
  at.refuse("the catalog has no requirement \"" + wanted + "\"" + detail::did_you_mean(wanted, ids));
}

LeveledEntry read_leveled_entry(const At& at, const std::vector<const Requirement*>& known, const Date& today) {
  LeveledEntry entry;
  entry.measure = read_record<Measure>(at);
  check_requirement(at.member("requirement"), known);
  entry.level = static_cast<Level>(at.member("level").one_of({"refuse", "warn"}));
  if (!read_date(entry.measure.expires, entry.expires)) at.member("expires").expected("a date like \"2026-03-31\"");
  if (entry.level == Level::warn && holds_too_long(entry.expires, today))
    at.member("expires").expected("a day within a year from now");
  return entry;
}

std::string authors_of(const Measure& measure) { return measure.ticket + ", " + measure.owner; }

std::string place_of(const Measure& measure) {
  return measure.requirement + " in " + (measure.stack == "*" ? "every stack" : measure.stack);
}

}  // namespace

struct Enforcement::State {
  std::vector<LeveledEntry> entries;
  std::vector<std::string> problems;
  Date today;

  const LeveledEntry* find(std::string_view requirement, std::string_view stack) const {
    const LeveledEntry* best = nullptr;
    for (const LeveledEntry& entry : entries) {
      const bool about =
          names(entry.measure.requirement, requirement) && (entry.measure.stack == "*" || entry.measure.stack == stack);
      if (about && (best == nullptr || rank(entry.measure) > rank(best->measure))) best = &entry;
    }
    return best;
  }
};

Enforcement::Enforcement() : state_(std::make_unique<State>()) {}
Enforcement::Enforcement(Enforcement&&) noexcept = default;
Enforcement& Enforcement::operator=(Enforcement&&) noexcept = default;
Enforcement::~Enforcement() = default;

Enforcement::Enforcement(std::string_view text, std::string_view file, const std::vector<const Requirement*>& known,
                         const Clock& clock)
    : Enforcement() {
  state_->today = clock.today();
  Json json = parse_json(text, file);
  At all(json, file);
  all.expect_array();
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    try {
      LeveledEntry entry = read_leveled_entry(all.element(i), known, state_->today);
      if (!seen.emplace(entry.measure.requirement, entry.measure.stack).second)
        all.element(i).refuse("a second entry for " + place_of(entry.measure) + "; keep one of them");
      state_->entries.push_back(std::move(entry));
    } catch (const Error& error) {
      state_->problems.push_back("the entry of the enforcement file is malformed and changes nothing: " +
                                 std::string(error.what()));
    }
  }
}

Level Enforcement::level_of(const Requirement& requirement, std::string_view stack, std::string& note) const {
  const LeveledEntry* entry = state_->find(requirement.id, stack);
  if (entry == nullptr) return requirement.level;
  entry->used = true;
  if (entry->expires < state_->today) {
    note = "its level " + entry->measure.level + " expired on " + entry->measure.expires + " (" +
           authors_of(entry->measure) + ")";
    return Level::refuse;
  }
  if (entry->level == Level::warn && requirement.level == Level::refuse)
    note = "only warns until " + entry->measure.expires + ": " + entry->measure.reason + " (" +
           authors_of(entry->measure) + ")";
  return entry->level;
}

const std::vector<std::string>& Enforcement::problems() const { return state_->problems; }

std::vector<std::string> Enforcement::summary(const std::vector<std::string_view>& stacks) const {
  std::vector<std::string> notes;
  for (const LeveledEntry& entry : state_->entries) {
    const Measure& measure = entry.measure;
    if (measure.stack != "*" && std::find(stacks.begin(), stacks.end(), measure.stack) == stacks.end()) continue;
    std::string text = place_of(measure);
    if (entry.expires < state_->today) {
      text += " refuses again: its level " + measure.level + " expired on " + measure.expires;
    } else {
      text += std::string(entry.level == Level::warn ? " only warns" : " refuses") + " until " + measure.expires +
              ": " + measure.reason;
    }
    text += " (" + authors_of(measure) + ")";
    if (!entry.used) text += "; so far it is about nothing here";
    notes.push_back(std::move(text));
  }
  return notes;
}

}  // namespace parapet::guardrails
