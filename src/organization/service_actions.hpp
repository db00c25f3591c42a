#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The actions of the services that control policies speak of, sorted by what a policy has to do with them.
namespace parapet::organization {

/// The actions of one service, names without its prefix, each in one list.
struct ServiceActions {
  std::string service;  ///< the prefix of its actions: `elasticloadbalancing`
  // What changes nothing, and what workloads do.
  std::vector<std::string> reads{};         ///< of resources whose tags a policy does not see
  std::vector<std::string> tag_reads{};     ///< of resources whose tags a policy sees
  std::vector<std::string> workload{};      ///< with resources whose tags a policy does not see
  std::vector<std::string> tag_workload{};  ///< with resources whose tags a policy sees
  // What changes something.
  std::vector<std::string> tagged{};     ///< resources whose tags a policy sees
  std::vector<std::string> untagged{};   ///< what has no tags that a policy sees
  std::vector<std::string> creations{};  ///< makes something that takes tags; what exists already stays as it is
};

/// The services of the catalog, in the order in which a policy that has no room for all takes them.
const std::vector<ServiceActions>& service_actions();

/// Counts actions that patterns name (`route53:Change*`) among what workloads do.
void exempt(ServiceActions& actions, const std::vector<std::string>& patterns);

/// What workloads do as patterns: `sqs:SendMessage`, `sts:*`; with an asterisk at the end at most.
const std::vector<std::string>& workload_actions();

/// Prefixes of services that the catalog does not know but whose resources have tags that a policy sees.
std::vector<std::string> other_tagged_services();

}  // namespace parapet::organization
