#pragma once

#include <string>
#include <utility>
#include <vector>

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

/// What decided: an attribute and its value.
struct Blame {
  std::string path;
  std::string value;
  std::vector<Blame> others{};  ///< what would have decided, too

  /// Adds another, the first one first.
  void add(Blame other) {
    if (path.empty() && value.empty()) {
      *this = std::move(other);
      return;
    }
    for (Blame& more : other.others) others.push_back(std::move(more));
    other.others.clear();
    others.push_back(std::move(other));
  }
};

}  // namespace parapet::guardrails
