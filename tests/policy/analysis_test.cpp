#include "parapet/policy/analysis.hpp"

#include <gtest/gtest.h>

namespace parapet::policy {
namespace {

const std::string part(1, unknown_part);

TEST(Covers, GlobsAsIamReadsThem) {
  EXPECT_EQ(covers("s3:Get*", "s3:GetObject", true), Answer::yes);
  EXPECT_EQ(covers("S3:get*", "s3:GetObject", true), Answer::yes);
  EXPECT_EQ(covers("s3:Get?bject", "s3:GetObject", true), Answer::yes);
  EXPECT_EQ(covers("s3:Put*", "s3:GetObject", true), Answer::no);
  EXPECT_EQ(covers("arn:A", "arn:a", false), Answer::no);
  EXPECT_EQ(covers("*", "*", true), Answer::yes);
  EXPECT_EQ(covers("*:*", "*", true), Answer::yes);
  EXPECT_EQ(covers("s3:*", "*", true), Answer::no);
  EXPECT_EQ(covers("", "s3:GetObject", true), Answer::no);
}

TEST(Covers, UnknownPartsGiveUnknownUnlessNothingCouldFit) {
  EXPECT_EQ(covers("s3:" + part, "s3:GetObject", true), Answer::unknown);
  EXPECT_EQ(covers("iam:" + part, "s3:GetObject", true), Answer::no);
  EXPECT_EQ(covers(part, "*", true), Answer::unknown);
  EXPECT_EQ(covers("*" + part, "s3:GetObject", true), Answer::yes);
}

TEST(NotAction, IsInverted) {
  StatementView statement{.allows = Answer::yes};
  statement.not_actions = {{"iam:*"}, true, true};
  EXPECT_EQ(speaks_of_action(statement, "iam:PassRole"), Answer::no);
  EXPECT_EQ(speaks_of_action(statement, "s3:GetObject"), Answer::yes);
  statement.not_actions.values = {"iam:" + part};
  EXPECT_EQ(speaks_of_action(statement, "iam:PassRole"), Answer::unknown);
  statement.not_actions.complete = false;
  EXPECT_EQ(speaks_of_action(statement, "s3:GetObject"), Answer::unknown);
}

TEST(Anyone, IsSeenInEveryDress) {
  auto anyone = [](const char* type, const std::string& id) {
    StatementView statement;
    statement.principals = {{{type, id}}, true, true};
    return speaks_to_anyone(statement);
  };
  EXPECT_EQ(anyone("*", "*"), Answer::yes);
  EXPECT_EQ(anyone("AWS", "*"), Answer::yes);
  EXPECT_EQ(anyone("Federated", "*"), Answer::yes);
  EXPECT_EQ(anyone("AWS", "arn:aws:iam::*:root"), Answer::yes);
  EXPECT_EQ(anyone("AWS", "arn:*"), Answer::yes);
  EXPECT_EQ(anyone("AWS", "1111????3333"), Answer::yes);
  EXPECT_EQ(anyone("AWS", "arn:aws:iam::111122223333:root"), Answer::no);
  EXPECT_EQ(anyone("AWS", "arn:aws:iam::" + part + ":root"), Answer::unknown);
  EXPECT_EQ(anyone("AWS", part), Answer::unknown);
  EXPECT_EQ(anyone("Service", "ec2.amazonaws.com"), Answer::no);
}

TEST(Narrowing, NeedsAPositiveTestWithAValueThatSaysSomething) {
  auto narrowed = [](const char* test, const std::string& value) {
    StatementView statement;
    statement.conditions = {{test, "AWS:SourceArn", {{value}, true, true}}};
    return narrowed_by(statement, {"aws:SourceArn"});
  };
  EXPECT_EQ(narrowed("ArnLike", "arn:aws:s3:::b"), Answer::yes);
  EXPECT_EQ(narrowed("ArnLike", "arn:aws:s3:::*"), Answer::no);
  EXPECT_EQ(narrowed("ArnEquals", "arn:aws:sns:eu-west-1:111122223333:t"), Answer::yes);
  EXPECT_EQ(narrowed("ForAnyValue:StringEquals", "x"), Answer::yes);
  EXPECT_EQ(narrowed("ForAllValues:StringEquals", "x"), Answer::no);
  EXPECT_EQ(narrowed("StringLike", "*"), Answer::no);
  EXPECT_EQ(narrowed("StringNotEquals", "x"), Answer::no);
  EXPECT_EQ(narrowed("StringEquals", part), Answer::unknown);
  EXPECT_EQ(narrowed("ArnLike", "arn:aws:*:*:*:*"), Answer::no);
}

TEST(Narrowed, KeysAreGlobs) {
  auto narrowed = [](const std::string& key, const char* glob) {
    StatementView statement;
    statement.conditions = {{"StringEquals", key, {{"x"}, true, true}}};
    return narrowed_by(statement, {"aws:SourceArn", glob});
  };
  EXPECT_EQ(narrowed("gh.example:sub", "*:SUB"), Answer::yes);
  EXPECT_EQ(narrowed("gh.example:aud", "*:sub"), Answer::no);
  EXPECT_EQ(narrowed("oidc.eks.eu.example:sub", "oidc.eks.*:sub"), Answer::yes);
  EXPECT_EQ(narrowed("gh.example:sub", "oidc.eks.*:sub"), Answer::no);
  EXPECT_EQ(narrowed(part + ":sub", "*:sub"), Answer::yes);
  EXPECT_EQ(narrowed(part + ":sub", "?*:sub"), Answer::unknown);
  EXPECT_EQ(narrowed("o" + part + ":sub", "oidc.eks.*:sub"), Answer::unknown);
  EXPECT_EQ(narrowed("x" + part + ":sub", "oidc.eks.*:sub"), Answer::no);
}

TEST(Text, IsOneReadableLine) {
  StatementView statement{.allows = Answer::no};
  statement.not_actions = {{"s3:GetObject"}, true, true};
  statement.resources = {{"a", "b" + part}, true, true};
  statement.principals = {{{"AWS", "*"}}, true, true};
  EXPECT_EQ(text_of(statement), "Deny all but s3:GetObject on a, b(unknown) to *");
}

}  // namespace
}  // namespace parapet::policy
