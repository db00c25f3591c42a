#pragma once

#include <set>

#include "modules/module.hpp"

namespace parapet::modules {

/// A path without list steps: `metadata_options`, `http_tokens`. It ends where JSON or a map's key begins.
using Names = std::vector<std::string>;
Names names_of(const guardrails::Path& path);

/// Every path that a condition of this resource looks at, outside of connected resources.
std::vector<Names> paths_of(const guardrails::Condition& condition);
/// Those of `when` and `require`.
std::vector<Names> paths_of(const guardrails::Requirement& requirement);

/// What a module lets be set of a type.
struct ArgumentTree {
  std::vector<Argument> arguments;
  std::vector<std::string> cut;  ///< nested blocks that were left out because there are too many
};

/// The arguments of a type. Left out are what is read only, what the settings leave out, what is deprecated and not
/// required, and blocks nested so deep that one variable would hold hundreds of them; what `needed` names stays.
ArgumentTree arguments_of(const schema::ResourceType& type, const Settings& settings, const std::vector<Names>& needed);

/// Where a path leads; nullptr when the module has no such argument.
Argument* find(std::vector<Argument>& arguments, const Names& path);

/// Fills what is unset there, and makes the blocks on the way present. Whether it did.
bool fill(std::vector<Argument>& arguments, const guardrails::Default& value, const Settings& settings);

/// Fills what is unset there where a condition holds; blocks on the way have to be given. Whether it did.
bool fill_where(std::vector<Argument>& arguments, const guardrails::Default& value, const Settings& settings,
                const std::string& condition);

/// Blocks that a caller has to give more for than the fillings are not made by themselves: the fillings count once they
/// are given.
void drop_incomplete(std::vector<Argument>& arguments);

}  // namespace parapet::modules
