#include "guardrails/claims.hpp"

#include <unordered_map>

namespace parapet::guardrails {

namespace {

/// Instances of one resource share their path.
bool is_same(const DocumentBlock& one, const DocumentBlock& other) {
  return one.type == other.type && one.name == other.name;
}

}  // namespace

void Claims::index(const Document& document) {
  document_ = &document;
  contested_.clear();
  std::unordered_map<std::string_view, const DocumentBlock*> owners;
  for (const DocumentBlock& block : document.blocks()) {
    if (block.path.empty()) continue;
    const auto [owner, fresh] = owners.try_emplace(block.path, &block);
    if (!fresh && !is_same(*owner->second, block)) contested_.insert(block.path);
  }
  for (const DocumentBlock& block : document.blocks()) {
    const auto owner = owners.find(block.address);
    if (owner != owners.end() && !is_same(*owner->second, block)) contested_.insert(block.address);
  }
}

std::string_view Claims::path_of(const DocumentBlock& block, const Document& document) {
  if (block.element != nullptr) return block.path;
  if (&document != document_) index(document);
  return contested_.contains(block.path) ? std::string_view() : block.path;
}

}  // namespace parapet::guardrails
