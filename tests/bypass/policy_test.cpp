#include <gmock/gmock.h>
#include <aws/data/iam_policy.hpp>
#include <aws/data/iam_policy_document.hpp>
#include <aws/iam_role_policy_attachment.hpp>
#include <aws/s3_bucket_policy.hpp>
#include <secure_templates/kms.hpp>

#include "bypass/attack.hpp"
#include "bypass/configurations.hpp"
#include "parapet/expression.hpp"
#include "parapet/fn.hpp"
#include "parapet/module.hpp"
#include "parapet/variable.hpp"

/// Policies that give everything away, and do not look like it.
namespace attack {
namespace {

using parapet::Any;
using parapet::Local;
using parapet::Stack;
using parapet::Str;
using parapet::Variable;
namespace fn = parapet::fn;
namespace policy = parapet::policy;

Any statement_object(const Any& action, const Any& resource) {
  return parapet::object(
      {{"Version", "2012-10-17"},
       {"Statement",
        parapet::list({parapet::object({{"Effect", "Allow"}, {"Action", action}, {"Resource", resource}})})}});
}

std::string text(const std::string& statement) {
  return R"({"Version": "2012-10-17", "Statement": [)" + statement + "]}";
}

Str document(Stack& stack, const char* id, const aws::data::iam_policy_document& config) {
  return aws::data::IamPolicyDocument(stack, id, config).json();
}

/// A policy that amounts to `*:*`.
struct AdminPolicy {
  const char* name;
  const char* status;
  Str (*policy)(Stack& stack);
};

void PrintTo(const AdminPolicy& policy, std::ostream* out) { *out << policy.name; }

const std::vector<AdminPolicy> admin_policies = {
    {"Star", "fail", [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "*", "Resource": "*"})"); }},
    {"StarColonStar", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "*:*", "Resource": "*"})"); }},
    {"DoubleStar", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "**", "Resource": "**"})"); }},
    {"QuestionMark", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "?*", "Resource": "*"})"); }},
    {"StarColonQuestionMark", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "*:?*", "Resource": "*"})"); }},
    {"EveryLetter", "fail",
     [](Stack&) -> Str {
       std::string actions;
       for (char c = 'a'; c <= 'z'; ++c) actions += std::string(actions.empty() ? "" : ", ") + "\"" + c + "*\"";
       return text(R"({"Effect": "Allow", "Action": [)" + actions + R"(], "Resource": "*"})");
     }},
    {"EveryArn", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "*", "Resource": "arn:*"})"); }},
    {"EveryPartOfAnArn", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:*:*:*:*"})"); }},
    {"InAList", "fail",
     [](Stack&) -> Str {
       return text(R"({"Effect": "Allow", "Action": ["s3:GetObject", "*"], "Resource": ["arn:aws:s3:::a", "*"]})");
     }},
    {"OneStatementWithoutList", "fail",
     [](Stack&) -> Str {
       return R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})";
     }},
    {"OddSpacing", "fail",
     [](Stack&) -> Str {
       return "\n{ \"Version\" :\t\"2012-10-17\",\n\"Statement\":[\n{\"Resource\":\"*\"\n,\"Action\"\t:[ "
              "\"*\"],\"Effect\":\"Allow\"}]}";
     }},
    {"OddKeys", "fail",
     [](Stack&) -> Str { return R"({"statement": [{"EFFECT": "Allow", "action": "*", "resource": "*"}]})"; }},
    {"UnicodeEscapes", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "\u0041llow", "Action": "\u002a", "Resource": "\u002a"})"); }},
    {"NotAction", "fail",
     [](Stack&) -> Str {
       return text(R"({"Effect": "Allow", "NotAction": "organizations:LeaveOrganization", "Resource": "*"})");
     }},
    {"NotResource", "fail",
     [](Stack&) -> Str { return text(R"({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::a"})"); }},
    {"UnderACondition", "fail",
     [](Stack&) -> Str {
       return text(
           R"({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}})");
     }},
    {"SecondStatement", "fail",
     [](Stack&) -> Str {
       return text(
           R"({"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::a"}, {"Effect": "Allow", "Action": "*", "Resource": "*"})");
     }},
    {"TypedDocument", "fail",
     [](Stack&) -> Str {
       return policy::Document{.statements = {policy::Statement{.actions = {"*"}, .resources = {"*"}}}};
     }},
    {"TypedNotActions", "fail",
     [](Stack&) -> Str {
       return policy::Document{.statements = {policy::Statement{.not_actions = {"iam:*"}, .resources = {"*"}}}};
     }},
    {"JsonEncode", "fail", [](Stack&) -> Str { return fn::jsonencode(statement_object("*", "*")); }},
    {"JsonEncodeOfAJoin", "fail",
     [](Stack&) -> Str {
       return fn::jsonencode(statement_object(fn::join("", {"*", ":*"}), fn::join("", {"", "*"})));
     }},
    {"JsonEncodeOfALocal", "fail",
     [](Stack& s) -> Str { return fn::jsonencode(Local(s, "p", statement_object("*", "*")).value()); }},
    {"JsonEncodeOfAVariable", "fail",
     [](Stack& s) -> Str {
       return fn::jsonencode(statement_object(Variable(s, "action", {.default_ = "*"}).value(), "*"));
     }},
    {"JsonEncodeOfAnUnknown", "unknown",
     [](Stack& s) -> Str { return fn::jsonencode(statement_object(Variable(s, "action").value(), "*")); }},
    {"Template", "fail",
     [](Stack& s) -> Str {
       return parapet::text(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":")",
                            Local(s, "star", "*").as<Str>(), R"(","Resource":"*"}]})");
     }},
    {"TemplateOfAnUnknown", "unknown",
     [](Stack& s) -> Str {
       return parapet::text(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":")",
                            Variable(s, "v").str(), R"(","Resource":"*"}]})");
     }},
    {"Variable", "fail", [](Stack& s) -> Str { return Variable(s, "v", {.default_ = admin_policy}).str(); }},
    {"VariableWithoutDefault", "unknown", [](Stack& s) -> Str { return Variable(s, "v").str(); }},
    {"File", "unknown", [](Stack&) -> Str { return fn::file("policy.json"); }},
    {"ModuleOutput", "unknown",
     [](Stack& s) -> Str { return parapet::Module(s, "m", {.source = "./policies"}).output<Str>("json"); }},
    {"NoJson", "unknown", [](Stack&) -> Str { return "Allow everything"; }},
    {"SameKeyTwice", "unknown",
     [](Stack&) -> Str {
       return text(R"({"Effect": "Allow", "Action": "s3:GetObject", "Action": "*", "Resource": "*"})");
     }},
    {"DataSource", "fail",
     [](Stack& s) -> Str {
       return document(s, "d", {.statement = {{.actions = {"*"}, .effect = "Allow", .resources = {"*"}}}});
     }},
    {"DataSourceWithoutEffect", "fail",
     [](Stack& s) -> Str { return document(s, "d", {.statement = {{.actions = {"*"}, .resources = {"*"}}}}); }},
    {"DataSourceNotActions", "fail",
     [](Stack& s) -> Str { return document(s, "d", {.statement = {{.not_actions = {"iam:*"}, .resources = {"*"}}}}); }},
    {"DataSourceOfASource", "fail",
     [](Stack& s) -> Str { return document(s, "d", {.source_policy_documents = {admin_policy}}); }},
    {"DataSourceOfAnOverride", "fail",
     [](Stack& s) -> Str {
       return document(s, "outer",
                       {.override_policy_documents = {document(
                            s, "inner", {.statement = {{.actions = {"*"}, .resources = {"*"}, .sid = "Read"}}})},
                        .statement = {{.actions = {"s3:GetObject"}, .resources = {"*"}, .sid = "Read"}}});
     }},
    {"DataSourceWithADynamicStatement", "fail",
     [](Stack& s) -> Str {
       const auto actions = Local(s, "actions", parapet::list({"s3:GetObject", "*"})).as<parapet::List<Str>>();
       return document(s, "d", {.statement = parapet::dynamic(actions, [](auto each) {
                                  return aws::data::iam_policy_document::Statement{.actions = {Str(each.value())},
                                                                                   .resources = {"*"}};
                                })});
     }},
    {"PolicyOfAnotherResource", "fail",
     [](Stack& s) -> Str {
       return aws::S3BucketPolicy(s, "other",
                                  aws::s3_bucket_policy{.bucket = "b", .policy = Local(s, "p", admin_policy).as<Str>()})
           .policy();
     }},
};

