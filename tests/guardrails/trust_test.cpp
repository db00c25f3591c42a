#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr const char* exact = R"({"predicate": "oidc_subject_exact", "args": {"path": "p"}})";

std::string text(std::string_view json) { return holding("p", json); }

std::string trust(const std::string& condition, const std::string& more = "") {
  return text(
      R"({"Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::1:oidc-provider/gh.example"},
          "Action": "sts:AssumeRoleWithWebIdentity")" +
      more + (condition.empty() ? "" : R"(, "Condition": )" + condition) + "}]}");
}

TEST(OidcSubjectExact, WantsSubjectAndAudience) {
  EXPECT_EQ(status(exact, trust(R"({"StringEquals": {"gh.example:sub": "repo:a/b:ref:refs/heads/main", "gh.example:aud": "sts.amazonaws.com"}})")),
            "pass");
  EXPECT_EQ(status(exact, trust(R"({"stringlike": {"GH.example:SUB": ["repo:a/b:environment:prod"]}, "StringEquals": {"gh.example:aud": ["x"]}})")),
            "pass");
  EXPECT_EQ(verdict(exact, trust("")),
            "fail `p.Statement[0]` Allow sts:AssumeRoleWithWebIdentity to arn:aws:iam::1:oidc-provider/gh.example");
  EXPECT_EQ(status(exact, trust(R"({"StringEquals": {"gh.example:aud": "x"}})")), "fail");
  EXPECT_EQ(status(exact, trust(R"({"StringEquals": {"gh.example:sub": "repo:a/b:x"}})")), "fail");
}

TEST(OidcSubjectExact, WildcardsAndLooseTestsDoNotCount) {
  auto with = [](const std::string& test, const std::string& value) {
    return trust(R"({")" + test + R"(": {"gh.example:sub": )" + value + R"(}, "StringEquals": {"gh.example:aud": "x"}})");
  };
  EXPECT_EQ(status(exact, with("StringLike", R"("repo:a/b:*")")), "fail");
  EXPECT_EQ(status(exact, with("StringLike", R"("repo:a/?:ref")")), "fail");
  EXPECT_EQ(status(exact, with("StringLike", R"(["repo:a/b:x", "repo:*"])")), "fail");
  EXPECT_EQ(status(exact, with("StringLike", R"("")")), "fail");
  EXPECT_EQ(status(exact, with("StringLikeIfExists", R"("repo:a/b:x")")), "fail");
  EXPECT_EQ(status(exact, with("ForAllValues:StringEquals", R"("repo:a/b:x")")), "fail");
  EXPECT_EQ(status(exact, with("ForAnyValue:StringEquals", R"("repo:a/b:x")")), "pass");
  EXPECT_EQ(status(exact, with("StringNotEquals", R"("repo:a/b:x")")), "fail");
}

