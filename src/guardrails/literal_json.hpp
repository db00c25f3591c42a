#pragma once

#include "guardrails/json.hpp"
#include "parapet/guardrails/condition.hpp"

namespace parapet::guardrails {

/// A value that a requirement expects, as JSON; whole numbers without a fraction.
Json json_of(const Literal& literal);

}  // namespace parapet::guardrails
