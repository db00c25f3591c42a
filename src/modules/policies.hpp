#pragma once

#include <string>
#include <vector>

#include "modules/module.hpp"

/// The policies for reading and writing what a module creates.
namespace parapet::modules {

enum class PolicyKind : unsigned char { read, write };

/// Expressions of the ARNs of what the module creates; each is a list.
std::vector<std::string> arns_of(const Module& module);

/// The actions of the service that a policy can grant on single resources, sorted.
Json actions_of(const Module& module, PolicyKind kind);

/// Whether the module can make a policy: the cloud has them, and there are ARNs and actions for one.
bool has_policies(const Module& module);

}  // namespace parapet::modules
