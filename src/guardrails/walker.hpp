#pragma once

#include <array>
#include <string>
#include <vector>

#include "guardrails/frame.hpp"

namespace parapet::guardrails {

/// One element that a path with `[*]` leads to.
struct Element {
  View value;
  Place place;
  bool certain = true;   ///< false: may be there never, once or often
  std::string position;  ///< `ingress[0]`; only when asked for
  bool json = false;     ///< inside of the JSON in a string
};

struct Elements {
  std::vector<Element> items;
  bool complete = true;  ///< false: there may be others
  bool sensitive = false;
};

/// Follows the paths of requirements through resources.
class Walker {
 public:
  explicit Walker(Resolver& resolver) : resolver_(resolver) {}

  Resolver& resolver() { return resolver_; }

  /// The value at the end of a path without `[*]` if no expression stands in the way: the common case, without any
  /// allocation. False: ask `resolve`.
  bool find(const Path& path, const Frame& frame, View& value) {
    return !frame.json && find(path.steps.data, path.steps.size, frame.value, value);
  }

  /// What is at the end of a path without `[*]`.
  Resolved resolve(const Path& path, const Frame& frame) {
    return resolve(path.steps.data, path.steps.size, frame.value, frame.place, frame.json);
  }
  Resolved resolve(const PathStep* steps, std::size_t count, View value, const Place& place, bool json);

  /// The elements at the end of a path with `[*]`; of a path without it, its value alone if it is set.
  Elements expand(const Path& path, const Frame& frame, bool positions);

  /// The elements of a value that is a list, itself or by what it stands for.
  Items items(View value, const Place& place, std::string_view label);

 private:
  bool find(const PathStep* steps, std::size_t count, View from, View& value);
  int field(const PathStep& step, const detail::Table& table);
  void expand(const Path& path, std::size_t from, const Element& at, bool positions, Elements& result);
  /// `at` is what the elements have in common.
  void add_items(const Path& path, std::size_t from, const Resolved& list, const Element& at, bool positions,
                 Elements& result);

  /// Positions of fields by step and table; a few requirements meet thousands of resources of the same table.
  struct Known {
    const char* name = nullptr;
    const detail::Table* table = nullptr;
    int position = -1;
  };
  std::array<Known, 1024> known_{};
  Resolver& resolver_;
};

/// `outer.inner`, `outer` or `inner`.
std::string join_path(const std::string& outer, std::string_view inner);

/// Whether every element of a list is there as data: no expression, no dynamic block.
bool holds_data_only(View list);

}  // namespace parapet::guardrails
