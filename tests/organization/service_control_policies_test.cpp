#include "parapet/organization/service_control_policies.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "organization/service_actions.hpp"
#include "organization/support.hpp"
#include "parapet/guardrails/catalog.hpp"
#include "parapet/policy/evaluation.hpp"
#include "parapet/testing/golden.hpp"

namespace parapet::organization {
namespace {

using test::acme;
using test::complaint;

std::vector<policy::PolicyView> parsed(const std::vector<ControlPolicy>& policies) {
  std::vector<policy::PolicyView> views;
  for (const ControlPolicy& each : policies) views.push_back(policy::read_policy(each.json, each.name));
  return views;
}

const std::vector<policy::PolicyView>& acme_policies() {
  static const std::vector<policy::PolicyView> views = parsed(service_control_policies(acme()));
  return views;
}

TEST(ServiceControlPolicies, KeepToTheLimitsOfAws) {
  const std::vector<ControlPolicy> policies = service_control_policies(acme());
  std::vector<std::string> names;
  for (const ControlPolicy& policy : policies) {
    EXPECT_LE(policy.json.size(), 5120u) << policy.name;
    names.push_back(policy.name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"terraform-managed-1", "terraform-managed-2", "terraform-untagged-1",
                                             "terraform-untagged-2"}));
}

TEST(ServiceControlPolicies, AreTheSameEachTime) {
  const std::vector<ControlPolicy> first = service_control_policies(acme()), second = service_control_policies(acme());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].json, second[i].json);
  for (const ControlPolicy& policy : first)
    EXPECT_THAT(policy.json + "\n", parapet::testing::MatchesGolden("tests/organization/golden/" + policy.name + ".json"));
}

TEST(ServiceControlPolicies, OnlyDeny) {
  for (const policy::PolicyView& view : acme_policies()) {
    for (const policy::StatementView& statement : view.statements) EXPECT_EQ(statement.allows, policy::Answer::no);
  }
}

TEST(ServiceControlPolicies, KnowEveryServiceOfTheCatalog) {
  std::ifstream file("secure_templates/modules.json");
  const nlohmann::json prefixes = nlohmann::json::parse(file).at("policies").at("actions");
  std::set<std::string> known, empty;
  for (const ServiceActions& each : service_actions()) {
    known.insert(each.service);
    if (each.reads.empty() && each.tag_reads.empty()) empty.insert(each.service);
  }
  EXPECT_EQ(empty, std::set<std::string>{}) << "AWS has no actions under these prefixes";
  std::size_t services = 0;
  for (const guardrails::Requirement* requirement : guardrails::compiled_requirements()) {
    const std::string service(requirement->id.substr(0, requirement->id.find(':')));
    if (service == "terraform") continue;
    ++services;
    ASSERT_TRUE(prefixes.contains(service)) << service;
    for (const std::string prefix : prefixes.at(service)) EXPECT_TRUE(known.contains(prefix)) << prefix;
  }
  EXPECT_GT(services, 2000u);
}

TEST(ServiceControlPolicies, KnowNoWorkloadActionThatAwsDoesNotHave) {
  std::set<std::string> services, actions;
  for (const ServiceActions& each : service_actions()) {
    services.insert(each.service);
    for (const auto* list : {&each.workload, &each.tag_workload}) {
      for (const std::string& name : *list) actions.insert(each.service + ":" + name);
    }
  }
  for (const std::string& glob : workload_actions()) {
    if (!services.contains(glob.substr(0, glob.find(':')))) continue;
    const bool found = std::any_of(actions.begin(), actions.end(), [&](const std::string& action) {
      return policy::covers(glob, action, false) == policy::Answer::yes;
    });
    EXPECT_TRUE(found) << glob;
  }
}

policy::Request request_of(const std::string& action, const std::string& role, bool managed) {
  policy::Request request{.action = action, .resource = "arn:aws:any:eu-west-1:111122223333:thing/a"};
  request.context["aws:PrincipalArn"] = {role};
  if (managed) request.context["aws:ResourceTag/terraform-managed"] = {"true"};
  return request;
}

bool is_denied(const policy::Request& request) {
  return policy::decide(acme_policies(), request) == policy::Decision::explicit_deny;
}

TEST(ServiceControlPolicies, DoToEveryActionWhatTheTableSays) {
  constexpr const char* somebody = "arn:aws:iam::111122223333:role/developer";
  std::size_t number = 0;
  for (const ActionReach& each : reach_of(acme())) {
    // One in seven: all of them take a minute.
    if (++number % 7 != 0) continue;
    const bool always = each.reach == Reach::denied, tagged = each.reach == Reach::denied_if_managed;
    EXPECT_EQ(is_denied(request_of(each.action, somebody, false)), always) << each.action;
    // Elsewhere no policy sees tags, so no request holds them.
    const bool known = each.reach != Reach::out_of_reach && each.reach != Reach::creation;
    if (known) {
      EXPECT_EQ(is_denied(request_of(each.action, somebody, tagged)), always || tagged) << each.action;
    }
    EXPECT_FALSE(is_denied(request_of(each.action, "arn:aws:iam::111122223333:role/terraform/apply-shop", tagged)))
        << each.action;
  }
  EXPECT_GT(number, 9000u);
}

