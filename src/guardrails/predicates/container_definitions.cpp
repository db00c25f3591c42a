#include <algorithm>

#include "guardrails/judging.hpp"
#include "guardrails/secrets.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails::predicates {

namespace of_container_definitions {

/// One container: an object of ECS's or Batch's JSON.
class Container {
 public:
  Container(Resolver& resolver, const Resolved& object, std::string path, Worst& worst)
      : resolver_(resolver), object_(object), path_(std::move(path)), worst_(&worst) {}

  void no_privileged() {
    flag(
        "privileged", [](bool privileged) { return !privileged; }, Truth::yes);
  }
  void readonly_root() {
    flag(
        "readonlyRootFilesystem", [](bool readonly) { return readonly; }, Truth::no);
  }

  void no_secret_env() {
    each("environment", Truth::yes, [&](const Resolved& environment) {
      if (!environment.value.is_list()) return blame(Truth::unknown, "environment", "(unknown)");
      Items items = resolver_.items(environment.value, environment.place, {});
      if (!items.complete) blame(Truth::unknown, "environment", "(unknown)");
      for (std::size_t i = 0; i < items.items.size(); ++i) {
        variable(resolver_.resolve(items.items[i].value, items.items[i].place),
                 "environment[" + std::to_string(i) + "]");
      }
    });
  }

  void log_configuration() {
    each("logConfiguration", Truth::no, [&](const Resolved& configuration) {
      bool complete = true;
      auto drivers = members_in_any_case(resolver_, configuration, "logDriver", complete);
      if (drivers.empty()) blame(complete ? Truth::no : Truth::unknown, "logConfiguration.logDriver", "unset");
      for (const Resolved& driver : drivers) {
        auto name = text_of(driver);
        bool logs = name && !name->empty() && *name != "none";
        blame(name ? truth(logs) : Truth::unknown, "logConfiguration.logDriver", name.value_or("(unknown)"));
      }
    });
  }

  void non_root_user() {
    each("user", Truth::no, [&](const Resolved& user) {
      auto name = text_of(user);
      blame(name ? truth(!is_root(*name)) : Truth::unknown, "user", name.value_or("(unknown)"));
    });
  }

 private:
  /// Judges every member of that name; `absent` is the verdict when there is none.
  template <class Judge>
  void each(std::string_view name, Truth absent, Judge judge) {
    bool complete = true;
    auto members = members_in_any_case(resolver_, object_, name, complete);
    if (!complete) blame(Truth::unknown, name, "(unknown)");
    if (members.empty() && complete) blame(absent, name, "unset");
    for (const Resolved& member : members) {
      if (member.alternatives.empty()) {
        judge(member);
      } else {
        undecided(member, judge);
      }
    }
  }

  /// What all alternatives agree on.
  template <class Judge>
  void undecided(const Resolved& member, Judge judge) {
    Worst* outer = worst_;
    std::optional<PredicateResult> all;
    for (const Resolved& alternative : member.alternatives) {
      Worst own;
      worst_ = &own;
      if (!alternative.is_unset()) judge(alternative);
      PredicateResult one = own.result();
      if (all) one.truth = agree(all->truth, one.truth);
      if (!all || all->value.empty() || one.truth == Truth::no) all = one;
      all->truth = one.truth;
    }
    worst_ = outer;
    worst_->add(all->truth, all->path, all->value.empty() ? "(unknown)" : all->value);
  }

  template <class Good>
  void flag(std::string_view name, Good good, Truth absent) {
    each(name, absent, [&](const Resolved& member) {
      bool readable = member.is_known() || member.value;
      auto value = readable ? as_boolean(member.value) : std::nullopt;
      blame(value ? truth(good(*value)) : Truth::unknown, name, value ? (*value ? "true" : "false") : "(unknown)");
    });
  }

  void variable(const Resolved& entry, const std::string& place) {
    bool complete = true;
    auto names = members_in_any_case(resolver_, entry, "name", complete);
    auto values = members_in_any_case(resolver_, entry, "value", complete);
    if (!complete) blame(Truth::unknown, place, "(unknown)");
    for (const Resolved& value : values) {
      if (names.empty()) blame(!reveals_secret({}, value), place, "(sensitive)");
      for (const Resolved& name : names) {
        auto text = text_of(name);
        blame(text ? !reveals_secret(*text, value) : Truth::unknown, place, text.value_or("") + " (sensitive)");
      }
    }
  }