class HiddenAdmin : public testing::TestWithParam<AdminPolicy> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }

  static void expect(std::vector<std::string> refusals, const std::string& requirement) {
    const std::string begin = requirement + " " + GetParam().status + " production/x ";
    EXPECT_THAT(refusals, testing::Contains(testing::StartsWith(begin)));
  }
};

TEST_P(HiddenAdmin, InAManagedPolicyIsRefused) {
  expect(refused([](Stack& stack) { aws::IamPolicy(stack, "x", aws::iam_policy{.policy = GetParam().policy(stack)}); }),
         "iam:003");
}

TEST_P(HiddenAdmin, InAPolicyOfARoleIsRefused) {
  expect(refused([](Stack& stack) {
           secure::RolePolicy(stack, "x", aws::iam_role_policy{.policy = GetParam().policy(stack), .role = "app"});
         }),
         "iam:004");
}

TEST_P(HiddenAdmin, InsideOfARoleIsRefused) {
  expect(refused([](Stack& stack) {
           aws::iam_role role{.inline_policy = {{.name = "p", .policy = GetParam().policy(stack)}}};
           role.assume_role_policy = policy::Document{
               .statements = {policy::Statement{.actions = {"sts:AssumeRole"},
                                                .principals = {policy::service("ec2.amazonaws.com")}}}};
           secure::Role(stack, "x", role);
         }),
         "iam:007");
}

