#pragma once

#include <string_view>
#include <unordered_set>

#include "parapet/document.hpp"

namespace parapet::guardrails {

/// Documents that were read say the construct paths of their blocks themselves, so one block may name another's.
class Claims {
 public:
  /// The block's path, as far as it may be used to permit something: empty where another block of the document says
  /// the same, or has it as its address. Programs tell no lies about their constructs.
  std::string_view path_of(const DocumentBlock& block, const Document& document);

 private:
  void index(const Document& document);

  const Document* document_ = nullptr;
  std::unordered_set<std::string_view> contested_;
};

}  // namespace parapet::guardrails
