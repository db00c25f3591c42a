#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr const char* trust = R"({"policy": "p", "no_statement": {"effect": "Allow", "principal": "anyone"}})";
constexpr const char* admin = R"({"predicate": "admin_policy", "args": {"path": "p"}})";

/// A document in which `p` is this JSON text.
std::string text(std::string json) {
  std::string escaped;
  for (char c : json) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return R"({"p": ")" + escaped + "\"}";
}

TEST(Policy, AnyoneIsFoundHoweverItIsWritten) {
  EXPECT_EQ(
      verdict(trust, text(R"({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]})")),
      "fail `p.Statement[0]` Allow sts:AssumeRole to *");
  EXPECT_EQ(
      status(trust,
             text(R"({"Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}})")),
      "fail");
  EXPECT_EQ(
      status(
          trust,
          text(
              R"({"Statement": {"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::1:root", "*"]}, "Action": "a:b"}})")),
      "fail");
  EXPECT_EQ(
      status(
          trust,
          text(R"({"Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::*:root"}, "Action": "a:b"}})")),
      "fail");
  EXPECT_EQ(status(trust, text(R"({ "statement" : [ { "effect":"Allow","principal":{"AWS":"*"}, "action":["a:b"]}]})")),
            "fail");
  EXPECT_EQ(
      status(
          trust,
          text(
              R"({"Statement": {"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::1:root"}, "Action": "a:b"}})")),
      "fail");
}

TEST(Policy, NamedPrincipalsPassAndDenialsDoNotCount) {
  EXPECT_EQ(
      status(
          trust,
          text(
              R"({"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})")),
      "pass");
  EXPECT_EQ(status(trust, text(R"({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*"}]})")), "pass");
  EXPECT_EQ(
      status(
          trust,
          R"({"p": "${jsonencode({Statement = [{Effect = \"Allow\", Principal = {AWS = aws_other.o.arn}, Action = \"a:b\"}]})}"})",
          "fail", R"("aws_other": {"o": {}})"),
      "pass");
}

TEST(Policy, WhatCannotBeReadIsUnknown) {
  EXPECT_EQ(status(trust, R"({"p": "${var.any}"})"), "unknown");
  EXPECT_EQ(status(trust, text("no json")), "unknown");
  EXPECT_EQ(status(trust, text(R"({"Version": "2012-10-17"})")), "unknown");
  EXPECT_EQ(
      status(
          trust,
          R"({"p": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"${var.any}\"}, \"Action\": \"a:b\"}]}"})"),
      "unknown");
  EXPECT_EQ(
      status(
          trust,
          R"({"p": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"a:b\", \"Resource\": \"${aws_new.n.arn}\"}]}"})"),
      "fail");
}

