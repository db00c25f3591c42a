#pragma once

#include <string>

#include "parapet/document/resolve.hpp"
#include "parapet/guardrails/condition.hpp"

namespace parapet::guardrails {

/// What a condition is asked of: a resource, or one element of it inside `each`.
struct Frame {
  View value;
  Place place;
  const DocumentBlock* block = nullptr;
  Unset unset = Unset::fail;  ///< of leaves without their own
  std::string prefix;         ///< where the element is, `ingress[0]`; only when explaining
  bool json = false;          ///< inside of the JSON in a string
};

/// The one thing that decided: an attribute and its value.
struct Blame {
  std::string path;
  std::string value;
};

}  // namespace parapet::guardrails
