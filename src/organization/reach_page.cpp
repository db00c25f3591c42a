#include <array>
#include <map>

#include <fmt/format.h>

#include "organization/service_actions.hpp"
#include "parapet/organization/service_control_policies.hpp"

namespace parapet::organization {

namespace {

using Counts = std::array<unsigned, 5>;

constexpr const char* beginning =
    "# What the service control policies reach\n\n"
    "Written by `parapet org reach`. It holds for everybody who is not exempt.\n\n"
    "- **{}**: it reads, or it is what workloads do.\n"
    "- **{}**: it makes something that takes tags, which then is not managed; denied when it sets the tag.\n"
    "- **{}**: on resources with the tag `{}`.\n"
    "- **{}**: whatever the tags, because a policy sees none there.\n"
    "- **{}**: a policy sees no tags there, and there is no room left. Telemetry tells.\n\n"
    "| Service | {} | {} | {} | {} | {} |\n|---|---|---|---|---|---|\n";

std::string head() {
  const auto word = [](Reach reach) { return text_of(reach); };
  return fmt::format(fmt::runtime(beginning), word(Reach::allowed), word(Reach::creation),
                     word(Reach::denied_if_managed), managed_tag, word(Reach::denied), word(Reach::out_of_reach),
                     word(Reach::allowed), word(Reach::creation), word(Reach::denied_if_managed), word(Reach::denied),
                     word(Reach::out_of_reach));
}

std::string row(const std::string& name, const Counts& counts) {
  return fmt::format("| {} | {} |\n", name, fmt::join(counts, " | "));
}

}  // namespace

const char* text_of(Reach reach) {
  switch (reach) {
    case Reach::allowed:
      return "allowed";
    case Reach::creation:
      return "creation";
    case Reach::denied_if_managed:
      return "denied if managed";
    case Reach::denied:
      return "denied";
    case Reach::out_of_reach:
      break;
  }
  return "out of reach";
}

std::string reach_page(const ControlExemptions& exemptions) {
  std::map<std::string, Counts> services;
  std::map<std::string, std::vector<std::string>> missed;
  Counts total{};
  for (const ActionReach& each : reach_of(exemptions)) {
    const std::size_t colon = each.action.find(':');
    const std::string service = each.action.substr(0, colon);
    ++services[service][static_cast<std::size_t>(each.reach)];
    ++total[static_cast<std::size_t>(each.reach)];
    if (each.reach == Reach::out_of_reach) missed[service].push_back(each.action.substr(colon + 1));
  }
  std::string page = head();
  for (const auto& [service, counts] : services) page += row(service, counts);
  page += row("all", total) + "\n## Out of reach\n\n";
  for (const auto& [service, names] : missed) page += fmt::format("- `{}`: {}\n", service, fmt::join(names, ", "));
  page +=
      "\n## Services that the catalog does not know\n\n"
      "On resources with the tag, all of their actions are denied. `--exempt-action` lets some through:\n\n";
  page += fmt::format("{}\n", fmt::join(other_tagged_services(), ", "));
  return page;
}

}  // namespace parapet::organization