TEST(OidcSubjectExact, TheIssuerIsTheProviders) {
  EXPECT_EQ(status(exact, trust(R"({"StringEquals": {"other.example:sub": "a", "other.example:aud": "b"}})")), "fail");
  EXPECT_EQ(status(exact,
                   R"({"p": "${jsonencode({Statement = [{Effect = \"Allow\", Principal = {Federated = aws_iam_openid_connect_provider.o.arn}, Action = \"sts:AssumeRoleWithWebIdentity\", Condition = {StringEquals = {\"${var.any}:sub\" = \"system:serviceaccount:a:b\", \"${var.any}:aud\" = \"sts.amazonaws.com\"}}}]})}"})",
                   "fail", R"("aws_iam_openid_connect_provider": {"o": {"url": "https://gh.example"}})"),
            "pass");
}

TEST(OidcSubjectExact, OtherPrincipalsPass) {
  for (const char* principal :
       {R"({"Service": "ec2.amazonaws.com"})", R"({"AWS": "arn:aws:iam::1:root"})",
        R"({"Federated": "arn:aws:iam::1:saml-provider/Okta"})"}) {
    EXPECT_EQ(status(exact, text(R"({"Statement": {"Effect": "Allow", "Action": "sts:*", "Principal": )" +
                                 std::string(principal) + "}}")),
              "pass")
        << principal;
  }
  EXPECT_EQ(status(exact, text(R"({"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithSAML", "Principal": {"Federated": "arn:aws:iam::1:oidc-provider/x"}}})")),
            "pass");
  EXPECT_EQ(status(exact, text(R"({"Statement": {"Effect": "Deny", "Action": "sts:*", "Principal": {"Federated": "arn:aws:iam::1:oidc-provider/x"}}})")),
            "pass");
}

TEST(OidcSubjectExact, AttacksAndTheUnknown) {
  auto allow = [](const std::string& rest) { return text(R"({"Statement": {"Effect": "Allow", )" + rest + "}}"); };
  EXPECT_EQ(status(exact, allow(R"("Action": "STS:assumerolewith*", "Principal": {"Federated": ["arn:aws:iam::1:oidc-provider/x"]})")), "fail");
  EXPECT_EQ(status(exact, allow(R"("NotAction": "s3:*", "Principal": {"Federated": "arn:aws:iam::1:oidc-provider/x"})")), "fail");
  EXPECT_EQ(status(exact, allow(R"("Action": "sts:*", "Principal": "*")")), "fail");
  EXPECT_EQ(status(exact, allow(R"("Action": "sts:*", "NotPrincipal": {"AWS": "arn:aws:iam::1:root"})")), "fail");
  EXPECT_EQ(status(exact, allow(R"("Action": "sts:*", "Principal": {"Federated": "cognito-identity.amazonaws.com"})")), "fail");
  EXPECT_EQ(status(exact, allow(R"("Action": "sts:*", "Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:1"}})")), "pass");
  EXPECT_EQ(status(exact, R"({"p": "${var.any}"})"), "unknown");
  EXPECT_EQ(
      status(
          exact,
          R"({"p": "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:*\", \"Principal\": {\"Federated\": \"${var.any}\"}}}"})"),
      "unknown");
  EXPECT_EQ(verdict(exact, "{}"), "fail `p` unset");
  EXPECT_EQ(status(exact, "{}", "pass"), "pass");
}

std::string lockout(std::string_view service) {
  return R"({"predicate": "policy_lockout", "args": {"path": "p", "service": ")" + std::string(service) + R"("}})";
}

TEST(PolicyLockout, DenialsForEverybodyFail) {
  auto deny = [](const std::string& rest) {
    return text(R"({"Statement": {"Effect": "Deny", "Resource": "arn:aws:s3:::b", )" + rest + "}}");
  };
  std::string check = lockout("s3");
  EXPECT_EQ(verdict(check, deny(R"("Principal": "*", "Action": "s3:*")")),
            "fail `p.Statement[0]` Deny s3:* on arn:aws:s3:::b to *");
  EXPECT_EQ(status(check, deny(R"("Principal": {"AWS": ["arn:aws:iam::1:root", "*"]}, "Action": "*")")), "fail");
  EXPECT_EQ(status(check, deny(R"("Principal": {"aws": "*"}, "Action": ["s3:Get*", "S3:put*policy"])")), "fail");
  EXPECT_EQ(status(check, deny(R"("Principal": "*", "NotAction": "s3:GetObject")")), "fail");
  EXPECT_EQ(status(check, deny(R"("Principal": "*", "NotAction": "s3:*Policy")")), "pass");
  EXPECT_EQ(status(check, deny(R"("Principal": "*", "Action": "s3:PutObject")")), "pass");
  EXPECT_EQ(status(check, deny(R"("Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "s3:*")")), "pass");
  EXPECT_EQ(status(check, deny(R"("NotPrincipal": {"AWS": "arn:aws:iam::1:root"}, "Action": "s3:*")")), "pass");
  EXPECT_EQ(status(check, deny(R"("Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}})")),
            "pass");
}

TEST(PolicyLockout, OnlyTheObjectsAreNoLockout) {
  auto deny = [](const std::string& resource) {
    return text(R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", )" + resource + "}}");
  };
  std::string check = lockout("s3");
  EXPECT_EQ(status(check, deny(R"("Resource": "arn:aws:s3:::b/*")")), "pass");
  EXPECT_EQ(status(check, deny(R"("Resource": ["arn:aws:s3:::b/*", "arn:aws:s3:::*"])")), "fail");
  EXPECT_EQ(status(check, deny(R"("Resource": "*")")), "fail");
  EXPECT_EQ(status(check, deny(R"("NotResource": "arn:aws:s3:::b/*")")), "fail");
  EXPECT_EQ(status(check, deny(R"("NotResource": "arn:aws:s3:::b")")), "unknown");
}

TEST(PolicyLockout, SomebodyHasToManageAKey) {
  std::string check = lockout("kms");
  auto allow = [](const std::string& rest) {
    return text(R"({"Statement": [{"Effect": "Allow", "Resource": "*", )" + rest + "}]}");
  };
  EXPECT_EQ(status(check, allow(R"("Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "kms:*")")), "pass");
  EXPECT_EQ(status(check, allow(R"("Principal": {"AWS": "arn:aws:iam::1:role/admin"}, "Action": ["kms:Put*"])")), "pass");
  EXPECT_EQ(verdict(check, allow(R"("Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "kms:Encrypt")")),
            "fail `p` nobody is allowed kms:PutKeyPolicy");
  EXPECT_EQ(status(check, allow(R"("Principal": {"Service": "logs.amazonaws.com"}, "Action": "kms:*")")), "fail");
  EXPECT_EQ(status(check, allow(R"("Principal": {"AWS": "${var.any}"}, "Action": "${var.any}")")), "unknown");
  EXPECT_EQ(status(lockout("s3"), allow(R"("Principal": "*", "Action": "s3:GetObject")")), "pass");
}

TEST(PolicyLockout, UnknownAndUnset) {
  EXPECT_EQ(status(lockout("s3"), R"({"p": "${var.any}"})"), "unknown");
  EXPECT_EQ(status(lockout("s3"), "{}"), "fail");
  EXPECT_EQ(status(lockout("s3"), "{}", "pass"), "pass");
}

}  // namespace
}  // namespace parapet::guardrails::test
