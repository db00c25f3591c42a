#include <gtest/gtest.h>

#include "guardrails/iam_actions.hpp"
#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr const char* escalation = R"({"predicate": "iam_privilege_escalation", "args": {"path": "p"}})";
constexpr const char* exposure = R"({"predicate": "iam_credential_exposure", "args": {"path": "p"}})";
constexpr const char* exfiltration = R"({"predicate": "iam_data_exfiltration", "args": {"path": "p"}})";
constexpr const char* unconstrained = R"({"predicate": "iam_unconstrained_actions", "args": {"path": "p"}})";

std::string policy(const std::string& statements) { return holding("p", R"({"Statement": [)" + statements + "]}"); }
std::string allow(const std::string& rest) { return R"({"Effect": "Allow", )" + rest + "}"; }
std::string actions(const std::string& list, const std::string& resource = R"("*")", const std::string& more = "") {
  return policy(allow(R"("Action": )" + list + R"(, "Resource": )" + resource + more));
}

TEST(IamActions, TheTableIsRead) {
  const std::vector<ActionGroup>& groups = action_groups();
  EXPECT_GT(groups.size(), 1000u);
  std::size_t names = 0, found = 0;
  for (const ActionGroup& group : groups) {
    for (std::string_view rest = group.names; !rest.empty(); ++names) {
      std::string_view name = ActionGroup::next(rest);
      if (group.service == "s3" && name == "PutObject")
        found += group.access == Access::write && group.by_resource ? 1 : 0;
      if (group.service == "s3" && name == "ListAllMyBuckets")
        found += group.access == Access::list && !group.by_resource ? 1 : 0;
      if (group.service == "s3" && name == "PutBucketPolicy")
        found += group.access == Access::permissions && group.by_resource ? 1 : 0;
    }
  }
  EXPECT_GT(names, 10000u);
  EXPECT_EQ(found, 3u);
}

TEST(IamPrivilegeEscalation, OneActionOrACombination) {
  EXPECT_EQ(verdict(escalation, actions(R"("iam:CreateAccessKey")")),
            "fail `p.Statement[0]` grants iam:CreateAccessKey on everything");
  EXPECT_EQ(status(escalation, actions(R"(["IAM:create*version"])")), "fail");
  EXPECT_EQ(verdict(escalation, policy(allow(R"("Action": "ec2:Run*", "Resource": "*")") + ", " +
                                       allow(R"("Action": ["iam:PassRole"], "Resource": ["*"])"))),
            "fail `p.Statement[1]` grants iam:PassRole and ec2:RunInstances on everything");
  EXPECT_EQ(status(escalation, actions(R"("ec2:RunInstances")")), "pass");
  EXPECT_EQ(status(escalation, actions(R"("iam:PassRole")")), "pass");
  EXPECT_EQ(status(escalation, policy(allow(R"("Action": "ec2:*", "Resource": "*")") + ", " +
                                      allow(R"("Action": "iam:PassRole", "Resource": "arn:aws:iam::1:role/a")"))),
            "pass");
  EXPECT_EQ(status(escalation, actions(R"(["s3:GetObject", "iam:Get*", "iam:List*"])")), "pass");
}

TEST(IamPrivilegeEscalation, NotActionAndWildcards) {
  EXPECT_EQ(status(escalation, policy(allow(R"("NotAction": "s3:*", "Resource": "*")"))), "fail");
  EXPECT_EQ(status(escalation, policy(allow(R"("NotAction": ["iam:*", "*:Create*", "*:Update*", "sage*:*"], "Resource": "*")"))), "pass");
  EXPECT_EQ(status(escalation, actions(R"("*")")), "fail");
  EXPECT_EQ(status(escalation, actions(R"("i?m:*")")), "fail");
}

