#pragma once

#include <string>
#include <vector>

#include "organization/service_actions.hpp"

/// The lists of actions that service control policies consist of.
namespace parapet::organization {

using Names = std::vector<std::string>;

void append(Names& to, const Names& more);
/// `ec2:Describe*` for `Describe*`.
Names with_prefix(const std::string& service, const Names& names);
/// Characters of a list of strings in JSON.
std::size_t size_of(const Names& names);

/// What of a service the denial by tag leaves alone. All of it where no change sees tags: the denial would be empty.
Names left_alone(const ServiceActions& actions);
/// What of a service is denied whatever its tags. Where most changes see none, all changes are: fewer characters, and
/// nobody has to know which of them are which.
Names denied_always(const ServiceActions& actions);

/// For each of so many policies of about the same size what it does not deny: its own services' reading and workloads,
/// and the other services whole.
std::vector<Names> in_groups(std::vector<ServiceActions> services, std::size_t groups);

}  // namespace parapet::organization
