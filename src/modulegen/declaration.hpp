#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "parapet/document/view.hpp"

namespace parapet::modulegen {

/// One attribute of a `variable` or `output` block.
struct Argument {
  std::string name;
  View value;  ///< a type constraint as expression; empty for what nobody here reads, such as the value of an output
  std::string place;  ///< file and line
};

/// A `variable` or `output` block, from HCL or JSON.
struct Declaration {
  std::string type;
  std::string name;
  std::string place;
  std::vector<Argument> arguments;

  /// The argument called `name`; nullptr if there is none.
  const Argument* find(std::string_view name) const;
};

/// The `variable` and `output` blocks of all *.tf and *.tf.json files of a folder, not of folders below it, sorted by
/// name; override files have been merged. Throws Error with file and line when a file cannot be read, a block is
/// declared twice or an override has nothing to override, and when there are no such files.
std::vector<Declaration> read_declarations(const std::filesystem::path& folder);

}  // namespace parapet::modulegen