INSTANTIATE_TEST_SUITE_P(Bypass, HiddenAdmin, testing::ValuesIn(admin_policies),
                         [](const auto& info) { return std::string(info.param.name); });

/// What makes a statement one for everybody.
class OpenPrincipal : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }
};

TEST_P(OpenPrincipal, OfABucketIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    const std::string tls =
        R"({"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}, )";
    aws::S3BucketPolicy(stack, "x",
                        aws::s3_bucket_policy{
                            .bucket = "b",
                            .policy = text(tls + R"({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", )" +
                                           GetParam() + "}")});
  });
  EXPECT_THAT(refusals, testing::Contains(testing::StartsWith("s3:014 fail production/x policy.Statement[1]")));
}

TEST_P(OpenPrincipal, OfAKeyIsRefused) {
  const auto refusals = refused([](Stack& stack) {
    secure::Key(stack, "x",
                aws::kms_key{.policy = text(R"({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", )" +
                                            std::string(GetParam()) + "}")});
  });
  EXPECT_THAT(refusals, testing::Contains(testing::StartsWith("kms:006 fail production/x policy.Statement[0]")));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, OpenPrincipal,
    testing::Values(
        R"("Principal": "*")", R"("Principal": {"AWS": "*"})", R"("Principal": {"AWS": ["111122223333", "*"]})",
        R"("Principal": {"aws": "*"})", R"("Principal": {"AWS": "arn:aws:iam::*:root"})",
        R"("Principal": {"AWS": "arn:aws:iam::*:role/app"})", R"("NotPrincipal": {"AWS": "111122223333"})",
        R"("Principal": {"CanonicalUser": "*"})",
        R"("Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}})",
        R"("Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:PrincipalOrgID": "*"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:PrincipalOrgID": "o-*"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:PrincipalOrgPaths": "o-*/r-*"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:PrincipalAccount": "?*"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:PrincipalAccount": "1*"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:SourceVpce": "vpce-*"}})",
        R"("Principal": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/app"}})",
        R"("Principal": "*", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}})",
        R"("Principal": "*", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-1234567890"}})",
        R"("Principal": "*", "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1234567890"}})",
        R"("Principal": "*", "Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o-1234567890/r-1/"}})",
        R"("Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": ["o-1234567890", "*"]}})",
        R"("Principal": "*", "Condition": {"Null": {"aws:PrincipalOrgID": "false"}})"));

class NarrowPrincipal : public OpenPrincipal {};

TEST_P(NarrowPrincipal, OfAKeyIsAllowed) {
  const std::string administrators =
      R"({"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": "arn:aws:iam::111122223333:role/keys"}}, )";
  const auto refusals = refused([&](Stack& stack) {
    secure::Key(stack, "x",
                aws::kms_key{.policy = text(administrators +
                                            R"({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", )" +
                                            std::string(GetParam()) + "}")});
  });
  EXPECT_THAT(refusals, testing::Not(testing::Contains(testing::StartsWith("kms:006"))));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, NarrowPrincipal,
    testing::Values(
        R"("Principal": {"AWS": "arn:aws:iam::111122223333:root"})",
        R"("Principal": {"Service": "logs.eu-central-1.amazonaws.com"})",
        R"("Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})",
        R"("Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}})",
        R"("Principal": "*", "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1234567890/r-abcd/*"}})",
        R"("Principal": "*", "Condition": {"StringLike": {"aws:userid": "AROAEXAMPLEID:*"}})",
        R"("Principal": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*"}})",
        R"("Principal": "*", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::acme-invoices"}})"));

/// Trust in GitHub without saying which repository.
class OpenSubject : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { use_exceptions("[]"); }
  void TearDown() override { parapet::guardrails::forget_settings(); }

  static std::vector<std::string> judge(const std::string& condition) {
    return refused([&](Stack& stack) {
      secure::Role(
          stack, "x",
          aws::iam_role{
              .assume_role_policy = text(
                  R"({"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"})" +
                  (condition.empty() ? "" : ", \"Condition\": " + condition) + "}")});
    });
  }
};

TEST_P(OpenSubject, IsRefused) {
  const auto refusals = judge(GetParam());
  ASSERT_EQ(refusals.size(), 1u) << testing::PrintToString(refusals);
  EXPECT_THAT(refusals[0], testing::StartsWith("iam:002 fail production/x assume_role_policy.Statement[0]"));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, OpenSubject,
    testing::Values(
        "", R"({"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}})",
        R"({"StringLike": {"token.actions.githubusercontent.com:sub": "*"}})",
        R"({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:*"}})",
        R"({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:*/infra:*"}})",
        R"({"StringLike": {"token.actions.githubusercontent.com:sub": ["repo:acme/infra:*", "repo:*"]}})",
        R"({"StringEqualsIfExists": {"token.actions.githubusercontent.com:sub": "repo:acme/infra:ref:refs/heads/main"}})",
        R"({"StringNotEquals": {"token.actions.githubusercontent.com:sub": "repo:acme/infra:ref:refs/heads/main"}})"));

