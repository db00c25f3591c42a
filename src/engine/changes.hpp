#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What a plan would do, read from the engine's `show -json`.
namespace parapet::engine {

enum class Action { create, read, update, replace, destroy, forget, none };
std::string_view text_of(Action action);

/// One resource that the plan changes, imports or moves.
struct Change {
  std::string address;
  Action action = Action::none;
  bool imported = false;
  std::string moved_from{};               ///< the address before; empty: not moved
  std::vector<std::string> attributes{};  ///< that differ and that the program decides, sorted
  std::vector<std::string> drifted{};     ///< that differ because somebody changed them outside, sorted
  /// Nothing of the program changed; the plan only puts back what was changed outside.
  bool only_drift() const { return attributes.empty() && !drifted.empty(); }
};

/// One resource that somebody changed or removed outside, whether or not the plan does something about it.
struct Drift {
  std::string address;
  bool removed = false;
  std::vector<std::string> attributes{};  ///< that differ from the state, sorted
};

struct PlanChanges {
  std::vector<Change> changes;  ///< in the order of the plan; without those that do nothing
  std::vector<Drift> drift;
  std::vector<std::string> outputs;  ///< names of outputs that change, sorted
  bool empty() const { return changes.empty() && outputs.empty(); }
  std::size_t count(Action action) const;
};

/// Reads a plan. `name` is what messages call it. Throws Error for what is no plan, with JSON pointer.
PlanChanges read_changes(std::string_view plan_json, std::string_view name);

}  // namespace parapet::engine
