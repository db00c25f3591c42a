#include "bypass/foreign.hpp"

/// Statements of policies that give more away than they seem to.
namespace attack {
namespace {

std::string policy(const std::string& statements) {
  return json("{'Version': '2012-10-17', 'Statement': [" + statements + "]}");
}

/// `$${` is how Terraform's JSON writes the `${` of AWS's policy variables.
std::string with(const std::string& type, const std::string& attribute, const std::string& text,
                 const std::string& rest = "") {
  return resource(type, json("{'" + attribute + "': ") + quoted(text) + "}", json(rest));
}

struct Statement {
  const char* name;
  std::string statements;
  const char* line;  ///< of the aws_iam_policy that holds them
  Tier tier = Tier::baseline;
};
void PrintTo(const Statement& statement, std::ostream* out) { *out << statement.name; }

class Grant : public testing::TestWithParam<Statement> {};

TEST_P(Grant, IsRefused) {
  EXPECT_THAT(judged(with("aws_iam_policy", "policy", policy(GetParam().statements)), GetParam().tier),
              refuses(GetParam().line));
}

std::string allow(const std::string& members) { return "{'Effect': 'Allow', " + members + "}"; }
const std::string all_of_iam = "'Action': 'iam:*', 'Resource': '*'";
std::string under(const std::string& condition) { return allow(all_of_iam + ", 'Condition': " + condition); }
std::string but(const std::string& denial) { return allow(all_of_iam) + ", {'Effect': 'Deny', " + denial + "}"; }

constexpr const char* escalates = "iam:065 fail aws_iam_policy.x policy.Statement[0] = grants iam:CreateAccessKey";

INSTANTIATE_TEST_SUITE_P(
    UnderAConditionThatEverybodyMeets, Grant,
    testing::Values(
        Statement{"None", allow(all_of_iam), escalates}, Statement{"Empty", under("{}"), escalates},
        Statement{"OverTls", under("{'Bool': {'aws:SecureTransport': 'true'}}"), escalates},
        Statement{"NoTag", under("{'Null': {'aws:PrincipalTag/nothing': 'true'}}"), escalates},
        Statement{"NegativeTest", under("{'StringNotEquals': {'aws:PrincipalTag/nothing': 'x'}}"), escalates},
        Statement{"OptionalTest", under("{'StringEqualsIfExists': {'aws:PrincipalTag/nothing': 'x'}}"), escalates},
        Statement{"ForAllValues", under("{'ForAllValues:StringEquals': {'aws:TagKeys': ['x']}}"), escalates},
        Statement{"SinceLongAgo", under("{'DateGreaterThan': {'aws:CurrentTime': '2000-01-01T00:00:00Z'}}"), escalates},
        Statement{"ItsOwnAccount", under("{'StringEquals': {'aws:PrincipalAccount': '$${aws:PrincipalAccount}'}}"),
                  escalates},
        Statement{"EveryAddress", under("{'IpAddress': {'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1']}}"), escalates},
        Statement{"AStar", under("{'StringLike': {'aws:PrincipalArn': '*'}}"), escalates}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    BesideADenialThatDeniesNothing, Grant,
    testing::Values(
        Statement{"LiteralStar",
                  but("'Action': 'iam:*', 'Resource': '*', 'Condition': {'StringEquals': {'aws:username': '*'}}"),
                  escalates},
        Statement{"EveryIpv4Address",
                  but("'Action': 'iam:*', 'Resource': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}}"),
                  escalates},
        Statement{"AllButEverything", but("'Action': 'iam:*', 'NotResource': '*'"), escalates},
        Statement{"AllButEveryAction", but("'NotAction': '*', 'Resource': '*'"), escalates},
        Statement{"GroupsOnly", but("'Action': 'iam:*', 'Resource': 'arn:aws:iam::*:group/*'"), escalates},
        Statement{"AnotherAccount", but("'Action': 'iam:*', 'Resource': 'arn:aws:iam::000000000001:*'"), escalates},
        Statement{"AnotherPartition", but("'Action': 'iam:*', 'Resource': 'arn:aws-cn:iam::*:*'"), escalates},
        Statement{"AnotherService", but("'Action': 's3:*', 'Resource': '*'"), escalates}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    WithWildcards, Grant,
    testing::Values(
        Statement{"PassRole", allow("'Action': ['iam:Pass*', 'lambda:Create*', 'lambda:Invoke*'], 'Resource': '*'"),
                  "iam:065 fail aws_iam_policy.x policy.Statement[0] = grants iam:PassRole"},
        Statement{"InTheMiddle", allow("'Action': ['iam:*ass*ole', 'ec2:*unInstances'], 'Resource': '*'"),
                  "iam:065 fail aws_iam_policy.x policy.Statement[0] = grants iam:PassRole and ec2:RunInstances"},
        Statement{"AtTheBegin", allow("'Action': 's3:*Object', 'Resource': '*'"),
                  "iam:067 fail aws_iam_policy.x policy.Statement[0] = grants s3:GetObject", Tier::sensitive},
        Statement{"QuestionMarks", allow("'Action': 'i?m:Create?ccessKey', 'Resource': '*'"), escalates},
        Statement{"OddCase", allow("'Action': 'IAM:CREATEACCESSKEY', 'Resource': '**'"), escalates},
        Statement{"OfItsOwnAccount",
                  allow("'Action': '*', 'Resource': ['arn:aws:*:*:111122223333:*', 'arn:aws:s3:::*']"), escalates},
        Statement{"InTwoStatements",
                  allow("'Action': ['e*', 'i*', 'k*'], 'Resource': '*'") + ", " +
                      allow("'Action': ['o*', 's*'], 'Resource': '*'"),
                  escalates},
        Statement{"AcrossTwoStatements",
                  allow("'Action': 'iam:PassRole', 'Resource': '*'") + ", " +
                      allow("'Action': 'ec2:RunInstances', 'Resource': '*'"),
                  "iam:065 fail aws_iam_policy.x policy.Statement[0] = grants iam:PassRole and ec2:RunInstances"},
        Statement{"AllButOneService", allow("'NotAction': 's3:*', 'Resource': '*'"),
                  "iam:003 fail aws_iam_policy.x policy.Statement[0] = Allow all but s3:* on *"},
        Statement{"OnAllButOneBucket", allow("'Action': '*', 'NotResource': 'arn:aws:s3:::a'"),
                  "iam:003 fail aws_iam_policy.x policy.Statement[0]"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    WithAKeyInTwoCases, Grant,
    testing::Values(Statement{"Action", allow("'Action': '*', 'action': 's3:GetObject', 'Resource': '*'"),
                              "iam:003 unknown aws_iam_policy.x policy.Statement[0]"},
                    Statement{"Effect", allow("'effect': 'Deny', 'Action': '*', 'Resource': '*'"),
                              "iam:003 unknown aws_iam_policy.x policy.Statement[0]"},
                    Statement{"Resource", allow("'Action': '*', 'Resource': '*', 'RESOURCE': 'arn:aws:s3:::a'"),
                              "iam:003 unknown aws_iam_policy.x policy.Statement[0]"},
                    Statement{"NotAction", allow("'NotAction': 's3:*', 'notaction': '*', 'Resource': '*'"),
                              "iam:003 unknown aws_iam_policy.x policy.Statement[0]"},
                    Statement{"Condition", under("{'Bool': {'aws:MultiFactorAuthPresent': 'true'}}, 'condition': {}"),
                              "iam:065 unknown aws_iam_policy.x policy.Statement[0]"}),
    [](const auto& info) { return std::string(info.param.name); });

class Narrow : public testing::TestWithParam<std::string> {};

TEST_P(Narrow, IsSpared) {
  EXPECT_THAT(judged(with("aws_iam_policy", "policy", policy(GetParam()))), spares("iam:065"));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, Narrow,
    testing::Values(under("{'Bool': {'aws:MultiFactorAuthPresent': 'true'}}"),
                    under("{'NumericLessThan': {'aws:MultiFactorAuthAge': '3600'}}"),
                    under("{'Null': {'aws:MultiFactorAuthAge': 'false'}}"),
                    under("{'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}"),
                    under("{'StringEquals': {'aws:PrincipalTag/team': 'security'}}"),
                    but("'Action': 'iam:*', 'Resource': '*'"), but("'Action': '*', 'Resource': 'arn:aws:iam::*:*'"),
                    but("'Action': 'iam:*', 'NotResource': 'arn:aws:iam::111122223333:role/ci'")));

/// Everybody, under conditions on who it is.
class Everybody : public testing::TestWithParam<const char*> {
 protected:
  static std::vector<std::string> judge() {
    return judged(with("aws_kms_key_policy", "policy",
                       policy(allow("'Principal': '*', 'Action': 'kms:Decrypt', 'Resource': '*', 'Condition': " +
                                    std::string(GetParam())))));
  }
};

TEST_P(Everybody, IsRefused) {
  EXPECT_THAT(judge(), refuses("kms:007 fail aws_kms_key_policy.x policy.Statement[0]"));
}

INSTANTIATE_TEST_SUITE_P(
    Bypass, Everybody,
    testing::Values("{'StringEquals': {'aws:PrincipalOrgID': '$${aws:PrincipalOrgID}'}}",
                    "{'StringLike': {'aws:PrincipalArn': '$${aws:PrincipalArn}'}}",
                    "{'StringEquals': {'aws:SourceAccount': '$${aws:SourceAccount}'}}",
                    "{'StringEquals': {'aws:PrincipalAccount': ['111122223333', '$${aws:PrincipalAccount}']}}",
                    "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::$${aws:PrincipalAccount}:role/app'}}",
                    "{'StringLike': {'aws:userid': '$${aws:userid}'}}"));

class Somebody : public Everybody {};

TEST_P(Somebody, IsSpared) { EXPECT_THAT(judge(), spares("kms:007")); }

INSTANTIATE_TEST_SUITE_P(
    Bypass, Somebody,
    testing::Values("{'StringEquals': {'aws:PrincipalOrgID': '$${aws:ResourceOrgID}'}}",
                    "{'StringEquals': {'aws:PrincipalAccount': '$${aws:ResourceAccount}'}}",
                    "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/$${aws:username}'}}"));

TEST(Statement, WithAConditionInTwoCasesIsUnknown) {
  EXPECT_THAT(judged(with("aws_kms_key_policy", "policy",
                          policy(allow("'Principal': '*', 'Action': 'kms:Decrypt', 'Resource': '*', 'Condition': "
                                       "{'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}, 'condition': {}")))),
              refuses("kms:007 unknown aws_kms_key_policy.x policy.Statement[0]"));
}

TEST(Statement, ForAServiceInSmallLettersIsForAService) {
  const auto queue = [](const char* principal, const char* condition) {
    return judged(with("aws_sqs_queue_policy", "policy",
                       policy(allow("'Action': 'sqs:SendMessage', 'Resource': '*', 'Principal': " +
                                    std::string(principal) + condition))));
  };
  const char* line = "sqs:012 fail aws_sqs_queue_policy.x policy.Statement[0]";
  EXPECT_THAT(queue("{'Service': 's3.amazonaws.com'}", ""), refuses(line));
  EXPECT_THAT(queue("{'service': 's3.amazonaws.com'}", ""), refuses(line));
  EXPECT_THAT(queue("{'SERVICE': ['s3.amazonaws.com']}", ""), refuses(line));
  EXPECT_THAT(queue("{'service': 's3.amazonaws.com'}",
                    ", 'Condition': {'StringEquals': {'aws:SourceAccount': '111122223333'}}"),
              spares("sqs:012"));
}

TEST(Statement, OfADataSourceUnderASidThatNobodyKnowsReplacesNone) {
  const auto document = [](const char* sid_a, const char* sid_b) {
    return judged(with("aws_iam_policy", "policy", "${data.aws_iam_policy_document.d.json}",
                       ", 'data': {'aws_iam_policy_document': {'d': {'statement': [{'sid': '" + std::string(sid_a) +
                           "', 'actions': ['*'], 'resources': ['*']}, {'sid': '" + sid_b +
                           "', 'actions': ['s3:GetObject'], 'resources': ['arn:aws:s3:::a/*']}]}}}, 'resource': "
                           "{'random_id': {'a': {'byte_length': 4}, 'b': {'byte_length': 4}}}"));
  };
  const char* line = "iam:003 fail aws_iam_policy.x policy.Statement[0] = Allow * on *";
  EXPECT_THAT(document("${random_id.a.hex}", "${random_id.b.hex}"), refuses(line));
  EXPECT_THAT(document("a", "b"), refuses(line));
}

/// Go, which reads the JSON of ECS and Batch, takes keys in any case, a long s for an s, and the later of two.
class Container : public testing::TestWithParam<Statement> {};

TEST_P(Container, IsUnknown) {
  EXPECT_THAT(judged(with("aws_ecs_task_definition", "container_definitions",
                          json("[{'name': 'a', 'image': 'i', 'user': 'app', 'readonlyRootFilesystem': true, " +
                               GetParam().statements + "}]")),
                     GetParam().tier),
              refuses(GetParam().line));
}

INSTANTIATE_TEST_SUITE_P(
    WithKeysInOddSpelling, Container,
    testing::Values(
        Statement{"Privileged", "'privileged': true", "ecs:001 fail aws_ecs_task_definition.x"},
        Statement{"CapitalPrivileged", "'Privileged': true", "ecs:001 unknown aws_ecs_task_definition.x"},
        Statement{"BothPrivileged", "'privileged': false, 'PRIVILEGED': true",
                  "ecs:001 unknown aws_ecs_task_definition.x"},
        Statement{"ReadonlyTwice", "'ReadonlyRootFilesystem': false", "ecs:002 unknown aws_ecs_task_definition.x"},
        Statement{"ReadonlyWithALongS", "'readonlyRootFile\u017Fystem': false",
                  "ecs:002 unknown aws_ecs_task_definition.x"},
        Statement{"LinuxParametersInCapitals", "'LinuxParameters': {'Capabilities': {'Add': ['ALL']}}",
                  "ecs:006 unknown aws_ecs_task_definition.x"},
        Statement{"CapabilitiesInCapitals", "'linuxParameters': {'Capabilities': {'add': ['ALL']}}",
                  "ecs:006 unknown aws_ecs_task_definition.x"},
        Statement{"UserWithALongS", "'u\u017Fer': 'root'", "ecs:003 unknown aws_ecs_task_definition.x",
                  Tier::sensitive},
        Statement{"Root", "'USER': 'root'", "ecs:003 unknown aws_ecs_task_definition.x", Tier::sensitive}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Container, OfBatchInCapitalsIsUnknown) {
  EXPECT_THAT(judged(with("aws_batch_job_definition", "container_properties",
                          json("{'image': 'i', 'privileged': false, 'Privileged': true}"))),
              refuses("batch:001 unknown aws_batch_job_definition.x"));
  EXPECT_THAT(judged(with("aws_batch_job_definition", "container_properties",
                          json("{'image': 'i', 'privileged': false, 'Image': 'j'}"))),
              spares("batch:001"));
}

}  // namespace
}  // namespace attack
