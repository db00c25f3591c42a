#include "parapet/organization/service_control_policies.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "organization/control_lists.hpp"
#include "organization/exemptions.hpp"
#include "parapet/error.hpp"

namespace parapet::organization {

namespace {

using ScpJson = nlohmann::ordered_json;
class Writer {
 public:
  explicit Writer(const ControlExemptions& exemptions)
      : roles_(exempt_roles(exemptions)), services_(service_actions()) {
    const Names& actions = exempt_actions(exemptions);
    for (ServiceActions& service : services_) exempt(service, actions);
    for (const Names& list : {workload_actions(), actions}) {
      for (const std::string& action : list) {
        if (!is_of_catalog(action)) everywhere_.push_back(action);
      }
    }
  }

  std::vector<ControlPolicy> policies() {
    for (std::size_t groups = 1; groups < most_policies; ++groups) {
      std::vector<ControlPolicy> made = tagged_policies(groups);
      if (!std::all_of(made.begin(), made.end(), fits)) continue;
      for (ControlPolicy& policy : untagged_policies(most_policies - groups)) made.push_back(std::move(policy));
      return made;
    }
    throw Error("the service control policies would be longer than " + std::to_string(largest_policy) +
                " characters; name fewer or shorter exemptions");
  }

  /// The denials by action that found room.
  const Names& denied() const { return denied_; }
  const std::vector<ServiceActions>& services() const { return services_; }

 private:
  bool is_of_catalog(const std::string& action) const {
    return std::any_of(services_.begin(), services_.end(),
                       [&](const ServiceActions& each) { return action.starts_with(each.service + ":"); });
  }

  static bool fits(const ControlPolicy& policy) { return policy.json.size() <= largest_policy; }

  ScpJson not_exempt() const { return {{"aws:PrincipalArn", roles_}}; }

  static std::string text_of(const ScpJson& statements) {
    return ScpJson{{"Version", "2012-10-17"}, {"Statement", statements}}.dump();
  }

  ScpJson denial_by_tag(const Names& exempt) const {
    const std::string key = std::string("aws:ResourceTag/") + managed_tag;
    return {{"Sid", "ManagedResources"},
            {"Effect", "Deny"},
            {"NotAction", exempt},
            {"Resource", "*"},
            {"Condition", {{"ArnNotLike", not_exempt()}, {"StringEquals", {{key, "true"}}}}}};
  }

  /// One policy for each group of services; each exempts the services of the others.
  std::vector<ControlPolicy> tagged_policies(std::size_t groups) const {
    std::vector<ControlPolicy> made;
    for (const Names& own : in_groups(services_, groups)) {
      Names exempt = everywhere_;
      append(exempt, own);
      made.push_back({"terraform-managed-" + std::to_string(made.size() + 1),
                      "Nobody but Terraform changes what Terraform manages: resources with the tag",
                      text_of(ScpJson::array({denial_by_tag(exempt)}))});
    }
    return made;
  }

  /// The tag says what is managed, so nobody else sets, changes or takes it. Keys of tags differ by case, those of
  /// conditions do not. Machines and tasks that workloads start may get it from what they are started from.
  ScpJson protected_tag() const {
    return {{"Sid", "ManagedTag"},
            {"Effect", "Deny"},
            {"NotAction", {"ec2:CreateFleet", "ec2:RunInstances", "ecs:RunTask", "ecs:StartTask"}},
            {"Resource", "*"},
            {"Condition",
             {{"ArnNotLike", not_exempt()},
              {"ForAnyValue:StringEqualsIgnoreCase", {{"aws:TagKeys", managed_tag}}},
              {"Null", {{"ec2:CreateAction", "true"}, {"ecs:CreateAction", "true"}}}}}};
  }

  /// Who makes a role with an exempt name, or changes one, would be exempt.
  ScpJson protected_roles() const {
    return {{"Sid", "ExemptRoles"},
            {"Effect", "Deny"},
            {"Action",
             {"iam:AttachRole*", "iam:CreateRole", "iam:DeleteRole*", "iam:DetachRole*", "iam:PassRole", "iam:PutRole*",
              "iam:TagRole", "iam:UntagRole", "iam:UpdateAssume*", "iam:UpdateRole*"}},
            {"Resource", roles_},
            {"Condition", {{"ArnNotLike", not_exempt()}}}};
  }

  ScpJson denial_by_action(const Names& actions) const {
    return {{"Sid", "UntaggedResources"},
            {"Effect", "Deny"},
            {"Action", actions},
            {"Resource", "*"},
            {"Condition", {{"ArnNotLike", not_exempt()}}}};
  }

  /// Services in the order of their importance, each whole or not at all, where there is room.
  std::vector<ControlPolicy> untagged_policies(std::size_t count) {
    std::vector<ScpJson> statements(count, ScpJson::array());
    statements[0] = ScpJson::array({protected_tag(), protected_roles()});
    std::vector<Names> actions(count);
    std::vector<std::size_t> room(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t frame = text_of(statements[i]).size() + denial_by_action({}).dump().size() + 1;
      if (frame > largest_policy) throw Error("the roles that are exempt leave no room in a policy; name fewer");
      room[i] = largest_policy - frame;
    }
    for (const ServiceActions& service : services_) {
      const Names denied = denied_always(service);
      const auto place =
          std::find_if(room.begin(), room.end(), [&](std::size_t left) { return left >= size_of(denied); });
      if (place == room.end() || denied.empty()) continue;
      *place -= size_of(denied);
      append(actions[static_cast<std::size_t>(place - room.begin())], denied);
      append(denied_, denied);
    }
    return finished(statements, actions);
  }

  std::vector<ControlPolicy> finished(std::vector<ScpJson>& statements, std::vector<Names>& actions) const {
    std::vector<ControlPolicy> made;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      std::sort(actions[i].begin(), actions[i].end());
      if (!actions[i].empty()) statements[i].push_back(denial_by_action(actions[i]));
      if (statements[i].empty()) continue;
      made.push_back({"terraform-untagged-" + std::to_string(i + 1),
                      "Nobody but Terraform changes what Terraform manages: resources without tags",
                      text_of(statements[i])});
    }
    return made;
  }

  Names roles_;
  std::vector<ServiceActions> services_;  ///< in the order of their importance
  Names everywhere_;                      ///< what no policy denies, of services that the catalog does not know
  Names denied_;
};

bool covers_any(const Names& patterns, const std::string& action) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return pattern.ends_with('*') ? action.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1))
                                  : action == pattern;
  });
}

}  // namespace

std::vector<ControlPolicy> service_control_policies(const ControlExemptions& exemptions) {
  return Writer(exemptions).policies();
}

std::vector<ActionReach> reach_of(const ControlExemptions& exemptions) {
  Writer writer(exemptions);
  writer.policies();
  std::map<std::string, Reach> found;
  for (const ServiceActions& service : writer.services()) {
    const auto note = [&](const Names& names, Reach otherwise) {
      for (const std::string& action : with_prefix(service.service, names))
        found[action] = covers_any(writer.denied(), action) ? Reach::denied : otherwise;
    };
    note(service.reads, Reach::allowed);
    note(service.tag_reads, Reach::allowed);
    note(service.workload, Reach::allowed);
    note(service.tag_workload, Reach::allowed);
    note(service.tagged, Reach::denied_if_managed);
    note(service.untagged, Reach::out_of_reach);
    note(service.creations, Reach::creation);
  }
  std::vector<ActionReach> result;
  for (const auto& [action, reach] : found) result.push_back({action, reach});
  return result;
}

}  // namespace parapet::organization
