#include "modules/policy_guard.hpp"

#include <gtest/gtest.h>

#include "modules/small.hpp"

namespace parapet::modules::test {
namespace {

/// The condition that `require` puts on the text `var.p`.
std::string policy_text(const std::string& require) {
  const Cloud cloud("{}", {record("shop:001", "acme_shop", require)});
  const guardrails::Condition& condition = *cloud.requirements[0]->require;
  const bool is_policy = condition.kind == guardrails::Condition::Kind::policy;
  return (is_policy ? policy_guard(condition, "var.p") : predicate_guard(condition, "var.p")).value_or("nothing");
}
std::string none_may(const std::string& statement) {
  return policy_text(R"({"policy": "p", "no_statement": )" + statement + "}");
}
std::string predicate(const std::string& name) {
  return policy_text(R"({"predicate": ")" + name + R"(", "args": {"path": "p"}})");
}

TEST(PolicyGuards, LookAtEveryStatement) {
  EXPECT_EQ(none_may(R"({"effect": "Allow"})"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !(try(s.Effect, "") == "Allow")]))");
  EXPECT_EQ(policy_text(R"({"policy": "p", "some_statement": {"effect": "Deny"}})"), R"(anytrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : try(s.Effect, "") == "Deny"]))");
}

TEST(PolicyGuards, MatchPrincipals) {
  EXPECT_EQ(none_may(R"({"principal": "anyone"})"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !((try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)))]))");
  EXPECT_EQ(none_may(R"({"principal": "service"})"), "can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !(can(s.Principal.Service))])");
  EXPECT_EQ(none_may(R"({"principal": "other_account"})"), "nothing") << "whose account it is nobody says";
}

TEST(PolicyGuards, MatchActionsAndResources) {
  EXPECT_EQ(none_may(R"({"grants_any": ["s3:GetObject", "s3:PutObject"]})"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !((can(s.NotAction) || anytrue([for a in flatten([try(s.Action, [])]) : can(regex("(?i)^${replace(replace(a, "*", ".*"), "?", ".")}$", "s3:GetObject"))]) || anytrue([for a in flatten([try(s.Action, [])]) : can(regex("(?i)^${replace(replace(a, "*", ".*"), "?", ".")}$", "s3:PutObject"))])))]))");
  EXPECT_EQ(none_may(R"({"grants_all": ["s3:GetObject", "s3:PutObject"]})"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !((can(s.NotAction) || anytrue([for a in flatten([try(s.Action, [])]) : can(regex("(?i)^${replace(replace(a, "*", ".*"), "?", ".")}$", "s3:GetObject"))]) && anytrue([for a in flatten([try(s.Action, [])]) : can(regex("(?i)^${replace(replace(a, "*", ".*"), "?", ".")}$", "s3:PutObject"))])))]))");
  EXPECT_EQ(none_may(R"({"resource": "*"})"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !(contains(flatten([try(s.Resource, [])]), "*"))]))");
  EXPECT_EQ(none_may(R"({"resource": "arn:aws:s3:::b"})"), "nothing");
}

TEST(PolicyGuards, AskForConditionsInAnyCase) {
  EXPECT_EQ(none_may(R"({"effect": "Allow", "unless_condition": ["aws:SourceArn", "AWS:sourceaccount"]})"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !(try(s.Effect, "") == "Allow" && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:sourcearn", "aws:sourceaccount"])) == 0)]))");
  EXPECT_EQ(none_may(R"({"unless_condition": ["*:sub"]})"), "nothing") << "no set knows globs";
}

TEST(PolicyGuards, SayPredicates) {
  EXPECT_EQ(predicate("kms_is_customer_key"), R"x(var.p != "" && !can(regex("alias/aws/|(?i:^aws_owned|^defaultkey$)", var.p)))x");
  EXPECT_EQ(predicate("public_principal"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !(try(s.Effect, "") == "Allow" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*") || can(s.NotPrincipal)) && length(setintersection([for k in flatten([for o in values(try(s.Condition, {})) : keys(o)]) : lower(k)], ["aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount"])) == 0)]))");
  EXPECT_EQ(predicate("admin_policy"), R"(can(jsondecode(var.p)) && alltrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : !(try(s.Effect, "") == "Allow" && anytrue([for a in flatten([try(s.Action, [])]) : contains(["*", "*:*"], a)]) && contains(flatten([try(s.Resource, [])]), "*"))]))");
  EXPECT_EQ(predicate("denies_insecure_transport"), R"(anytrue([for s in flatten([try(jsondecode(var.p).Statement, [])]) : try(s.Effect, "") == "Deny" && (try(s.Principal == "*", false) || contains(flatten([try(s.Principal.AWS, [])]), "*")) && try(tostring(s.Condition.Bool["aws:SecureTransport"]) == "false", false)]))");
  EXPECT_EQ(predicate("cross_account_trust"), "nothing");
}

TEST(PolicyGuards, SayWhyAPredicateIsNone) {
  EXPECT_EQ(predicate_obstacle("secret_in_map"), "whether the caller writes a secret out is judged where the module is called");
  EXPECT_EQ(predicate_obstacle("subnet_is_public"),
            "whether a subnet is public follows from its routes, which are judged on the plan");
  EXPECT_EQ(predicate_obstacle("cross_account_trust"),
            "its analysis (`cross_account_trust`) is more than Terraform's functions can say; it is judged on the plan");
}

}  // namespace
}  // namespace parapet::modules::test