  /// Of `user`, `user:group`, `uid` and `uid:group` only the part before the colon matters.
  static bool is_root(std::string_view user) {
    user = user.substr(0, user.find(':'));
    return user == "root" || user.find_first_not_of("+-0") == std::string_view::npos;
  }

  void blame(Truth fine, std::string_view name, std::string value) {
    worst_->add(fine, path_ + "." + std::string(name), std::move(value));
  }

  Resolver& resolver_;
  const Resolved& object_;
  std::string path_;
  Worst* worst_;
};

using Method = void (Container::*)();

Method method_of(std::string_view name) {
  static constexpr std::pair<std::string_view, Method> methods[] = {
      {"no_privileged", &Container::no_privileged}, {"readonly_root", &Container::readonly_root},
      {"no_secret_env", &Container::no_secret_env}, {"log_configuration", &Container::log_configuration},
      {"non_root_user", &Container::non_root_user},
  };
  std::string known;
  for (const auto& [known_name, method] : methods) {
    if (known_name == name) return method;
    known += (known.empty() ? "" : ", ") + std::string(known_name);
  }
  throw Error("unknown check \"" + std::string(name) + "\"; known are " + known);
}

class Judge {
 public:
  Judge(const PredicateInput& input, Method method) : input_(input), method_(method) {}

  PredicateResult judge(const Resolved& value) {
    containers(value, std::string(input_.path("path")), 0);
    if (!found_ && worst_.result().truth == Truth::yes) return nothing_to_judge();
    return worst_.result();
  }

 private:
  static constexpr int deepest = 6;

  void unknown(const std::string& path) { worst_.add(Truth::unknown, path, "(unknown)"); }

  /// A list of containers, one alone, or an object that holds them: multi-node jobs and tasks of Batch.
  void containers(const Resolved& value, const std::string& path, int depth) {
    if (value.is_unset()) return;
    Resolved data = value.value.is_list() || value.value.is_object() ? value : input_.resolver.json(value);
    if (data.is_unset()) return;
    if (!data.is_known() || !data.alternatives.empty() || depth > deepest) return unknown(path);
    if (data.value.is_list()) {
      Items items = input_.resolver.items(data.value, data.place, {});
      if (!items.complete) unknown(path);
      for (std::size_t i = 0; i < items.items.size(); ++i) {
        const Item& item = items.items[i];
        containers(input_.resolver.resolve(item.value, item.place), path + "[" + std::to_string(i) + "]", depth + 1);
      }
    } else if (data.value.is_object()) {
      if (!holds_containers(data, path, depth)) container(data, path);
    } else {
      unknown(path);
    }
  }

  bool holds_containers(const Resolved& object, const std::string& path, int depth) {
    bool holds = false;
    for (std::string_view name : {"nodeRangeProperties", "container", "taskProperties", "containers"}) {
      bool complete = true;
      for (const Resolved& inner : members_in_any_case(input_.resolver, object, name, complete)) {
        holds = true;
        containers(inner, path + "." + std::string(name), depth + 1);
      }
    }
    return holds;
  }

  void container(const Resolved& object, const std::string& path) {
    found_ = true;
    Container container(input_.resolver, object, path, worst_);
    (container.*method_)();
  }

  const PredicateInput& input_;
  Method method_;
  Worst worst_;
  bool found_ = false;
};

PredicateResult judge(const PredicateInput& input) {
  Method method = method_of(input.find("check")->value.text);
  Resolved value = input.resolve("path");
  if (value.alternatives.empty()) return Judge(input, method).judge(value);
  PredicateResult all = Judge(input, method).judge(value.alternatives.front());
  for (const Resolved& alternative : value.alternatives) {
    PredicateResult one = Judge(input, method).judge(alternative);
    all.truth = all.unset == one.unset ? agree(all.truth, one.truth) : Truth::unknown;
    all.unset = all.unset && one.unset;
    if (all.value.empty()) all.value = one.value;
    if (all.path.empty()) all.path = one.path;
  }
  return all;
}

}  // namespace of_container_definitions

/// Every container of a task or job definition is as `check` says: no_privileged, readonly_root, no_secret_env (no
/// secret is written into its environment), log_configuration (it names a log driver), non_root_user (it names a user
/// that is not root; without one the image decides, and most images decide for root). `path` holds the JSON that ECS
/// calls container_definitions, or Batch container_properties, node_properties or ecs_properties.
PredicateInfo container_definitions() {
  return {"container_definitions", &of_container_definitions::judge, {{"path", true, true}, {"check", false, true}}};
}

}  // namespace parapet::guardrails::predicates