TEST_F(OpenSubject, IsAllowedWithTheRepository) {
  EXPECT_EQ(
      judge(R"({"StringEquals": {"token.actions.githubusercontent.com:sub": "repo:acme/infra:ref:refs/heads/main"}})"),
      std::vector<std::string>{});
  EXPECT_EQ(judge(R"({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/infra:*"}})"),
            std::vector<std::string>{});
}

TEST_F(Attack, ThroughTheAdministratorPolicyOfAwsIsRefused) {
  const auto attach = [](const std::function<Str(Stack&)>& arn) {
    return refused([&](Stack& stack) {
      aws::IamRolePolicyAttachment(stack, "x",
                                   aws::iam_role_policy_attachment{.policy_arn = arn(stack), .role = "app"});
    });
  };
  const std::string admin = "arn:aws:iam::aws:policy/AdministratorAccess";
  EXPECT_THAT(attach([&](Stack&) { return Str(admin); }),
              testing::ElementsAre(testing::StartsWith("iam:009 fail production/x policy_arn")));
  EXPECT_THAT(attach([](Stack& s) -> Str {
                return parapet::text("arn:", Local(s, "p", "aws").as<Str>(), ":iam::aws:policy/AdministratorAccess");
              }),
              testing::ElementsAre(testing::StartsWith("iam:009 fail production/x policy_arn")));
  EXPECT_THAT(attach([](Stack& s) -> Str {
                return parapet::text("arn:", Variable(s, "p").str(), ":iam::aws:policy/AdministratorAccess");
              }),
              testing::Contains(testing::StartsWith("iam:009 unknown production/x policy_arn")));
  EXPECT_THAT(attach([](Stack& s) -> Str {
                return aws::data::IamPolicy(s, "admin", aws::data::iam_policy{.name = "AdministratorAccess"}).arn();
              }),
              testing::ElementsAre(testing::StartsWith("iam:014 fail production/admin name")));
  EXPECT_THAT(attach([&](Stack& s) -> Str {
                return aws::data::IamPolicy(s, "admin", aws::data::iam_policy{.arn = admin}).arn();
              }),
              testing::Not(testing::IsEmpty()));
}

TEST_F(Attack, AreNotConfusedByPoliciesThatAreFine) {
  EXPECT_EQ(
      refused(
          [](Stack& stack) {
            secure::S3Bucket bucket(stack, "data", aws::s3_bucket{.bucket = "acme-data"});
            secure::Key key(stack, "key", aws::kms_key{.description = "Data"});
            secure::Policy read(
                stack, "read",
                aws::iam_policy{
                    .policy = policy::Document{
                        .statements = {
                            policy::Statement{.actions = {"s3:GetObject", "s3:List*"},
                                              .resources = {bucket.arn(), parapet::text(bucket.arn(), "/*")}},
                            policy::Statement{.actions = {"kms:Decrypt"}, .resources = {key.arn()}},
                            policy::Statement{.actions = {"logs:PutLogEvents", "ec2:Describe*"},
                                              .resources = {"*"}}}}});
            secure::Role role(stack, "app",
                              aws::iam_role{.assume_role_policy = policy::Document{
                                                .statements = {policy::Statement{
                                                    .actions = {"sts:AssumeRole"},
                                                    .principals = {policy::service("ecs-tasks.amazonaws.com")}}}}});
            secure::RolePolicyAttachment(
                stack, "app-read", aws::iam_role_policy_attachment{.policy_arn = read.arn(), .role = role.name()});
            secure::RolePolicyAttachment(
                stack, "app-logs",
                aws::iam_role_policy_attachment{.policy_arn = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                                                .role = role.name()});
          },
          "sensitive"),
      std::vector<std::string>{});
}

}  // namespace
}  // namespace attack
