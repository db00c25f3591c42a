#include "organization/service_actions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "guardrails/iam_actions.hpp"
#include "parapet/policy/analysis.hpp"

namespace parapet::organization {

namespace {

constexpr char workload_table[] =
#include "organization/data/workload_actions.txt"
    ;
constexpr char service_table[] =
#include "organization/data/services.txt"
    ;

/// Lines without comments.
std::vector<std::string> lines_of(std::string_view table) {
  std::vector<std::string> lines;
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    if (!line.empty() && line.front() != '#') lines.emplace_back(line);
    table.remove_prefix(std::min(line.size() + 1, table.size()));
  }
  return lines;
}

bool is_covered(const std::string& action, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& glob) {
    return policy::covers(glob, action, true) == policy::Answer::yes;
  });
}

bool is_workload(const std::string& action) { return is_covered(action, workload_actions()); }

void move_covered(const std::string& service, const std::vector<std::string>& patterns, std::vector<std::string>& from,
                  std::vector<std::string>& to) {
  const auto kept = std::stable_partition(
      from.begin(), from.end(), [&](const std::string& name) { return !is_covered(service + ":" + name, patterns); });
  to.insert(to.end(), kept, from.end());
  from.erase(kept, from.end());
}

std::vector<std::string>& list_for(ServiceActions& actions, const guardrails::ActionGroup& group,
                                   const std::string& name) {
  using guardrails::Access;
  using guardrails::Tags;
  const bool sees_tags = group.tags == Tags::of_resource;
  if (is_workload(actions.service + ":" + name)) return sees_tags ? actions.tag_workload : actions.workload;
  if (group.access == Access::list || group.access == Access::read)
    return sees_tags ? actions.tag_reads : actions.reads;
  if (sees_tags) return actions.tagged;
  return group.tags == Tags::of_request ? actions.creations : actions.untagged;
}

std::vector<ServiceActions> sorted_actions() {
  std::vector<ServiceActions> services;
  std::map<std::string_view, std::size_t> positions;
  for (const std::string& service : lines_of(service_table)) services.push_back({.service = service});
  for (std::size_t i = 0; i < services.size(); ++i) positions[services[i].service] = i;
  for (const guardrails::ActionGroup& group : guardrails::action_groups()) {
    const auto found = positions.find(group.service);
    if (found == positions.end()) continue;
    ServiceActions& actions = services[found->second];
    for (std::string_view rest = group.names; !rest.empty();) {
      const std::string name(guardrails::ActionGroup::next(rest));
      list_for(actions, group, name).push_back(name);
    }
  }
  return services;
}

}  // namespace

const std::vector<ServiceActions>& service_actions() {
  static const std::vector<ServiceActions> services = sorted_actions();
  return services;
}

void exempt(ServiceActions& actions, const std::vector<std::string>& patterns) {
  move_covered(actions.service, patterns, actions.tagged, actions.tag_workload);
  move_covered(actions.service, patterns, actions.untagged, actions.workload);
  move_covered(actions.service, patterns, actions.creations, actions.workload);
}

const std::vector<std::string>& workload_actions() {
  static const std::vector<std::string> actions = lines_of(workload_table);
  return actions;
}

std::vector<std::string> other_tagged_services() {
  std::set<std::string> known, others;
  for (const ServiceActions& service : service_actions()) known.insert(service.service);
  for (const guardrails::ActionGroup& group : guardrails::action_groups()) {
    const std::string service(group.service);
    if (group.tags == guardrails::Tags::of_resource && !known.contains(service) && !is_workload(service + ":Any"))
      others.insert(service);
  }
  return {others.begin(), others.end()};
}

}  // namespace parapet::organization
