#include "guardrails/providers.hpp"

#include <algorithm>

#include "parapet/document/view.hpp"

namespace parapet::guardrails {

std::string provider_name(const DocumentBlock& block) {
  const View named = View(block.body).member("provider");
  return named ? render(named) : std::string(block.type.substr(0, block.type.find('_')));
}

const DocumentBlock* provider_of(const DocumentBlock& block, const Document* document) {
  if (document == nullptr) return nullptr;
  const std::string name = provider_name(block);
  // Blocks are in order of their kind.
  const auto before = [](const DocumentBlock& one, NodeKind kind) { return one.kind < kind; };
  auto one = std::lower_bound(document->blocks().begin(), document->blocks().end(), NodeKind::provider, before);
  for (; one != document->blocks().end() && one->kind == NodeKind::provider; ++one) {
    std::string its(one->type);
    if (!one->name.empty()) its.append(".").append(one->name);
    if (its == name) return &*one;
  }
  return nullptr;
}

}  // namespace parapet::guardrails
