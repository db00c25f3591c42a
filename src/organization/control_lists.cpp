#include "organization/control_lists.hpp"

#include <algorithm>

#include "organization/patterns.hpp"

namespace parapet::organization {

namespace {

/// Characters that a service takes more in its own group than in another one.
std::size_t weight_of(const ServiceActions& actions) {
  const std::size_t own = size_of(left_alone(actions)), whole = size_of(with_prefix(actions.service, {"*"}));
  return own > whole ? own - whole : 0;
}

}  // namespace

void append(Names& to, const Names& more) { to.insert(to.end(), more.begin(), more.end()); }

Names with_prefix(const std::string& service, const Names& names) {
  Names result;
  for (const std::string& name : names) result.push_back(service + ":" + name);
  return result;
}

std::size_t size_of(const Names& names) {
  // Quotes and a comma.
  constexpr std::size_t around = 3;
  std::size_t size = 0;
  for (const std::string& name : names) size += name.size() + around;
  return size;
}

Names left_alone(const ServiceActions& actions) {
  Names wanted = actions.tag_reads;
  append(wanted, actions.tag_workload);
  return with_prefix(actions.service, actions.tagged.empty() ? Names{"*"} : shortest_patterns(wanted, actions.tagged));
}

Names denied_always(const ServiceActions& actions) {
  if (actions.untagged.empty()) return {};
  Names kept = actions.reads;
  append(kept, actions.tag_reads);
  append(kept, actions.workload);
  append(kept, actions.tag_workload);
  if (actions.untagged.size() < actions.tagged.size()) {
    append(kept, actions.tagged);
    append(kept, actions.creations);
  }
  return with_prefix(actions.service, shortest_patterns(actions.untagged, kept));
}

std::vector<Names> in_groups(std::vector<ServiceActions> services, std::size_t groups) {
  std::sort(services.begin(), services.end(), [](const auto& a, const auto& b) { return a.service < b.service; });
  std::size_t total = 0, passed = 0;
  for (const ServiceActions& actions : services) total += weight_of(actions);
  std::vector<Names> lists(groups);
  for (const ServiceActions& actions : services) {
    const std::size_t own = std::min(passed * groups / std::max<std::size_t>(total, 1), groups - 1);
    passed += weight_of(actions);
    for (std::size_t group = 0; group < groups; ++group)
      append(lists[group], group == own ? left_alone(actions) : with_prefix(actions.service, {"*"}));
  }
  return lists;
}

}  // namespace parapet::organization
