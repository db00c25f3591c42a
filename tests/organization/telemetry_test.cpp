#include "parapet/organization/telemetry.hpp"

#include <gmock/gmock.h>

#include <set>

#include "organization/event_matcher.hpp"
#include "organization/event_patterns.hpp"
#include "organization/support.hpp"
#include "parapet/testing/golden.hpp"
#include "secure_templates/composites.hpp"

namespace parapet::organization {
namespace {

using test::complaint;
using test::Event;
using Names = std::set<std::string>;

ControlExemptions exemptions() {
  ControlExemptions result = test::acme();
  result.runners = {"arn:aws:iam::*:role/parapet-apply-*"};
  return result;
}

/// The rules that tell of an event.
Names told_of(const Event& event) {
  Names names;
  for (const EventRule& rule : event_rules(exemptions())) {
    if (test::matches_event(Event::parse(rule.pattern), event)) names.insert(rule.name);
  }
  return names;
}

constexpr const char* developer =
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Developer_0a1b";
constexpr const char* on_call =
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_OnCall_0a1b";
constexpr const char* runner = "arn:aws:iam::111122223333:role/parapet-apply-shop";
constexpr const char* app = "arn:aws:iam::111122223333:role/shop-app";

/// A call as CloudTrail records it.
Event call_by(const char* role, const char* source, const char* name, bool reads = false) {
  return {{"source", "aws.any"},
          {"detail-type", "AWS API Call via CloudTrail"},
          {"detail",
           {{"eventSource", source},
            {"eventName", name},
            {"readOnly", reads},
            {"userAgent", "aws-sdk-java/2.20"},
            {"userIdentity", {{"type", "AssumedRole"}, {"sessionContext", {{"sessionIssuer", {{"arn", role}}}}}}}}}};
}

Event with(Event event, const char* path, const Event& value) {
  event["detail"][Event::json_pointer(path)] = value;
  return event;
}

TEST(EventRules, TellOfDenials) {
  const Event call = call_by(app, "rds.amazonaws.com", "DeleteDBInstance");
  EXPECT_EQ(told_of(call), Names{});
  const char* message =
      "User: arn:aws:sts::111122223333:assumed-role/shop-app/i-1 is not authorized to perform: rds:DeleteDBInstance on "
      "resource: arn:aws:rds:eu-west-1:111122223333:db:zip with an explicit deny in a service control policy";
  EXPECT_EQ(told_of(with(with(call, "/errorCode", "AccessDenied"), "/errorMessage", message)), Names{"parapet-denied"});
  EXPECT_EQ(told_of(with(with(call, "/errorCode", "AccessDenied"), "/errorMessage",
                         "because no identity-based policy allows the rds:DeleteDBInstance action")),
            Names{});
  EXPECT_EQ(told_of(with(call, "/errorCode", "Client.UnauthorizedOperation")), Names{"parapet-denied"});
  EXPECT_EQ(told_of(with(call, "/errorCode", "Throttling")), Names{});
}

TEST(EventRules, TellOfChangesByHand) {
  EXPECT_EQ(told_of(call_by(developer, "ec2.amazonaws.com", "RunInstances")), Names{"parapet-by-hand"});
  EXPECT_EQ(told_of(call_by(developer, "ec2.amazonaws.com", "DescribeInstances", true)), Names{});
  EXPECT_EQ(told_of(call_by(app, "ec2.amazonaws.com", "RunInstances")), Names{});
  const Event by_app = call_by(app, "ec2.amazonaws.com", "CreateTags");
  EXPECT_EQ(told_of(with(by_app, "/userAgent", "aws-cli/2.15.0 md/awscrt")), Names{"parapet-by-hand"});
  EXPECT_EQ(told_of(with(by_app, "/userAgent", "APN/1.0 HashiCorp/1.0 Terraform/1.11.4 (+https://www.terraform.io)")),
            Names{"parapet-by-hand"});
  EXPECT_EQ(told_of(with(by_app, "/sessionCredentialFromConsole", "true")), Names{"parapet-by-hand"});
  const Event by_runner = call_by(runner, "ec2.amazonaws.com", "CreateTags");
  EXPECT_EQ(told_of(with(by_runner, "/userAgent", "APN/1.0 HashiCorp/1.0 Terraform/1.11.4 (+https://www.terraform.io)")),
            Names{});
  EXPECT_EQ(told_of(with(by_runner, "/sessionCredentialFromConsole", "true")), Names{"parapet-by-hand"});
  for (const char* type : {"Root", "IAMUser"})
    EXPECT_EQ(told_of(with(by_app, "/userIdentity", {{"type", type}})), Names{"parapet-by-hand"});
  EXPECT_EQ(told_of(with(by_app, "/userIdentity", {{"type", "AWSService"}})), Names{});
  Event sign_in = by_app;
  sign_in["detail-type"] = "AWS Console Sign In via CloudTrail";
  EXPECT_EQ(told_of(with(sign_in, "/userIdentity", {{"type", "Root"}})), Names{});
}

TEST(EventRules, TellOfTheUseOfExemptRoles) {
  const Event saml = with(call_by(app, "sts.amazonaws.com", "AssumeRoleWithSAML", true), "/userIdentity",
                          {{"type", "SAMLUser"}});
  EXPECT_EQ(told_of(with(saml, "/requestParameters", {{"roleArn", on_call}})), Names{"parapet-emergency"});
  EXPECT_EQ(told_of(with(saml, "/requestParameters", {{"roleArn", developer}})), Names{});
  EXPECT_EQ(told_of(call_by(on_call, "rds.amazonaws.com", "RebootDBInstance")),
            (Names{"parapet-by-hand", "parapet-emergency"}));
  EXPECT_EQ(told_of(call_by(on_call, "rds.amazonaws.com", "DescribeDBInstances", true)), Names{});
}

TEST(EventRules, TellOfChangesOfTheOrganization) {
  for (const char* name : {"UpdatePolicy", "DetachPolicy", "DisablePolicyType", "LeaveOrganization", "MoveAccount"})
    EXPECT_EQ(told_of(call_by(runner, "organizations.amazonaws.com", name)), Names{"parapet-control-policies"}) << name;
  EXPECT_EQ(told_of(call_by(runner, "organizations.amazonaws.com", "ListPolicies", true)), Names{});
}

TEST(EventRules, TellOfChangesOfTheRunnersRoles) {
  const Event call = call_by(app, "iam.amazonaws.com", "UpdateAssumeRolePolicy");
  EXPECT_EQ(told_of(with(call, "/requestParameters", {{"roleName", "parapet-apply-shop"}})),
            Names{"parapet-runner-roles"});
  EXPECT_EQ(told_of(with(call, "/requestParameters", {{"roleName", "shop-app"}})), Names{});
  EXPECT_EQ(told_of(with(call_by(app, "iam.amazonaws.com", "AddClientIDToOpenIDConnectProvider"), "/requestParameters",
                         {{"openIDConnectProviderArn", "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}})),
            Names{"parapet-runner-roles"});
  EXPECT_EQ(told_of(with(call_by(app, "iam.amazonaws.com", "CreateOpenIDConnectProvider"), "/requestParameters",
                         {{"url", "https://evil.example"}})),
            Names{"parapet-runner-roles"});
  EXPECT_EQ(told_of(with(call_by(app, "other.amazonaws.com", "Update"), "/requestParameters",
                         {{"roleName", "parapet-apply-shop"}})),
            Names{});
}

TEST(EventRules, TellOfChangesOfWhatRecords) {
  EXPECT_EQ(told_of(call_by(app, "cloudtrail.amazonaws.com", "StopLogging")), Names{"parapet-recording"});
  const Event disable = call_by(app, "events.amazonaws.com", "DisableRule");
  EXPECT_EQ(told_of(with(disable, "/requestParameters", {{"name", "parapet-denied"}})), Names{"parapet-recording"});
  EXPECT_EQ(told_of(with(disable, "/requestParameters", {{"name", "nightly"}})), Names{});
  EXPECT_EQ(told_of(with(call_by(app, "events.amazonaws.com", "RemoveTargets"), "/requestParameters",
                         {{"rule", "parapet-denied"}})),
            Names{"parapet-recording"});
  EXPECT_EQ(told_of(with(call_by(app, "sns.amazonaws.com", "SetTopicAttributes"), "/requestParameters",
                         {{"topicArn", "arn:aws:sns:eu-west-1:111122223333:parapet-telemetry"}})),
            Names{"parapet-recording"});
}

TEST(EventRules, KeepToTheLimitsOfEventBridge) {
  std::string all;
  for (const EventRule& rule : event_rules(exemptions())) {
    EXPECT_LE(rule.pattern.size(), 2048u) << rule.name;
    EXPECT_EQ(rule.pattern.find("**"), std::string::npos) << rule.name;
    all += rule.name + (rule.of_readers ? " (of readers)" : "") + "\n" + Event::parse(rule.pattern).dump(2) + "\n";
  }
  EXPECT_THAT(all, parapet::testing::MatchesGolden("tests/organization/golden/event_rules.txt"));
}

class TelemetryConstruct : public secure_templates_test::Composites {};

using secure_templates_test::Resources;

TEST_F(TelemetryConstruct, SendsEveryRuleToAnEncryptedTopic) {
  for (const char* tier : {"sensitive", "regulated"}) {
    complete_context(tier);
    const Telemetry made(stack, "telemetry", telemetry{.account = "111122223333", .exemptions = exemptions()});
    const auto written = document();
    Resources expected{"production/telemetry/key aws_kms_key",
                       "production/telemetry/key/alias aws_kms_alias",
                       "production/telemetry/topic aws_sns_topic",
                       "production/telemetry/topic/policy aws_sns_topic_policy",
                       "production/telemetry/undelivered aws_sqs_queue"};
    for (const EventRule& rule : event_rules(exemptions())) {
      const std::string path = "production/telemetry/" + rule.name;
      expected.push_back(path + " aws_cloudwatch_event_rule");
      expected.push_back(path + "-target aws_cloudwatch_event_target");
      EXPECT_TRUE(written.resource_at(path)["event_pattern"] == rule.pattern.c_str());
      EXPECT_TRUE(written.resource_at(path + "-target")["arn"] == made.topic().arn());
    }
    if (tier == std::string("regulated"))
      expected.push_back("production/telemetry/topic/data-protection aws_sns_topic_data_protection_policy");
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(resources(written), expected);
    EXPECT_THAT(text(written.resource_at("production/telemetry/key")["policy"]),
                ::testing::HasSubstr(
                    R"({"Action":["kms:Decrypt","kms:GenerateDataKey"],"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}},"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Resource":"*"})"));
  }
}

TEST_F(TelemetryConstruct, LeavesNothingBehindWhenItIsRefused) {
  EXPECT_EQ(complaint([&] { Telemetry(stack, "telemetry", telemetry{.account = "1", .exemptions = exemptions()}); }),
            "the account `1`: write it like `111122223333`");
  EXPECT_EQ(complaint([&] { Telemetry(stack, "telemetry", telemetry{.account = "111122223333"}); }),
            "no role is exempt as on-call engineer; name one at least");
  EXPECT_EQ(resources(document()), Resources{});
}

}  // namespace
}  // namespace parapet::organization
