#pragma once

#include <unordered_map>
#include <vector>

#include "element.hpp"

namespace parapet::detail {

/// The configuration of an element as it is written: overrides applied, dependencies of constructs added to
/// `depends_on`.
class Finisher {
 public:
  explicit Finisher(const AppState& app);
  /// Throws Error for an override that cannot be applied.
  const Value* finished(const Element* element);
  /// Dependencies between stacks that add_dependency and `depends_on` asked for; complete when every element is
  /// finished.
  const std::vector<std::pair<const Element*, const Element*>>& stack_dependencies() const {
    return stack_dependencies_;
  }

 private:
  void add_dependency(Element* element, Element* on);

  std::unordered_map<const Element*, std::vector<Element*>> dependencies_;
  std::vector<std::pair<const Element*, const Element*>> stack_dependencies_;
};

/// A record as a map with every set member, so that any part can be replaced.
const Value* as_map(const Value* value);
/// `value` with the place at `path` replaced. Throws Error naming `element` when the path leads nowhere.
const Value* with_override(const Element* element, const Value* value, const std::string& path,
                           const Value* replacement);
/// Everything below an element that others may depend on, itself included.
void collect_dependables(Element* element, std::vector<Element*>& into);

}  // namespace parapet::detail
