#include "parapet/document.hpp"

#include <algorithm>
#include <tuple>

namespace parapet {

namespace {
auto key_of(const DocumentBlock& block) { return std::tuple(block.kind, block.type, block.name); }
}  // namespace

void Document::finish() {
  std::stable_sort(blocks_.begin(), blocks_.end(),
                   [](const DocumentBlock& a, const DocumentBlock& b) { return key_of(a) < key_of(b); });
  by_element_.clear();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].element != nullptr) by_element_.emplace_back(blocks_[i].element, i);
  }
  std::sort(by_element_.begin(), by_element_.end());
}

const DocumentBlock* Document::find(NodeKind kind, std::string_view type, std::string_view name) const {
  const std::tuple key(kind, type, name);
  const auto found =
      std::lower_bound(blocks_.begin(), blocks_.end(), key,
                       [](const DocumentBlock& block, const auto& wanted) { return key_of(block) < wanted; });
  return found != blocks_.end() && key_of(*found) == key ? &*found : nullptr;
}

const DocumentBlock* Document::find(const detail::Element* element) const {
  const auto found = std::lower_bound(by_element_.begin(), by_element_.end(),
                                      std::pair<const detail::Element*, std::size_t>(element, 0));
  return found != by_element_.end() && found->first == element ? &blocks_[found->second] : nullptr;
}

void Document::index_addresses() {
  by_address_.clear();
  for (std::size_t i = 0; i < blocks_.size(); ++i) by_address_.emplace_back(blocks_[i].address, i);
  std::sort(by_address_.begin(), by_address_.end());
}

const DocumentBlock* Document::find_address(std::string_view address) const {
  const auto found = std::lower_bound(by_address_.begin(), by_address_.end(), std::pair(address, std::size_t{0}));
  return found != by_address_.end() && found->first == address ? &blocks_[found->second] : nullptr;
}

namespace detail {

namespace {
Gate installed_gate = nullptr;
}

void set_gate(Gate gate) { installed_gate = gate; }
Gate gate() { return installed_gate; }

}  // namespace detail
}  // namespace parapet