TEST(Policy, DataSourcesAreReadWithSourcesAndOverrides) {
  auto document = [](const std::string& data) {
    return R"({"data": {"aws_iam_policy_document": {)" + data +
           R"(}}, "resource": {"aws_thing": {"x": {"p": "${data.aws_iam_policy_document.d.json}"}}}})";
  };
  std::string rest = std::string(R"("require": )") + admin;
  EXPECT_EQ(check(rest, document(R"("d": {"statement": {"actions": ["*"], "resources": ["*"]}})")),
            "t:001 aws_thing.x fail `p.Statement[0]` Allow * on *\n");
  EXPECT_EQ(
      check(
          rest,
          document(
              R"("d": {"statement": [{"effect": "Deny", "actions": ["*"], "resources": ["*"]}, {"actions": ["s3:Get*"], "resources": ["*"]}]})")),
      "t:001 aws_thing.x pass\n");
  EXPECT_EQ(
      check(
          rest,
          document(
              R"("s": {"statement": {"actions": ["*"], "resources": ["*"]}}, "d": {"source_policy_documents": ["${data.aws_iam_policy_document.s.json}"]})")),
      "t:001 aws_thing.x fail `p.Statement[0]` Allow * on *\n");
  EXPECT_EQ(check(rest, document(R"("s": {"statement": {"sid": "a", "actions": ["s3:GetObject"], "resources": ["*"]}},
      "d": {"statement": {"sid": "a", "actions": ["*"], "resources": ["*"]}, "override_policy_documents": ["${data.aws_iam_policy_document.s.json}"]})")),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(
      check(rest, document(R"("d": {"statement": {"not_actions": ["iam:*"], "resources": ["*"]}})")).substr(0, 22),
      "t:001 aws_thing.x fail");
}

/// How a requirement about `p` ends that is the document `d` of these data sources.
std::string read_as_json(const std::string& require, const std::string& data, const std::string& reference = "d.json",
                         const std::string& more = "") {
  const std::string result =
      check(R"("require": )" + require, R"({"variable": {"any": {}, "list": {"default": ["a:b", "a:c"]}}, "data": {"aws_iam_policy_document": {)" +
                                            data + R"(}}, "resource": {"aws_other": {"o": {}}, "aws_thing": {"x": {"p": "${data.aws_iam_policy_document.)" +
                                            reference + "}\"" + more + "}}}}");
  return result.substr(18, result.find('\n') - 18);
}

TEST(PolicyDocument, IsReadAsJson) {
  const std::string every = R"({"each": "p#json.Statement[*]", "require": )";
  const std::string action = every + R"({"path": "Action", "equals": "a:b"}})";
  EXPECT_EQ(read_as_json(action, R"("d": {"statement": {"actions": ["a:b"]}})"), "pass");
  EXPECT_EQ(read_as_json(action, R"("d": {"statement": [{"actions": ["a:b"]}, {"actions": ["a:c"]}]})"),
            "fail `p#json.Statement[1].Action` \"a:c\"");
  EXPECT_EQ(read_as_json(action, R"("d": {"statement": {"actions": ["a:b"]}})", "d.minified_json"), "pass");
  EXPECT_EQ(read_as_json(action, R"("d": {"statement": {"actions": ["${var.any}"]}})").substr(0, 7), "unknown");
  EXPECT_EQ(read_as_json(action, R"("d": {"statement": {"actions": "${var.any}"}})").substr(0, 7), "unknown");
  const std::string both = every + R"({"path": "Action", "contains_all": ["a:b", "a:c"]}})";
  EXPECT_EQ(read_as_json(both, R"("d": {"statement": {"actions": "${var.list}"}})"), "pass");
  EXPECT_EQ(read_as_json(every + R"({"path": "Effect", "equals": "Allow"}})", R"("d": {"statement": {"actions": ["a:b"]}})"), "pass");
  EXPECT_EQ(read_as_json(R"({"path": "p#json.Version", "equals": "2012-10-17"})", R"("d": {})"), "pass");
}

TEST(PolicyDocument, HasTheMembersOfTheProviders) {
  const std::string one = R"("d": {"statement": {"sid": "s", "effect": "Deny", "actions": ["a:b"], "resources": ["${aws_other.o.arn}/&{aws:username}"],
      "principals": [{"type": "AWS", "identifiers": ["1", "2"]}, {"type": "Service", "identifiers": ["x.example"]}],
      "condition": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}, {"test": "Bool", "variable": "b", "values": ["x", "y"]}]}})";
  auto statement = [&](const std::string& require) {
    return read_as_json(R"({"each": "p#json.Statement[*]", "require": )" + require + "}", one);
  };
  EXPECT_EQ(statement(R"({"path": "Sid", "equals": "s"})"), "pass");
  EXPECT_EQ(statement(R"({"path": "Effect", "equals": "Deny"})"), "pass");
  EXPECT_EQ(statement(R"({"path": "Principal.AWS", "contains_all": ["1", "2"]})"), "pass");
  EXPECT_EQ(statement(R"({"path": "Principal.Service", "equals": "x.example"})"), "pass");
  EXPECT_EQ(statement(R"({"path": "Condition.Bool[\"aws:SecureTransport\"]", "equals": "false"})"), "pass");
  EXPECT_EQ(statement(R"({"path": "Condition.Bool.b", "contains": "y"})"), "pass");
  EXPECT_EQ(statement(R"({"path": "NotAction", "exists": true})").substr(0, 4), "fail");
  // A reference stays one.
  EXPECT_EQ(statement(R"({"path": "Resource", "exists": true})"), "pass");
  EXPECT_EQ(statement(R"({"path": "Resource", "equals": "*"})").substr(0, 7), "unknown");
  EXPECT_EQ(read_as_json(R"({"each": "p#json.Statement[*]", "require": {"path": "Principal", "not_equals": "*"}})",
                         R"("d": {"statement": {"principals": {"type": "*", "identifiers": ["*"]}}})").substr(0, 4),
            "fail");
}

TEST(PolicyDocument, IsReadWithSourcesOverridesAndInstances) {
  const std::string none = R"({"none": "p#json.Statement[*]", "require": {"path": "Action", "equals": "a:b"}})";
  const std::string bad = R"("s": {"statement": {"sid": "t", "actions": ["a:b"]}}, )";
  auto from = [&](const std::string& members) { return read_as_json(none, bad + R"("d": {)" + members + "}").substr(0, 7); };
  EXPECT_EQ(from(R"("source_policy_documents": ["${data.aws_iam_policy_document.s.json}"])"), "fail `p");
  EXPECT_EQ(from(R"("source_policy_documents": ["${data.aws_iam_policy_document.s.json}"], "statement": {"sid": "t", "actions": ["a:c"]})"), "pass");
  EXPECT_EQ(from(R"("override_policy_documents": ["${data.aws_iam_policy_document.s.json}"], "statement": {"sid": "t", "actions": ["a:c"]})"), "fail `p");
  EXPECT_EQ(from(R"("source_json": "{\"statement\": {\"Action\": \"a:c\"}}")"), "pass");
  EXPECT_EQ(from(R"("source_json": "{\"Statement\": [{\"Action\": \"a:b\"}]}")"), "fail `p");
  EXPECT_EQ(from(R"("source_json": "${var.any}")"), "unknown");
  EXPECT_EQ(from(R"("dynamic": {"statement": {"for_each": ["a:b", "a:c"], "content": {"actions": ["${statement.value}"]}}})"), "fail `p");
  EXPECT_EQ(from(R"("dynamic": {"statement": {"for_each": ["a:d", "a:c"], "content": {"actions": ["${statement.value}"]}}})"), "pass");
  EXPECT_EQ(from(R"("dynamic": {"statement": {"for_each": "${var.any}", "content": {"actions": ["a:c"]}}})"), "unknown");
  const std::string many = R"("d": {"for_each": ["a:b", "a:c"], "statement": {"actions": ["${each.key}"]}})";
  EXPECT_EQ(read_as_json(none, many, "d[\\\"a:c\\\"].json"), "pass");
  EXPECT_EQ(read_as_json(none, many, "d[\\\"a:b\\\"].json").substr(0, 4), "fail");
  EXPECT_EQ(read_as_json(none, many, "d[var.any].json").substr(0, 7), "unknown");
  const std::string plain = R"("d": {"statement": {"actions": ["a:b"]}}, "e": {"statement": {"actions": ["a:c"]}})";
  EXPECT_EQ(read_as_json(none, plain, "d.json").substr(0, 4), "fail");
  EXPECT_EQ(read_as_json(R"({"none": "q#json.Statement[*]", "require": {"path": "Action", "equals": "a:b"}})", plain, "d.json",
                         R"(, "q": "${var.any ? data.aws_iam_policy_document.d.json : data.aws_iam_policy_document.e.json}")").substr(0, 7),
            "unknown");
  EXPECT_EQ(read_as_json(R"({"none": "q#json.Statement[*]", "require": {"path": "Action", "equals": "a:b"}})", plain, "e.json",
                         R"(, "q": "${aws_thing.y.p}"}, "y": {"p": "${data.aws_iam_policy_document.d.json}")").substr(0, 4),
            "fail");
}

TEST(AdminPolicy, SeesStarsInEveryDress) {
  EXPECT_EQ(status(admin, text(R"({"Statement": {"Effect": "Allow", "Action": "*:*", "Resource": "*"}})")), "fail");
  EXPECT_EQ(
      status(
          admin,
          text(R"({"Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "**"], "Resource": ["arn:x", "*"]}})")),
      "fail");
  EXPECT_EQ(status(admin, text(R"({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}})")), "pass");
  EXPECT_EQ(
      status(
          admin,
          R"({"p": "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"${join(\"\", [\"*\", \":*\"])}\", \"Resource\": \"*\"}}"})"),
      "fail");
  EXPECT_EQ(status(admin, R"({})", "pass"), "pass");
}

TEST(Statement, GrantsUnlessANarrowingCondition) {
  const char* require =
      R"({"policy": "p", "no_statement": {"effect": "Allow", "grants_any": ["s3:GetObject"], "unless_condition": ["aws:SourceVpce"]}})";
  auto with = [](const std::string& condition) {
    return text(R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "S3:Get*", "Resource": "*")" +
                condition + "}}");
  };
  EXPECT_EQ(status(require, with("")), "fail");
  EXPECT_EQ(status(require, with(R"(, "Condition": {"StringEquals": {"AWS:sourcevpce": "vpce-1"}})")), "pass");
  EXPECT_EQ(status(require, with(R"(, "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})")), "fail");
  EXPECT_EQ(status(require, with(R"(, "Condition": {"StringLike": {"aws:SourceVpce": "*"}})")), "fail");
  EXPECT_EQ(status(require, with(R"(, "Condition": {"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}})")), "fail");
}

TEST(Statement, KeysOfConditionsAreGlobsInAnyCase) {
  auto ends = [](const std::string& keys, const std::string& key, const std::string& value = "repo") {
    return status(
        R"({"policy": "p", "no_statement": {"effect": "Allow", "grants_any": ["sts:AssumeRoleWithWebIdentity"], "unless_condition": )" +
            keys + "}}",
        R"({"p": "${jsonencode({Statement = {Effect = \"Allow\", Action = \"sts:*\", Condition = {StringEquals = {\")" +
            key + R"(\" = \")" + value + R"(\"}}}})}"})");
  };
  EXPECT_EQ(ends(R"(["*:sub"])", "token.actions.githubusercontent.com:sub"), "pass");
  EXPECT_EQ(ends(R"(["*:SUB"])", "Token.Actions.GitHubUserContent.com:Sub"), "pass");
  EXPECT_EQ(ends(R"(["oidc.eks.*:sub", "saml:aud"])", "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub"), "pass");
  EXPECT_EQ(ends(R"(["oidc.eks.*:sub"])", "oidc.eks.eu-west-1.amazonaws.com/id/A1:aud"), "fail");
  EXPECT_EQ(ends(R"(["oidc.eks.*:sub"])", "evil.example/oidc.eks.x:sub"), "fail");
  EXPECT_EQ(ends(R"(["*:sub"])", "token.actions.githubusercontent.com:sub", "*"), "fail");
  EXPECT_EQ(ends(R"(["SAML:aud"])", "saml:aud"), "pass");
  EXPECT_EQ(ends(R"(["SAML:aud"])", "saml:audience"), "fail");
  EXPECT_EQ(ends(R"(["*:sub"])", "${var.any}:sub"), "pass");
  EXPECT_EQ(ends(R"(["oidc.eks.*:sub"])", "${var.any}:sub"), "unknown");
  // A key that cannot be read leaves the statement open.
  EXPECT_EQ(ends(R"(["*:sub"])", "${var.any}:aud"), "unknown");
}

TEST(SomeStatement, IsCertainOnlyWhenEverythingCouldBeRead) {
  const char* require = R"({"policy": "p", "some_statement": {"effect": "Deny", "grants_any": ["s3:*"]}})";
  EXPECT_EQ(status(require,
                   text(R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}})")),
            "pass");
  EXPECT_EQ(verdict(require, text(R"({"Statement": []})")), "fail `p` \"{\\\"Statement\\\": []}\"");
  EXPECT_EQ(status(require, R"({"p": "${var.any}"})"), "unknown");
}

TEST(PublicPrincipal, NarrowedByAnAccountOrNetworkPasses) {
  const char* require = R"({"predicate": "public_principal", "args": {"path": "p"}})";
  EXPECT_EQ(
      verdict(
          require,
          text(R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "r"}})")),
      "fail `p.Statement[0]` Allow s3:GetObject on r to *");
  EXPECT_EQ(
      status(
          require,
          text(
              R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "a:b", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}})")),
      "pass");
  EXPECT_EQ(
      status(
          require,
          text(
              R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "a:b", "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}})")),
      "fail");
}

TEST(DeniesInsecureTransport, HasToReachBucketAndObjectsAndEverybody) {
  const char* require = R"({"predicate": "denies_insecure_transport", "args": {"path": "p"}})";
  auto with = [](const std::string& principal, const std::string& resource, const std::string& value) {
    return text(R"({"Statement": {"Effect": "Deny", "Principal": )" + principal +
                R"(, "Action": "s3:*", "Resource": )" + resource +
                R"(, "Condition": {"Bool": {"aws:SecureTransport": )" + value + "}}}}");
  };
  std::string both = R"(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])";
  EXPECT_EQ(status(require, with(R"("*")", both, R"("false")")), "pass");
  EXPECT_EQ(status(require, with(R"("*")", both, "false")), "pass");
  EXPECT_EQ(status(require, with(R"({"AWS": "*"})", both, R"(["false"])")), "pass");
  EXPECT_EQ(status(require, with(R"("*")", R"("arn:aws:s3:::b")", R"("false")")), "fail");
  EXPECT_EQ(status(require, with(R"({"AWS": "arn:aws:iam::1:root"})", both, R"("false")")), "fail");
  EXPECT_EQ(status(require, with(R"("*")", both, R"("true")")), "fail");
  EXPECT_EQ(
      status(
          require,
          R"({"p": "${jsonencode({Statement = [{Effect = \"Deny\", Principal = \"*\", Action = \"s3:*\", Resource = [aws_other.o.arn, \"${aws_other.o.arn}/*\"], Condition = {Bool = {\"aws:SecureTransport\" = \"false\"}}}]})}"})",
          "fail", R"("aws_other": {"o": {}})"),
      "pass");
}

TEST(DeniesInsecureTransport, PublishIsEnoughForTopics) {
  auto ends = [](const std::string& service, const std::string& actions) {
    return status(R"({"predicate": "denies_insecure_transport", "args": {"path": "p", "service": ")" + service + R"("}})",
                  text(R"({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": )" + actions +
                       R"(, "Resource": "arn:x", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]})"));
  };
  EXPECT_EQ(ends("sns", R"("sns:Publish")"), "pass");
  EXPECT_EQ(ends("sns", R"("SNS:Publish")"), "pass");
  EXPECT_EQ(ends("sns", R"(["sns:Subscribe", "sns:Publish"])"), "pass");
  EXPECT_EQ(ends("sns", R"("sns:*")"), "pass");
  EXPECT_EQ(ends("sns", R"("sns:Subscribe")"), "fail");
  EXPECT_EQ(ends("sqs", R"("sqs:*")"), "pass");
  EXPECT_EQ(ends("sqs", R"(["sqs:SendMessage", "sqs:ReceiveMessage"])"), "fail");
  EXPECT_EQ(ends("elasticfilesystem", R"("elasticfilesystem:ClientMount")"), "fail");
  EXPECT_EQ(ends("elasticfilesystem", R"("elasticfilesystem:*")"), "pass");
}

TEST(KmsIsCustomerKey, AwsAliasesAreNone) {
  const char* require = R"({"predicate": "kms_is_customer_key", "args": {"path": "k"}})";
  EXPECT_EQ(verdict(require, R"({"k": "alias/aws/rds"})"), "fail `k` \"alias/aws/rds\"");
  EXPECT_EQ(verdict(require, R"({})"), "fail `k` unset");
  EXPECT_EQ(status(require, R"({"k": "AWS_OWNED_KMS_KEY"})"), "fail");
  EXPECT_EQ(status(require, R"({"k": "DefaultKey"})"), "fail");
  EXPECT_EQ(status(require, R"({"k": "alias/mine"})"), "pass");
  EXPECT_EQ(status(require, R"({"k": "${var.any}"})"), "unknown");
  EXPECT_EQ(status(require, R"({"k": "alias/aws/${var.any}"})"), "fail");
  EXPECT_EQ(status(require, R"({"k": "${aws_kms_key.k.arn}"})", "fail", R"("aws_kms_key": {"k": {}})"), "pass");
  EXPECT_EQ(
      check(
          std::string(R"("require": )") + require,
          R"({"data": {"aws_kms_alias": {"a": {"name": "alias/aws/s3"}}}, "resource": {"aws_thing": {"x": {"k": "${data.aws_kms_alias.a.target_key_arn}"}}}})"),
      "t:001 aws_thing.x fail `k` data.aws_kms_alias.a.target_key_arn\n");
}

TEST(SecretInValue, NeverShowsTheSecret) {
  const char* require = R"({"predicate": "secret_in_value", "args": {"path": "password"}})";
  EXPECT_EQ(verdict(require, R"({"password": "hunter2"})"), "fail `password` (sensitive)");
  EXPECT_EQ(status(require, R"({"password": "${var.any}"})"), "pass");
  EXPECT_EQ(verdict(require, R"({"password": "${var.open}"})"), "fail `password` (sensitive)");
  EXPECT_EQ(status(require, R"({"password": "${aws_other.o.result}"})", "fail", R"("aws_other": {"o": {}})"), "pass");
}

TEST(SgOpenPorts, ReadsTheInlineRules) {
  Catalog catalog;
  catalog.read("[" +
                   record("t:001", "aws_security_group",
                          R"("require": {"predicate": "sg_open_ports", "args": {"ports": [22]}})") +
                   "]",
               "t.json");
  auto with = [&](const std::string& ingress) {
    return check(catalog, R"({"resource": {"aws_security_group": {"g": {"ingress": )" + ingress + "}}}}");
  };
  EXPECT_EQ(
      with(
          R"([{"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}, {"from_port": 20, "to_port": 25, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}])"),
      "t:001 aws_security_group.g fail `ingress[1].cidr_blocks` [\"0.0.0.0/0\"]\n");
  EXPECT_EQ(with(R"([{"from_port": 0, "to_port": 0, "protocol": "-1", "ipv6_cidr_blocks": ["::/0"]}])"),
            "t:001 aws_security_group.g fail `ingress[0].ipv6_cidr_blocks` [\"::/0\"]\n");
  EXPECT_EQ(with(R"([{"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/8"]}])"),
            "t:001 aws_security_group.g pass\n");
}

TEST(SecretsInMaps, AreFoundByNameAndByForm) {
  const char* require = R"({"predicate": "secret_in_map", "args": {"path": "env"}})";
  EXPECT_EQ(verdict(require, R"({"env": {"STAGE": "dev", "DB_PASSWORD": "hunter2"}})"),
            "fail `env[\"DB_PASSWORD\"]` (sensitive)");
  EXPECT_EQ(verdict(require, R"({"env": {"NOTE": "AKIAIOSFODNN7EXAMPLE"}})"), "fail `env[\"NOTE\"]` (sensitive)");
  EXPECT_EQ(verdict(require, R"({"env": {"${var.open ? \"api_key\" : \"api_key\"}": "hunter2"}})"),
            "fail `env[\"api_key\"]` (sensitive)");
  EXPECT_EQ(status(require, R"({"env": {"STAGE": "dev", "DB_PASSWORD": "${var.any}"}})"), "pass");
  EXPECT_EQ(status(require, R"({"env": {"SECRET_ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:zip"}})"),
            "pass");
  EXPECT_EQ(status(require, R"({"env": {"API_TOKEN": "projects/zip/secrets/token/versions/latest"}})"), "pass");
  EXPECT_EQ(status(require, R"({"env": {"API_TOKEN": "projects/zip/locations/europe-west3/secrets/token"}})"), "pass");
  EXPECT_EQ(status(require, R"({"env": {"API_TOKEN": "projects/zip/token"}})"), "fail");
  EXPECT_EQ(status(require, R"({"env": {"MAPS": "AIzaSyA-0123456789_abcdefghijklmnopqrst"}})"), "fail");
  EXPECT_EQ(status(require, R"({"env": {"MAPS": "AIzaSyA-0123456789"}})"), "pass");
  EXPECT_EQ(status(require, R"({"env": {"DB_SECRET_NAME": "prod/db", "TOKEN_TTL": "3600"}})"), "pass");
  EXPECT_EQ(status(require, R"({"env": {"DATABASE_URL": "postgres://zip:hunter2@db/zip"}})"), "fail");
  EXPECT_EQ(status(require, R"({"env": {"X-Api-Key": "hunter2"}})"), "fail");
  EXPECT_EQ(status(require, R"({"env": {}})", "pass"), "pass");
  EXPECT_EQ(status(require, R"({})", "pass"), "pass");
  EXPECT_EQ(status(require, R"({"env": "${var.any}"})"), "unknown");
  EXPECT_EQ(status(require, R"({"env": "${merge({STAGE = \"dev\"}, {TOKEN = \"hunter2\"})}"})"), "fail");
}

constexpr const char* secret_text = R"({"predicate": "secret_in_text", "args": {"path": "p"}})";

TEST(SecretInText, FindsCredentialsAndAssignments) {
  for (const char* script :
       {"#!/bin/sh\nexport DB_PASSWORD=hunter2\n", "export DB_PASSWORD=\"hunter2\"", "PGPASSWORD='hunter2' psql",
        "password: hunter2", R"({"user": "a", "dbPassword": "hunter2"})", R"("{\"api_key\": \"k3y-1\"}")",
        "aws configure set x AKIAIOSFODNN7EXAMPLE", "-----BEGIN RSA PRIVATE KEY-----", "auth.token = 'abc123'",
        "mysql://h?password=hunter2&x=1", "secret => 's3cr3t'", "psql postgres://zip:hunter2@db/zip", "--set token=abc123"})
    EXPECT_EQ(verdict(secret_text, holding("p", script)), "fail `p` (sensitive)") << script;
}

TEST(SecretInText, WhatOnlyNamesASecretIsFine) {
  for (const char* script :
       {"export DB_PASSWORD=$1", "DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id zip)",
        "PASSWORD=`cat /run/secret`", "password=%PASSWORD%", "SECRET_ARN=arn:aws:secretsmanager:eu-west-1:1:secret:zip",
        "API_TOKEN=projects/zip/secrets/token/versions/3",
        R"({"tokenUrl": "https://idp.example/token", "secretName": "zip"})", "token_ttl=3600", "password_file=/run/pw",
        "PASSWORD=", "password: null", "<password>: <secret>", "psql postgres://zip:$PASSWORD@db/zip", "This page explains passwords and tokens.",
        R"({"password": "{{resolve:secretsmanager:zip}}"})", "echo done"})
    EXPECT_EQ(status(secret_text, holding("p", script)), "pass") << script;
}

TEST(SecretInText, ReadsBase64) {
  // export DB_PASSWORD=hunter2
  EXPECT_EQ(status(secret_text, R"({"p": "ZXhwb3J0IERCX1BBU1NXT1JEPWh1bnRlcjIK"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({"p": "content: ZXhwb3J0IERCX1BBU1NXT1JEPWh1bnRlcjIK\nencoding: b64"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({"p": "${base64encode(\"export DB_PASSWORD=hunter2\")}"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({"p": "${base64encode(\"export DB_PASSWORD=${var.any}\")}"})"), "pass");
  EXPECT_EQ(status(secret_text, R"({"p": "${base64encode(\"export DB_PASSWORD=hunter2 ${var.any}\")}"})"), "fail");
  // echo hello world, good
  EXPECT_EQ(status(secret_text, R"({"p": "ZWNobyBoZWxsbyB3b3JsZCwgZ29vZA=="})"), "pass");
}

TEST(SecretInText, JudgesTheLiteralPartsOfTemplates) {
  EXPECT_EQ(status(secret_text, R"({"p": "export PASSWORD=${var.any}\nstart"})"), "pass");
  EXPECT_EQ(status(secret_text, R"({"p": "export PASSWORD=hunter2\nstart ${var.any}"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({"p": "${var.any}"})"), "pass");
  EXPECT_EQ(status(secret_text, R"({"p": "postgres://zip:${var.any}@db/zip"})"), "pass");
  EXPECT_EQ(status(secret_text, R"({"p": "${jsonencode({password = var.any, port = 1})}"})"), "pass");
  EXPECT_EQ(status(secret_text, R"({"p": "${jsonencode({password = \"hunter2\", port = var.any})}"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({"p": "${templatefile(\"a.sh\", {password = \"hunter2\"})}"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({"p": "${templatefile(\"a.sh\", {password = var.any, name = \"b\"})}"})"), "pass");
  EXPECT_EQ(status(secret_text, R"({"p": "${var.any ? \"PASSWORD=hunter2\" : \"\"}"})"), "fail");
  EXPECT_EQ(status(secret_text, R"({})"), "fail");
  EXPECT_EQ(status(secret_text, R"({})", "pass"), "pass");
}

TEST(Text, AroundAnInterpolationExists) {
  const char* require = R"({"path": "a", "exists": true})";
  EXPECT_EQ(status(require, R"({"a": "${var.any}:*"})"), "pass");
  EXPECT_EQ(status(require, R"({"a": "${var.any}${var.any}"})"), "unknown");
}

}  // namespace
}  // namespace parapet::guardrails::test
