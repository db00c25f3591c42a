#include "engine/changes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/json.hpp"
#include "parapet/error.hpp"

namespace parapet::engine {

namespace {

/// Providers write what is unset as null at one time and as nothing in it at another.
bool is_nothing(const Json& value) {
  return value.is_null() || value == "" || ((value.is_array() || value.is_object()) && value.empty());
}

bool are_same(const Json& a, const Json& b) { return a == b || (is_nothing(a) && is_nothing(b)); }

/// Names of top-level attributes that differ; what the plan does not know yet differs.
std::vector<std::string> differences(const Json& change) {
  const Json &before = member(change, "before"), &after = member(change, "after"),
             &unknown = member(change, "after_unknown");
  std::set<std::string> names;
  const auto add = [&](const Json& object) {
    if (!object.is_object()) return;
    for (const auto& [name, value] : object.items()) {
      if (!are_same(member(before, name.c_str()), member(after, name.c_str()))) names.insert(name);
    }
  };
  add(before);
  add(after);
  if (unknown.is_object()) {
    for (const auto& [name, value] : unknown.items()) {
      if (value == true) names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

Action action_of(const Json& actions, std::string_view place) {
  const auto has = [&](const char* word) { return std::find(actions.begin(), actions.end(), word) != actions.end(); };
  if (!actions.is_array()) throw Error(std::string(place) + "/change/actions: expected a list of actions");
  if (has("delete") && has("create")) return Action::replace;
  if (has("create")) return Action::create;
  if (has("delete")) return Action::destroy;
  if (has("update")) return Action::update;
  if (has("read")) return Action::read;
  if (has("forget")) return Action::forget;
  if (has("no-op")) return Action::none;
  throw Error(std::string(place) + "/change/actions: expected actions that Terraform knows, found " + actions.dump());
}

class ChangeReader {
 public:
  ChangeReader(const Json& plan, std::string_view name) : plan_(plan), name_(name) {}

  PlanChanges read() {
    // A plan without resources has no list of changes.
    const bool is_plan = member(plan_, "format_version").is_string() &&
                         (!plan_.contains("resource_changes") || plan_["resource_changes"].is_array());
    if (!is_plan)
      throw Error(name_ + ": expected a plan as `show -json` prints it, with `format_version` and `resource_changes`");
    read_drift();
    read_resources();
    read_outputs();
    return std::move(result_);
  }

 private:
  void read_drift() {
    for (const Json& one : member(plan_, "resource_drift")) {
      Drift drift{text_at(one, "address")};
      const Json& change = member(one, "change");
      drift.removed = action_of(member(change, "actions"), name_ + " /resource_drift") == Action::destroy;
      if (!drift.removed) drift.attributes = differences(change);
      outside_[drift.address] = drift.attributes;
      if (drift.removed || !drift.attributes.empty()) result_.drift.push_back(std::move(drift));
    }
  }

  void read_resources() {
    const Json& changes = member(plan_, "resource_changes");
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const std::string place = name_ + " /resource_changes/" + std::to_string(i);
      const Json& change = member(changes[i], "change");
      Change read{text_at(changes[i], "address"), action_of(member(change, "actions"), place)};
      if (read.address.empty()) throw Error(place + "/address: expected the address of a resource");
      read.imported = member(change, "importing").is_object();
      read.moved_from = text_at(changes[i], "previous_address");
      if (read.moved_from == read.address) read.moved_from.clear();
      if (read.action == Action::none && !read.imported && read.moved_from.empty()) continue;
      if (read.action == Action::update || read.action == Action::replace) split(differences(change), read);
      result_.changes.push_back(std::move(read));
    }
  }

  /// An attribute that the program would change and that was changed outside is put back.
  void split(const std::vector<std::string>& names, Change& change) const {
    const auto found = outside_.find(change.address);
    for (const std::string& name : names) {
      const bool outside =
          found != outside_.end() && std::binary_search(found->second.begin(), found->second.end(), name);
      (outside ? change.drifted : change.attributes).push_back(name);
    }
  }

  void read_outputs() {
    for (const auto& [name, change] : member(plan_, "output_changes").items()) {
      if (action_of(member(change, "actions"), name_ + " /output_changes/" + name) != Action::none)
        result_.outputs.push_back(name);
    }
  }

  const Json& plan_;
  std::string name_;
  std::map<std::string, std::vector<std::string>> outside_;
  PlanChanges result_;
};

}  // namespace

std::string_view text_of(Action action) {
  constexpr std::string_view texts[] = {"create", "read", "update", "replace", "destroy", "forget", "none"};
  return texts[static_cast<std::size_t>(action)];
}

std::size_t PlanChanges::count(Action action) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [&](const Change& change) { return change.action == action; }));
}

PlanChanges read_changes(std::string_view plan_json, std::string_view name) {
  const Json plan = Json::parse(plan_json, nullptr, false);
  return ChangeReader(plan, name).read();
}

}  // namespace parapet::engine