TEST(IamPrivilegeEscalation, ResourcesThatNameNothing) {
  for (const char* resource :
       {R"("**")", R"("arn:aws:iam::*:*")", R"("arn:aws:iam::123456789012:user/*")", R"(["arn:aws:s3:::a", "arn:*:*:*:*:*"])",
        R"("arn:aws:iam:*")", R"("?*")"})
    EXPECT_EQ(status(escalation, actions(R"("iam:CreateAccessKey")", resource)), "fail") << resource;
  for (const char* resource :
       {R"("arn:aws:iam::123456789012:user/ci-*")", R"("arn:aws:s3:::*")", R"("arn:aws:iam::1:user/ops/*")", "[]"})
    EXPECT_EQ(status(escalation, actions(R"("iam:CreateAccessKey")", resource)), "pass") << resource;
  EXPECT_EQ(status(escalation, policy(allow(R"("Action": "iam:*", "NotResource": "arn:aws:iam::1:role/a")"))), "fail");
}

TEST(IamPrivilegeEscalation, ConditionsAndDenials) {
  EXPECT_EQ(status(escalation, actions(R"("iam:*")", R"("*")", R"(, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}})")),
            "pass");
  EXPECT_EQ(status(escalation, actions(R"("iam:*")", R"("*")", R"(, "Condition": {"StringLike": {"aws:PrincipalArn": "*"}})")),
            "fail");
  EXPECT_EQ(status(escalation, actions(R"("iam:*")", R"("*")", R"(, "Condition": {})")), "fail");
  std::string key = allow(R"("Action": "iam:CreateAccessKey", "Resource": "*")");
  EXPECT_EQ(status(escalation, policy(key + R"(, {"Effect": "Deny", "Action": "iam:*AccessKey", "Resource": "*"})")), "pass");
  EXPECT_EQ(status(escalation, policy(key + R"(, {"Effect": "Deny", "Action": "iam:*AccessKey", "Resource": "arn:aws:iam::1:user/root"})")), "fail");
  EXPECT_EQ(status(escalation, policy(key + R"(, {"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"Bool": {"a:b": "true"}}})")), "fail");
}

TEST(IamPrivilegeEscalation, PoliciesOfResourcesAndTrustAreOthersBusiness) {
  EXPECT_EQ(status(escalation, policy(allow(R"("Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "*", "Resource": "*")"))),
            "pass");
  EXPECT_EQ(status(exposure, policy(allow(R"("Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole")"))),
            "pass");
}

TEST(IamPrivilegeEscalation, UnknownAndUnset) {
  EXPECT_EQ(status(escalation, R"({"p": "${var.any}"})"), "unknown");
  EXPECT_EQ(status(escalation, actions(R"("${var.any}")")), "unknown");
  EXPECT_EQ(status(escalation, actions(R"("iam:CreateAccessKey")", R"("${var.any}")")), "unknown");
  EXPECT_EQ(status(escalation, actions(R"("iam:CreateAccessKey")", R"("arn:aws:iam::1:user/${var.any}-ci")")), "pass");
  EXPECT_EQ(status(escalation, actions(R"("s3:Get*")", R"("${var.any}")")), "pass");
  EXPECT_EQ(verdict(escalation, "{}"), "fail `p` unset");
  EXPECT_EQ(status(escalation, "{}", "pass"), "pass");
}

TEST(IamCredentialExposure, ActionsThatReturnCredentials) {
  EXPECT_EQ(verdict(exposure, actions(R"(["s3:*", "sts:AssumeRole"])")),
            "fail `p.Statement[0]` grants sts:AssumeRole on everything");
  EXPECT_EQ(status(exposure, actions(R"("sts:AssumeRole")", R"("arn:aws:iam::*:role/*")")), "fail");
  EXPECT_EQ(status(exposure, actions(R"("sts:AssumeRole")", R"("arn:aws:iam::1:role/deploy")")), "pass");
  EXPECT_EQ(status(exposure, actions(R"("secretsmanager:Get*")", R"("arn:aws:secretsmanager:*:*:secret:*")")), "fail");
  EXPECT_EQ(status(exposure, actions(R"("ecr:GetAuthorizationToken")")), "pass");
  EXPECT_EQ(status(exposure, actions(R"("RDS-DB:*")")), "fail");
  EXPECT_EQ(status(exposure, "{}", "unknown"), "unknown");
}

TEST(IamDataExfiltration, ReadingEverything) {
  EXPECT_EQ(verdict(exfiltration, actions(R"("s3:Get*")")), "fail `p.Statement[0]` grants s3:GetObject on everything");
  EXPECT_EQ(status(exfiltration, actions(R"("s3:GetObject")", R"("arn:aws:s3:::*/*")")), "fail");
  EXPECT_EQ(status(exfiltration, actions(R"("s3:GetObject")", R"("arn:aws:s3:::logs/*")")), "pass");
  EXPECT_EQ(status(exfiltration, actions(R"("ssm:GetParameters")", R"("arn:aws:ssm:eu-west-1:1:parameter/*")")), "fail");
  EXPECT_EQ(status(exfiltration, actions(R"("ssm:GetParameters")", R"("arn:aws:ssm:eu-west-1:1:parameter/app/*")")), "pass");
  EXPECT_EQ(status(exfiltration, actions(R"(["s3:List*", "s3:GetBucket*"])")), "pass");
  EXPECT_EQ(status(exfiltration, "{}"), "fail");
}

TEST(IamUnconstrainedActions, WriteAndPermissionsThatCouldBeTied) {
  EXPECT_EQ(verdict(unconstrained, actions(R"("sqs:SendMessage")")),
            "fail `p.Statement[0]` grants sqs:SendMessage on everything");
  EXPECT_EQ(status(unconstrained, actions(R"("s3:PutBucketPolicy")")), "fail");
  EXPECT_EQ(status(unconstrained, actions(R"(["s3:ListAllMyBuckets", "s3:GetObject", "ecr:GetAuthorizationToken", "s3:PutObjectTagging"])")),
            "pass");
  EXPECT_EQ(status(unconstrained, actions(R"("cloudwatch:PutMetricData")")), "pass");
  EXPECT_EQ(status(unconstrained, actions(R"("s3:Put*")", R"(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])")), "pass");
  EXPECT_EQ(status(unconstrained, policy(allow(R"("NotAction": ["iam:*"], "Resource": "*")"))), "fail");
  EXPECT_EQ(status(unconstrained, actions(R"("${var.any}:Get*")")), "unknown");
  EXPECT_EQ(status(unconstrained, actions(R"("nosuch:*")")), "pass");
  EXPECT_EQ(status(unconstrained, "{}", "pass"), "pass");
}

TEST(IamUnconstrainedActions, LevelsChooseWhatCounts) {
  auto with = [](const std::string& levels) {
    return R"({"predicate": "iam_unconstrained_actions", "args": {"path": "p", "levels": )" + levels + "}}";
  };
  EXPECT_EQ(status(with(R"(["permissions"])"), actions(R"("s3:PutObject")")), "pass");
  EXPECT_EQ(status(with(R"(["permissions"])"), actions(R"("s3:PutBucketPolicy")")), "fail");
  EXPECT_EQ(status(with(R"(["read"])"), actions(R"("s3:GetObject")")), "fail");
  EXPECT_EQ(status(with(R"(["readonly"])"), actions(R"("s3:GetObject")")), "unknown");
}

TEST(IamUnconstrainedActions, DataSourcesAreJudgedAsAWhole) {
  auto results = [](const std::string& args, const std::string& statement) {
    Catalog catalog;
    catalog.read("[" + record("t:001", "data.aws_iam_policy_document",
                              R"("require": {"predicate": "iam_unconstrained_actions", "args": )" + args + "}") + "]",
                 "t.json");
    return check(catalog, R"({"data": {"aws_iam_policy_document": {"d": {"statement": )" + statement + "}}}}");
  };
  std::string bad = R"([{"actions": ["s3:List*"], "resources": ["*"]}, {"actions": ["sqs:SendMessage"], "resources": ["*"]}])";
  std::string failing = "t:001 data.aws_iam_policy_document.d fail `statement[1]` grants sqs:SendMessage on everything\n";
  EXPECT_EQ(results("{}", bad), failing);
  EXPECT_EQ(results(R"({"path": "@"})", bad), failing);
  EXPECT_EQ(results("{}", R"({"actions": ["sqs:SendMessage"], "resources": ["arn:aws:sqs:eu-west-1:1:q"]})"),
            "t:001 data.aws_iam_policy_document.d pass\n");
  EXPECT_EQ(results("{}", R"({"actions": ["sqs:SendMessage"], "resources": ["*"], "condition": {"test": "StringEquals", "variable": "aws:SourceVpc", "values": ["vpc-1"]}})"),
            "t:001 data.aws_iam_policy_document.d pass\n");
}

}  // namespace
}  // namespace parapet::guardrails::test
