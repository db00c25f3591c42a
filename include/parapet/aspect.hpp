#pragma once

#include <functional>
#include <string>
#include <vector>

#include "parapet/construct.hpp"

namespace parapet {

/// Calls `visit` for the construct and everything below it, when synthesis starts, before validations. An aspect may
/// add overrides, annotations and constructs; what it adds is visited, too.
void add_aspect(const Construct& construct, std::function<void(const Construct&)> visit);

/// Calls `validate` when synthesis starts; every text it returns is an error, and nothing is written.
void add_validation(const Construct& construct, std::function<std::vector<std::string>()> validate);

}  // namespace parapet
