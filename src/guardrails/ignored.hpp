#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "parapet/document.hpp"
#include "parapet/guardrails/requirement.hpp"

namespace parapet::guardrails {

/// What a configuration says and nobody carries out: an object that an `import` block takes over keeps every attribute
/// that `ignore_changes` names.
class Ignored {
 public:
  explicit Ignored(const std::vector<Document>& documents);

  /// Whether the requirement reads an attribute that an imported object keeps.
  bool hides(const Requirement& requirement, const DocumentBlock& block) const;

 private:
  std::unordered_set<const DocumentBlock*> imported_;
};

}  // namespace parapet::guardrails