TEST(ServiceControlPolicies, ReachAsTheHandbookSays) {
  EXPECT_THAT(reach_page(acme()), parapet::testing::MatchesGolden("docs/organization_reach.md"));
}

TEST(ServiceControlPolicies, MakeRoomForMoreRoles) {
  ControlExemptions many = acme();
  for (int i = 0; i < 6; ++i)
    many.runners.push_back("arn:aws:iam::11112222333" + std::to_string(i) + ":role/some/long/path/terraform-apply-*");
  const std::vector<ControlPolicy> policies = service_control_policies(many);
  EXPECT_EQ(policies.size(), 4u);
  EXPECT_EQ(policies[2].name, "terraform-managed-3");
  for (const ControlPolicy& policy : policies) EXPECT_LE(policy.json.size(), largest_policy) << policy.name;
  for (int i = 0; i < 60; ++i)
    many.runners.push_back("arn:aws:iam::222233334444:role/some/long/path/terraform-" + std::to_string(i));
  EXPECT_EQ(complaint([&] { service_control_policies(many); }),
            "the service control policies would be longer than 5120 characters; name fewer or shorter exemptions");
}

TEST(ServiceControlPolicies, LetFurtherActionsThrough) {
  ControlExemptions more = acme();
  more.actions = {"appconfig:*", "route53:ChangeResourceRecordSets"};
  const std::vector<policy::PolicyView> views = parsed(service_control_policies(more));
  const auto decision = [&](const char* action, bool managed) {
    return policy::decide(views, request_of(action, "arn:aws:iam::111122223333:role/app", managed));
  };
  EXPECT_EQ(decision("appconfig:GetLatestConfiguration", true), policy::Decision::implicit_deny);
  EXPECT_EQ(decision("xray:PutTraceSegments", true), policy::Decision::explicit_deny);
  EXPECT_EQ(decision("route53:ChangeResourceRecordSets", false), policy::Decision::implicit_deny);
  EXPECT_EQ(decision("route53:DeleteHostedZone", false), policy::Decision::explicit_deny);
}

struct Refused {
  const char* role;
  const char* why;
};

class OpenExemptions : public ::testing::TestWithParam<Refused> {};

TEST_P(OpenExemptions, AreRefused) {
  ControlExemptions exemptions = acme();
  exemptions.runners = {GetParam().role};
  EXPECT_EQ(complaint([&] { service_control_policies(exemptions); }),
            "exemption `" + std::string(GetParam().role) + "`: " + GetParam().why);
}

constexpr const char* no_arn = "is no ARN of roles; write it like `arn:aws:iam::*:role/ci/apply-*`";
constexpr const char* too_open =
    "covers roles that anybody may have made; begin the name with four characters before a `*`";
constexpr const char* every_set = "covers every permission set; name it after `AWSReservedSSO_`";

const Refused refused[] = {
    {"*", no_arn},
    {"", no_arn},
    {"arn:*", no_arn},
    {"arn:aws:iam::*:*", no_arn},
    {"arn:aws:iam::*:role/", no_arn},
    {"arn:aws:iam::*:user/terraform", no_arn},
    {"arn:aws:iam::111122223333:root", no_arn},
    {"arn:aws:sts::111122223333:assumed-role/terraform/session", no_arn},
    {"arn:aws:iam::1111:role/terraform", no_arn},
    {"arn:aws:iam::1111222*:role/terraform", no_arn},
    {"arn:aws:iam::*:role/${aws:PrincipalTag/role}", no_arn},
    {"arn:aws:iam::*:role/terr?form", no_arn},
    {"arn:aws:iam::*:role/terraform\"", no_arn},
    {"arn:aws:iam::*:role/terraform ", no_arn},
    {"arn:aws:iam::*:role/*", too_open},
    {"arn:aws:iam::*:role/**", too_open},
    {"arn:aws:iam::*:role/*-apply", too_open},
    {"arn:aws:iam::*:role/ci*", too_open},
    {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_*", too_open},
    {"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", every_set},
    {"arn:aws:iam::*:role/aws-reserved/*", every_set},
};

INSTANTIATE_TEST_SUITE_P(Of, OpenExemptions, ::testing::ValuesIn(refused));

TEST(Exemptions, NameEveryoneOnceAndSomebodyOfEachKind) {
  ControlExemptions exemptions = acme();
  exemptions.runners.push_back(exemptions.on_call.front());
  EXPECT_EQ(complaint([&] { service_control_policies(exemptions); }),
            "exemption `" + exemptions.on_call.front() + "`: is named twice; keep one of them");
  exemptions = acme();
  exemptions.on_call.clear();
  EXPECT_EQ(complaint([&] { service_control_policies(exemptions); }),
            "no role is exempt as on-call engineer; name one at least");
  for (const char* action : {"*", "*:*", ":*", "s3", "s3:", "s3:*Object", "s3:Get*Acl", "s3:Get?", "S3 :Get"}) {
    exemptions = acme();
    exemptions.actions = {action};
    EXPECT_EQ(complaint([&] { service_control_policies(exemptions); }),
              "exempt action `" + std::string(action) + "`: write it like `appconfig:*` or `xray:Put*`");
  }
}

}  // namespace
}  // namespace parapet::organization
