#include "import/proposals.hpp"

#include <nlohmann/json.hpp>
#include <set>

namespace parapet::importing {

namespace {

/// Where an exception finds the resource again.
std::string place_in_program(const guardrails::Result& result) {
  const std::string_view path = result.block->path;
  return std::string(path.empty() ? result.block->address : path);
}

}  // namespace

std::string proposed_exceptions(const guardrails::Report& report, const Proposal& proposal) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  std::set<std::pair<std::string, std::string>> known;
  for (const guardrails::Result& result : report.results) {
    if (!guardrails::refuses(result)) continue;
    const std::string place = place_in_program(result);
    if (!known.insert({std::string(result.requirement->id), place}).second) continue;
    all.push_back({{"requirement", result.requirement->id},
                   {"stack", result.stack},
                   {"resource", place},
                   {"reason", "It was like this when it was imported: " + std::string(result.requirement->name)},
                   {"owner", proposal.owner},
                   {"ticket", proposal.ticket},
                   {"expires", proposal.until},
                   {"compensating_control", "None so far."}});
  }
  return all.dump(2) + "\n";
}

}  // namespace parapet::importing
