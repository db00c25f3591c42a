#include "organization/event_patterns.hpp"

#include <nlohmann/json.hpp>

#include "organization/exemptions.hpp"

namespace parapet::organization {

namespace {

using EventJson = nlohmann::ordered_json;

/// Two asterisks beside each other are an error to EventBridge, and mean no more than one.
std::string single_stars(const std::string& glob) {
  std::string result;
  for (char c : glob) {
    if (c != '*' || !result.ends_with('*')) result += c;
  }
  return result;
}

EventJson wildcards(const std::vector<std::string>& globs) {
  EventJson list = EventJson::array();
  for (const std::string& glob : globs) list.push_back({{"wildcard", single_stars(glob)}});
  return list;
}

std::string call(EventJson detail) {
  return EventJson{{"detail-type", {"AWS API Call via CloudTrail"}}, {"detail", std::move(detail)}}.dump();
}

EventJson session_of(EventJson role_arn) {
  return {{"sessionContext", {{"sessionIssuer", {{"arn", std::move(role_arn)}}}}}};
}

EventJson of_service(const char* source, std::vector<std::string> names = {}) {
  EventJson detail{{"eventSource", {source}}};
  if (!names.empty()) detail["eventName"] = names;
  return detail;
}

EventRule denied() {
  // EC2 has a code of its own; all others say which policy it was.
  const EventJson ways =
      EventJson::array({{{"errorMessage", {{{"wildcard", "*explicit deny in a service control policy*"}}}}},
                        {{"errorCode", {"Client.UnauthorizedOperation"}}}});
  return {"parapet-denied", "Somebody tried to change what only Terraform changes", call({{"$or", ways}})};
}

/// People come through IAM Identity Center; the rest tells the tools that people have. Who has other tools is stopped
/// by policies, not by this.
EventRule by_hand(const std::vector<std::string>& runners) {
  EventJson others = EventJson::array({{{"anything-but", {{"wildcard", EventJson::array()}}}}});
  for (const std::string& runner : runners) others[0]["anything-but"]["wildcard"].push_back(single_stars(runner));
  EventJson tools = EventJson::array();
  for (const char* agent : {"aws-cli/*", "*HashiCorp Terraform/*", "*HashiCorp/1.0 Terraform/*", "*OpenTofu/*"})
    tools.push_back({{"wildcard", agent}});
  const EventJson ways =
      EventJson::array({{{"userIdentity", {{"type", {"Root", "IAMUser"}}}}},
                        {{"sessionCredentialFromConsole", {"true"}}},
                        {{"userIdentity", session_of({{{"wildcard", "arn:*:role/aws-reserved/sso.amazonaws.com/*"}}})}},
                        {{"userAgent", tools}, {"userIdentity", session_of(others)}}});
  return {"parapet-by-hand", "Somebody changed something in the console or on a command line",
          call({{"readOnly", {false}}, {"$or", ways}})};
}

EventRule emergency(const ControlExemptions& exemptions) {
  std::vector<std::string> roles = exemptions.on_call;
  roles.insert(roles.end(), exemptions.administrators.begin(), exemptions.administrators.end());
  const EventJson ways = EventJson::array({{{"eventSource", {"sts.amazonaws.com"}},
                                            {"eventName", {{{"prefix", "AssumeRole"}}}},
                                            {"requestParameters", {{"roleArn", wildcards(roles)}}}},
                                           {{"readOnly", {false}}, {"userIdentity", session_of(wildcards(roles))}}});
  return {"parapet-emergency", "Somebody used a role that the service control policies exempt", call({{"$or", ways}}),
          true};
}

EventRule control() {
  EventJson detail = of_service("organizations.amazonaws.com");
  detail["readOnly"] = {false};
  return {"parapet-control-policies", "Somebody changed the organization or its service control policies",
          call(std::move(detail))};
}

/// The names that ARNs of roles end with.
std::vector<std::string> names_of(const std::vector<std::string>& arns) {
  std::vector<std::string> names;
  for (const std::string& arn : arns) {
    const std::string name = arn.substr(arn.rfind('/') + 1);
    // All below a path: any name may be one of them.
    names.push_back(name.empty() ? "*" : name);
  }
  return names;
}

EventRule runner_roles(const std::vector<std::string>& runners) {
  EventJson detail = of_service("iam.amazonaws.com");
  detail["readOnly"] = {false};
  detail["$or"] = EventJson::array({{{"requestParameters", {{"roleName", wildcards(names_of(runners))}}}},
                                    {{"requestParameters", {{"openIDConnectProviderArn", {{{"exists", true}}}}}}},
                                    {{"eventName", {"CreateOpenIDConnectProvider"}}}});
  return {"parapet-runner-roles", "Somebody changed a role that Terraform runs as, or the identity provider of CI",
          call(std::move(detail))};
}

/// One thing that calls name in their parameters.
EventJson of_target(const char* source, std::vector<std::string> names, const char* parameter, EventJson value) {
  EventJson detail = of_service(source, std::move(names));
  detail["requestParameters"][parameter] = EventJson::array({std::move(value)});
  return detail;
}

EventRule recording() {
  const EventJson ours{{"prefix", "parapet-"}}, topic{{"wildcard", "*:parapet-telemetry"}};
  const EventJson ways = EventJson::array(
      {of_service("cloudtrail.amazonaws.com", {"DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"}),
       of_target("events.amazonaws.com", {"DeleteRule", "DisableRule", "PutRule"}, "name", ours),
       of_target("events.amazonaws.com", {"PutTargets", "RemoveTargets"}, "rule", ours),
       of_target("sns.amazonaws.com", {"DeleteTopic", "SetTopicAttributes"}, "topicArn", topic),
       of_target("sns.amazonaws.com", {"Unsubscribe"}, "subscriptionArn", {{"wildcard", "*:parapet-telemetry:*"}})});
  return {"parapet-recording", "Somebody changed what records and tells", call({{"$or", ways}})};
}

}  // namespace

std::vector<EventRule> event_rules(const ControlExemptions& exemptions) {
  exempt_roles(exemptions);
  return {denied(),  by_hand(exemptions.runners),      emergency(exemptions),
          control(), runner_roles(exemptions.runners), recording()};
}

}  // namespace parapet::organization
