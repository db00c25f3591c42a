#include "parapet/policy/policy.hpp"

#include <gtest/gtest.h>

#include "parapet/document/parse.hpp"
#include "parapet/document/view.hpp"
#include "parapet/error.hpp"

namespace parapet::policy {
namespace {

std::string text_of(const Document& document) {
  const ::parapet::detail::Value* value = document.text().parapet_value();
  return value->kind == ::parapet::detail::Kind::text ? std::string(::parapet::detail::text_of(value))
                                                      : render(value, 4000);
}

std::string complaint(const Document& document) {
  try {
    document.text();
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(Document, LiteralPolicyIsTheJsonThatJsonencodeWouldWrite) {
  Document document{
      .statements = {
          Statement{.actions = {"sts:AssumeRole"},
                    .principals = {service("ec2.amazonaws.com"), aws("111122223333")},
                    .sid = "Trust"},
          Statement{.actions = {"s3:*"},
                    .conditions = {Condition{.test = "Bool", .values = {"false"}, .variable = "aws:SecureTransport"}},
                    .effect = deny,
                    .principals = {anyone()},
                    .resources = {"arn:aws:s3:::b", "arn:aws:s3:::b/${aws:username}"}}}};
  EXPECT_EQ(
      text_of(document),
      R"({"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"AWS":"111122223333","Service":"ec2.amazonaws.com"},"Sid":"Trust"},)"
      R"({"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny","Principal":"*",)"
      R"("Resource":["arn:aws:s3:::b","arn:aws:s3:::b/${aws:username}"]}],"Version":"2012-10-17"})");
}

TEST(Document, ReferencesMakeItACallOfJsonencode) {
  Ref<Str> arn(parse_expression("aws_s3_bucket.b.arn"));
  Document document{.statements = {Statement{.actions = {"s3:GetObject"}, .resources = {arn}}}};
  EXPECT_EQ(
      text_of(document),
      R"(jsonencode({Statement = [{Action = "s3:GetObject", Effect = "Allow", Resource = aws_s3_bucket.b.arn}], Version = "2012-10-17"}))");
}

TEST(Document, PrincipalsAndConditionsOfOneKindAreMerged) {
  Document document{
      .statements = {Statement{.actions = {"a:b"},
                               .conditions = {Condition{.test = "StringEquals", .values = {"1"}, .variable = "k"},
                                              Condition{.test = "StringEquals", .values = {"2"}, .variable = "l"},
                                              Condition{.test = "StringEquals", .values = {"3"}, .variable = "k"}},
                               .principals = {service("a.amazonaws.com"), service("b.amazonaws.com")}}}};
  EXPECT_EQ(text_of(document),
            R"({"Statement":[{"Action":"a:b","Condition":{"StringEquals":{"k":["1","3"],"l":"2"}},"Effect":"Allow",)"
            R"("Principal":{"Service":["a.amazonaws.com","b.amazonaws.com"]}}],"Version":"2012-10-17"})");
}

TEST(Document, RefusesWhatAwsWouldNotTake) {
  EXPECT_EQ(complaint(Document{}), "a policy document needs at least one statement");
  EXPECT_EQ(complaint(Document{.statements = {Statement{.resources = {"*"}}}}),
            "statement 0 of the policy: set exactly one of actions and not_actions");
  EXPECT_EQ(complaint(Document{.statements = {Statement{.actions = {"a:b"}, .not_actions = {"c:d"}}}}),
            "statement 0 of the policy: set exactly one of actions and not_actions");
  EXPECT_EQ(
      complaint(Document{.statements = {Statement{.actions = {"a:b"}, .principals = {Principal{.type = "AWS"}}}}}),
      "statement 0 of the policy: a principal has no identifiers");
}

}  // namespace
}  // namespace parapet::policy
