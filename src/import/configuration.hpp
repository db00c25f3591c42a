#pragma once

#include <string>
#include <utility>
#include <vector>

#include "import/code.hpp"
#include "import/defaults.hpp"
#include "import/scope.hpp"

namespace parapet::importing {

/// The configuration of one block as C++.
struct Configuration {
  Code aggregate;
  /// What no member can say: places of the block and values, for `add_override`.
  std::vector<std::pair<std::string, Code>> overrides;
  /// False: a template would fill in something that no `parapet::null` can keep away.
  bool suits_template = true;
};

/// `place` is the address of the block, `body` its configuration, `id` the construct's.
Configuration configuration_of(FunctionScope& scope, View body, const schema::Layout& layout, const Defaults& defaults,
                               const std::string& place, const std::string& id);

}  // namespace parapet::importing
