#include <gtest/gtest.h>

#include "organization/support.hpp"
#include "parapet/policy/evaluation.hpp"

/// Who may do what once the service control policies are attached.
namespace parapet::organization {
namespace {

constexpr const char* developer = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Developer_0a1b";
constexpr const char* admin = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0a1b";
// In us-east-1 the path holds no region.
constexpr const char* on_call =
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_OnCall_0a1b";
constexpr const char* on_call_there = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_OnCall_0a1b";
constexpr const char* runner = "arn:aws:iam::444455556666:role/terraform/apply-shop";
constexpr const char* app = "arn:aws:iam::111122223333:role/shop-app";
constexpr const char* root = "arn:aws:iam::111122223333:root";

struct Case {
  const char* who;
  const char* action;
  const char* resource;
  bool managed;                  ///< the resource has terraform-managed=true
  std::vector<std::string> keys;  ///< aws:TagKeys of the request
  bool denied;
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.who << " " << each.action << " on " << each.resource << (each.managed ? ", managed" : "");
}

/// The policies with FullAWSAccess, which AWS attaches to everything.
const std::vector<policy::PolicyView>& attached() {
  static const std::vector<policy::PolicyView> policies = [] {
    std::vector<policy::PolicyView> views;
    for (const ControlPolicy& each : service_control_policies(test::acme()))
      views.push_back(policy::read_policy(each.json, each.name));
    views.push_back(policy::read_policy(
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})", "FullAWSAccess"));
    return views;
  }();
  return policies;
}

class Simulation : public ::testing::TestWithParam<Case> {};

TEST_P(Simulation, DecidesAsTheOrganizationWants) {
  policy::Request request{.action = GetParam().action, .resource = GetParam().resource};
  request.context["aws:PrincipalArn"] = {GetParam().who};
  if (GetParam().managed) request.context["aws:ResourceTag/terraform-managed"] = {"true"};
  if (!GetParam().keys.empty()) request.context["aws:TagKeys"] = GetParam().keys;
  EXPECT_EQ(policy::decide(attached(), request),
            GetParam().denied ? policy::Decision::explicit_deny : policy::Decision::allow);
}

constexpr const char* database = "arn:aws:rds:eu-west-1:111122223333:db:zip";
constexpr const char* instance = "arn:aws:ec2:eu-west-1:111122223333:instance/i-1";
constexpr const char* subnet = "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1";
constexpr const char* group = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1";
constexpr const char* key = "arn:aws:kms:eu-west-1:111122223333:key/1";
constexpr const char* queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
constexpr const char* table = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
constexpr const char* function = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
constexpr const char* bucket = "arn:aws:s3:::shop";
constexpr const char* object = "arn:aws:s3:::shop/a";
constexpr const char* zone = "arn:aws:route53:::hostedzone/Z1";
constexpr const char* app_role = "arn:aws:iam::111122223333:role/shop-app";
constexpr const char* runner_role = "arn:aws:iam::111122223333:role/terraform/apply-shop";
constexpr const char* provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

const Case cases[] = {
    // Changes of what is managed are the runner's, and in an emergency those of a few others.
    {developer, "rds:ModifyDBInstance", database, true, {}, true},
    {developer, "rds:DeleteDBInstance", database, true, {}, true},
    {developer, "ec2:TerminateInstances", instance, true, {}, true},
    {developer, "ec2:AuthorizeSecurityGroupIngress", group, true, {}, true},
    {developer, "kms:ScheduleKeyDeletion", key, true, {}, true},
    {developer, "kms:PutKeyPolicy", key, true, {}, true},
    {developer, "kms:DisableKey", key, true, {}, true},
    {developer, "sqs:DeleteQueue", queue, true, {}, true},
    {developer, "sqs:PurgeQueue", queue, true, {}, true},
    {developer, "dynamodb:DeleteTable", table, true, {}, true},
    {developer, "lambda:UpdateFunctionCode", function, true, {}, true},
    {developer, "lambda:AddPermission", function, true, {}, true},
    {root, "rds:ModifyDBInstance", database, true, {}, true},
    {app, "rds:ModifyDBInstance", database, true, {}, true},
    {runner, "rds:ModifyDBInstance", database, true, {}, false},
    {runner, "ec2:TerminateInstances", instance, true, {}, false},
    {on_call_there, "rds:ModifyDBInstance", database, true, {}, false},
    {admin, "rds:ModifyDBInstance", database, true, {}, false},
    {on_call, "rds:ModifyDBInstance", database, true, {}, false},
    // Somebody who calls a role alike.
    {"arn:aws:iam::111122223333:role/evil/terraform/apply", "rds:ModifyDBInstance", database, true, {}, true},
    {"arn:aws:iam::111122223333:role/Terraform/apply", "rds:ModifyDBInstance", database, true, {}, true},
    {"arn:aws:iam::111122223333:user/terraform/apply", "rds:ModifyDBInstance", database, true, {}, true},
    {"arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0a1b", "rds:ModifyDBInstance", database, true, {}, true},
    // What nobody manages stays with who made it.
    {developer, "rds:ModifyDBInstance", database, false, {}, false},
    {developer, "ec2:TerminateInstances", instance, false, {}, false},
    {developer, "ec2:CreateVpc", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1", false, {}, false},
    {developer, "dynamodb:CreateTable", table, false, {"team"}, false},
    // Everybody reads.
    {developer, "rds:DescribeDBInstances", database, true, {}, false},
    {developer, "ec2:DescribeInstances", instance, true, {}, false},
    {developer, "kms:DescribeKey", key, true, {}, false},
    {developer, "lambda:GetFunction", function, true, {}, false},
    {developer, "iam:GetRole", app_role, true, {}, false},
    {developer, "logs:GetLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:a:log-stream:b", true, {}, false},
    // Workloads go on.
    {app, "kms:Decrypt", key, true, {}, false},
    {app, "kms:GenerateDataKeyWithoutPlaintext", key, true, {}, false},
    {app, "kms:CreateGrant", key, true, {}, false},
    {app, "sts:AssumeRole", app_role, true, {}, false},
    {app, "iam:PassRole", app_role, true, {}, false},
    {app, "sqs:SendMessage", queue, true, {}, false},
    {app, "dynamodb:PutItem", table, true, {}, false},
    {app, "lambda:InvokeFunction", function, true, {}, false},
    {app, "logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:a:log-stream:b", true, {}, false},
    {app, "secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a", true, {}, false},
    {app, "ec2:RunInstances", subnet, true, {}, false},
    {app, "ecs:RunTask", "arn:aws:ecs:eu-west-1:111122223333:task-definition/a:1", true, {}, false},
    {app, "states:StartExecution", "arn:aws:states:eu-west-1:111122223333:stateMachine:a", true, {}, false},
    {app, "s3:PutObject", object, false, {}, false},
    {app, "s3:DeleteObject", object, false, {}, false},
    {app, "execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:a/b/GET/c", true, {}, false},
    // Where no policy sees tags, the action counts.
    {developer, "s3:PutBucketPolicy", bucket, false, {}, true},
    {developer, "s3:PutBucketPublicAccessBlock", bucket, false, {}, true},
    {developer, "s3:DeleteBucket", bucket, false, {}, true},
    {developer, "s3:GetBucketPolicy", bucket, false, {}, false},
    {developer, "route53:ChangeResourceRecordSets", zone, false, {}, true},
    {developer, "route53:ListResourceRecordSets", zone, false, {}, false},
    {developer, "cloudfront:UpdateCachePolicy", "arn:aws:cloudfront::111122223333:cache-policy/a", false, {}, true},
    {developer, "events:PutPermission", "arn:aws:events:eu-west-1:111122223333:event-bus/default", false, {}, true},
    {developer, "iam:UpdateAccountPasswordPolicy", "*", false, {}, true},
    {developer, "organizations:LeaveOrganization", "*", false, {}, true},
    {developer, "guardduty:DeleteDetector", "arn:aws:guardduty:eu-west-1:111122223333:detector/a", true, {}, true},
    {developer, "config:DeleteDeliveryChannel", "*", false, {}, true},
    {runner, "s3:PutBucketPolicy", bucket, false, {}, false},
    {runner, "route53:ChangeResourceRecordSets", zone, false, {}, false},
    // The tag is nobody else's: neither to take, nor to set on what is not managed, whatever the case of its key.
    {developer, "ec2:DeleteTags", instance, true, {"terraform-managed"}, true},
    {developer, "ec2:CreateTags", instance, true, {"team"}, true},
    {developer, "ec2:CreateTags", instance, false, {"team"}, false},
    {developer, "ec2:CreateTags", instance, false, {"team", "terraform-managed"}, true},
    {developer, "ec2:CreateTags", instance, false, {"Terraform-Managed"}, true},
    {developer, "dynamodb:CreateTable", table, false, {"terraform-managed"}, true},
    {developer, "lambda:UntagResource", function, false, {"TERRAFORM-MANAGED"}, true},
    {developer, "tag:UntagResources", "*", false, {"terraform-managed"}, true},
    {runner, "dynamodb:CreateTable", table, false, {"terraform-managed", "team"}, false},
    // Nobody becomes the runner.
    {developer, "iam:CreateRole", runner_role, false, {}, true},
    {developer, "iam:UpdateAssumeRolePolicy", runner_role, false, {}, true},
    {developer, "iam:AttachRolePolicy", runner_role, false, {}, true},
    {developer, "iam:PassRole", runner_role, false, {}, true},
    {developer, "iam:DeleteRole", runner_role, false, {}, true},
    {developer, "iam:CreateRole", app_role, false, {}, false},
    {developer, "iam:UpdateOpenIDConnectProviderThumbprint", provider, true, {}, true},
    {developer, "iam:AddClientIDToOpenIDConnectProvider", provider, true, {}, true},
    {developer, "iam:DeleteOpenIDConnectProvider", provider, true, {}, true},
    {runner, "iam:CreateRole", runner_role, false, {}, false},
    // A service that the catalog does not know, on what carries the tag.
    {developer, "mediaconvert:DeleteQueue", "arn:aws:mediaconvert:eu-west-1:111122223333:queues/a", true, {}, true},
    {developer, "mediaconvert:DeleteQueue", "arn:aws:mediaconvert:eu-west-1:111122223333:queues/a", false, {}, false},
};

INSTANTIATE_TEST_SUITE_P(Of, Simulation, ::testing::ValuesIn(cases));

TEST(ManagedTag, MayComeFromWhatAWorkloadIsStartedFrom) {
  policy::Request request{.action = "ec2:RunInstances", .resource = instance};
  request.context = {{"aws:PrincipalArn", {app}}, {"aws:TagKeys", {"terraform-managed"}}};
  EXPECT_EQ(policy::decide(attached(), request), policy::Decision::allow);
  request.action = "ec2:CreateTags";
  EXPECT_EQ(policy::decide(attached(), request), policy::Decision::explicit_deny);
  request.context["ec2:CreateAction"] = {"RunInstances"};
  EXPECT_EQ(policy::decide(attached(), request), policy::Decision::allow);
  // On what is managed already, that is no way around.
  request.context["aws:ResourceTag/terraform-managed"] = {"true"};
  EXPECT_EQ(policy::decide(attached(), request), policy::Decision::explicit_deny);
}

}  // namespace
}  // namespace parapet::organization
