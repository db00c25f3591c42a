#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

struct Row {
  const char* require;
  const char* members;
  const char* expected;  ///< with `unset` fail
};

void expect(const std::vector<Row>& rows) {
  for (const Row& row : rows)
    EXPECT_EQ(status(row.require, row.members), row.expected) << row.require << " on " << row.members;
}

TEST(Equals, ConvertsAsTheSchemaWouldAndFailsWhatCannotBe) {
  expect({{R"({"path": "a", "equals": true})", R"({"a": true})", "pass"},
          {R"({"path": "a", "equals": true})", R"({"a": false})", "fail"},
          {R"({"path": "a", "equals": true})", R"({"a": "true"})", "pass"},
          {R"({"path": "a", "equals": true})", R"({"a": "1"})", "pass"},
          {R"({"path": "a", "equals": true})", R"({"a": "True"})", "fail"},
          {R"({"path": "a", "equals": true})", R"({"a": 1})", "fail"},
          {R"({"path": "a", "equals": "true"})", R"({"a": true})", "pass"},
          {R"({"path": "a", "equals": 5})", R"({"a": "5"})", "pass"},
          {R"({"path": "a", "equals": 5})", R"({"a": 5.0})", "pass"},
          {R"({"path": "a", "equals": "5"})", R"({"a": 5})", "pass"},
          {R"({"path": "a", "equals": "x"})", R"({"a": "X"})", "fail"},
          {R"({"path": "a", "equals": ["x", "y"]})", R"({"a": ["y", "x"]})", "pass"},
          {R"({"path": "a", "equals": ["x"]})", R"({"a": ["x", "y"]})", "fail"},
          {R"({"path": "a", "equals": true})", R"({"a": "${var.open}"})", "pass"},
          {R"({"path": "a", "equals": false})", R"({"a": "${var.open}"})", "fail"},
          {R"({"path": "a", "equals": true})", R"({"a": "${var.any}"})", "unknown"},
          {R"({"path": "a", "equals": true})", R"({"a": null})", "fail"},
          {R"({"path": "a", "equals": true})", R"({})", "fail"}});
}

TEST(Equals, ConditionalIsJudgedForBothBranches) {
  expect({{R"({"path": "a", "equals": 1})", R"({"a": "${var.any ? 1 : 1}"})", "pass"},
          {R"({"path": "a", "equals": 1})", R"({"a": "${var.any ? 2 : 3}"})", "fail"},
          {R"({"path": "a", "equals": 1})", R"({"a": "${var.any ? 1 : 2}"})", "unknown"},
          {R"({"path": "a", "equals": 1})", R"({"a": "${var.open ? 1 : 2}"})", "pass"}});
}

TEST(NotEquals, WhatCannotBeComparedIsUnknown) {
  expect({{R"({"path": "a", "not_equals": true})", R"({"a": false})", "pass"},
          {R"({"path": "a", "not_equals": true})", R"({"a": "1"})", "fail"},
          {R"({"path": "a", "not_equals": true})", R"({"a": "True"})", "unknown"},
          {R"({"path": "a", "not_equals": "*"})", R"({"a": ["*"]})", "unknown"},
          {R"({"path": "a", "not_equals": "*"})", R"({"a": "b"})", "pass"},
          {R"({"path": "a", "not_equals": "*"})", R"({"a": "${var.any}"})", "unknown"}});
}

TEST(OneOf, AsksAListOfEveryElement) {
  expect({{R"({"path": "a", "one_of": ["x", "y"]})", R"({"a": "x"})", "pass"},
          {R"({"path": "a", "one_of": ["x", "y"]})", R"({"a": "z"})", "fail"},
          {R"({"path": "a", "one_of": ["x", "y"]})", R"({"a": ["x", "y"]})", "pass"},
          {R"({"path": "a", "one_of": ["x", "y"]})", R"({"a": ["x", "z"]})", "fail"},
          {R"({"path": "a", "one_of": ["x", "y"]})", R"({"a": ["x", "${var.any}"]})", "unknown"},
          {R"({"path": "a", "one_of": ["x", "y"]})", R"({"a": []})", "fail"},
          {R"({"path": "a", "none_of": ["x", "y"]})", R"({"a": "z"})", "pass"},
          {R"({"path": "a", "none_of": ["x", "y"]})", R"({"a": ["z", "x"]})", "fail"},
          {R"({"path": "a", "none_of": ["x", "y"]})", R"({"a": []})", "pass"},
          {R"({"path": "a", "in_list": "shades"})", R"({"a": "blue"})", "pass"},
          {R"({"path": "a", "in_list": "shades"})", R"({"a": "green"})", "fail"}});
}

TEST(Matches, MeansTheWholeText) {
  expect({{R"({"path": "a", "matches": "TLS-1-[23].*"})", R"({"a": "TLS-1-2-2017"})", "pass"},
          {R"({"path": "a", "matches": "TLS-1-[23]"})", R"({"a": "not TLS-1-2"})", "fail"},
          {R"({"path": "a", "matches": "x+"})", R"({"a": {"b": 1}})", "unknown"}});
}

TEST(NotMatches, AsksAListOfEveryElement) {
  expect({{R"({"path": "a", "not_matches": "TLS-1-[01].*"})", R"({"a": "TLS-1-2-2017"})", "pass"},
          {R"({"path": "a", "not_matches": "TLS-1-[01].*"})", R"({"a": "TLS-1-0-2015"})", "fail"},
          {R"({"path": "a", "not_matches": "x"})", R"({"a": "axb"})", "pass"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": ["y", "z"]})", "pass"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": ["y", "xx"]})", "fail"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": ["xx", "${var.any}"]})", "fail"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": ["y", "${var.any}"]})", "unknown"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": []})", "pass"},
          {R"({"path": "a", "not_matches": "5"})", R"({"a": 5})", "fail"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": "${var.any}"})", "unknown"},
          {R"({"path": "a", "not_matches": "x+"})", R"({"a": {"b": 1}})", "unknown"},
          {R"({"path": "a", "not_matches": "x+"})", R"({})", "fail"},
          {R"({"path": "a", "not_matches": "x+", "unset": "pass"})", R"({})", "pass"}});
}

TEST(Exists, KnowsEveryStateOfALeaf) {
  expect({{R"({"path": "a", "exists": true})", R"({})", "fail"},
          {R"({"path": "a", "exists": true})", R"({"a": null})", "fail"},
          {R"({"path": "a", "exists": true})", R"({"a": ""})", "fail"},
          {R"({"path": "a", "exists": true})", R"({"a": []})", "fail"},
          {R"({"path": "a", "exists": true})", R"({"a": {}})", "pass"},
          {R"({"path": "a", "exists": true})", R"({"a": "${var.any}"})", "unknown"},
          {R"({"path": "a", "exists": true})", R"({"a": "${var.open}"})", "pass"},
          {R"({"path": "a", "exists": false})", R"({})", "pass"},
          {R"({"path": "a", "exists": false})", R"({"a": 1})", "fail"}});
  EXPECT_EQ(
      status(R"({"path": "a", "exists": true})", R"({"a": "${aws_other.o.arn}"})", "fail", R"("aws_other": {"o": {}})"),
      "pass");
  // `unset` is for the other operators.
  EXPECT_EQ(status(R"({"path": "a", "exists": true})", R"({})", "pass"), "fail");
}

TEST(AtLeast, ComparesNumbersAndLengths) {
  expect({{R"({"path": "a", "at_least": 7})", R"({"a": 7})", "pass"},
          {R"({"path": "a", "at_least": 7})", R"({"a": "6"})", "fail"},
          {R"({"path": "a", "at_least": 7})", R"({"a": "many"})", "unknown"},
          {R"({"path": "a", "at_most": 7})", R"({"a": 8})", "fail"},
          {R"({"path": "a", "at_least": 1})", R"({"a": []})", "fail"},
          {R"({"path": "a", "at_most": 0})", R"({"a": []})", "pass"},
          {R"({"path": "a", "at_least": 2})", R"({"a": ["x", "${var.any}"]})", "pass"},
          {R"({"path": "a", "at_least": 2})", R"({"a": "${var.any}"})", "unknown"}});
}

TEST(Contains, IsCertainOnlyWhenNothingUnknownIsInTheList) {
  expect({{R"({"path": "a", "contains": "x"})", R"({"a": ["y", "x"]})", "pass"},
          {R"({"path": "a", "contains": "x"})", R"({"a": ["y"]})", "fail"},
          {R"({"path": "a", "contains": "x"})", R"({"a": ["y", "${var.any}"]})", "unknown"},
          {R"({"path": "a", "contains": "x"})", R"({"a": []})", "fail"},
          {R"({"path": "a", "contains_all": ["x", "y"]})", R"({"a": ["y", "z", "x"]})", "pass"},
          {R"({"path": "a", "contains_all": ["x", "y"]})", R"({"a": ["x"]})", "fail"},
          {R"({"path": "a", "not_contains": "x"})", R"({"a": ["y"]})", "pass"},
          {R"({"path": "a", "not_contains": "x"})", R"({"a": ["x"]})", "fail"},
          {R"({"path": "a", "not_contains": ["x", "y"]})", R"({"a": ["z", "y"]})", "fail"},
          {R"({"path": "a", "not_contains": "x"})", R"({"a": ["${var.any}"]})", "unknown"},
          {R"({"path": "a", "not_contains": "x"})", R"({"a": []})", "pass"},
          {R"({"path": "tags", "contains": "owner"})", R"({"tags": {"owner": "me"}})", "pass"}});
  EXPECT_EQ(status(R"({"path": "a", "contains": "x"})", R"({"a": []})", "unknown"), "unknown");
}

TEST(NoOpenCidr, SeesHalvesIpv6AndMappedAddresses) {
  const char* require = R"({"path": "a", "no_open_cidr": 8})";
  expect({{require, R"({"a": "10.0.0.0/8"})", "pass"},
          {require, R"({"a": "0.0.0.0/0"})", "fail"},
          {require, R"({"a": "128.0.0.0/1"})", "fail"},
          {require, R"({"a": "::/0"})", "fail"},
          {require, R"({"a": "2000::/3"})", "fail"},
          {require, R"({"a": "2001:db8::/32"})", "pass"},
          {require, R"({"a": "::ffff:0.0.0.0/96"})", "fail"},
          {require, R"({"a": "::ffff:10.0.0.0/104"})", "pass"},
          {require, R"({"a": "0/0"})", "fail"},
          {require, R"({"a": "0.0.0.0/00"})", "fail"},
          {require, R"({"a": "203.0.113.7"})", "pass"},
          {require, R"({"a": ["10.0.0.0/8", "0.0.0.0/0"]})", "fail"},
          {require, R"({"a": ["10.0.0.0/8", "${var.any}"]})", "unknown"},
          {require, R"({"a": "${format(\"%s/%d\", \"0.0.0.0\", 0)}"})", "fail"},
          {require, R"({"a": []})", "pass"}});
}

TEST(Unset, FollowsLeafThenRecord) {
  for (const char* outcome : {"pass", "fail", "unknown"})
    EXPECT_EQ(status(R"({"path": "a", "equals": 1})", "{}", outcome), outcome);
  EXPECT_EQ(status(R"({"path": "a", "equals": 1, "unset": "pass"})", "{}", "fail"), "pass");
  // Taken before `not`.
  EXPECT_EQ(status(R"({"not": {"path": "a", "equals": 1}})", "{}", "pass"), "fail");
}

TEST(Unset, CountsAsFalseInWhen) {
  std::string document = R"({"resource": {"aws_thing": {"x": {"b": 2}}}})";
  EXPECT_EQ(
      check(R"("when": {"path": "a", "equals": 1}, "require": {"path": "b", "equals": 1}, "unset": "pass")", document),
      "t:001 aws_thing.x not_applicable\n");
  EXPECT_EQ(
      check(R"("when": {"path": "a", "equals": 1, "unset": "pass"}, "require": {"path": "b", "equals": 1})", document),
      "t:001 aws_thing.x fail `b` 2\n");
}

TEST(When, UnknownWithAFailingRequirementIsUnknownAndWithAPassingOnePasses) {
  const char* rest = R"("when": {"path": "a", "equals": 1}, "require": {"path": "b", "equals": 1})";
  EXPECT_EQ(check(rest, R"({"variable": {"any": {}}, "resource": {"aws_thing": {"x": {"a": "${var.any}", "b": 2}}}})"),
            "t:001 aws_thing.x unknown `b` 2\n");
  EXPECT_EQ(check(rest, R"({"variable": {"any": {}}, "resource": {"aws_thing": {"x": {"a": "${var.any}", "b": 1}}}})"),
            "t:001 aws_thing.x pass\n");
}

TEST(Kleene, AllAnyNot) {
  const char* yes = R"({"path": "t", "equals": 1})";
  const char* no = R"({"path": "f", "equals": 1})";
  const char* maybe = R"({"path": "u", "equals": 1})";
  const char* members = R"({"t": 1, "f": 0, "u": "${var.any}"})";
  auto combined = [&](const char* word, const char* a, const char* b) {
    return status(std::string("{\"") + word + "\": [" + a + ", " + b + "]}", members);
  };
  EXPECT_EQ(combined("all", yes, yes), "pass");
  EXPECT_EQ(combined("all", yes, maybe), "unknown");
  EXPECT_EQ(combined("all", maybe, no), "fail");
  EXPECT_EQ(combined("any", no, no), "fail");
  EXPECT_EQ(combined("any", no, maybe), "unknown");
  EXPECT_EQ(combined("any", maybe, yes), "pass");
  EXPECT_EQ(status(std::string("{\"not\": ") + maybe + "}", members), "unknown");
  EXPECT_EQ(status(std::string("{\"not\": ") + no + "}", members), "pass");
}

TEST(Reference, IsUnknownUnlessItsTargetSaysOrItIsAllowed) {
  const char* other = R"("aws_other": {"o": {"size": 5}})";
  EXPECT_EQ(verdict(R"({"path": "a", "equals": 5})", R"({"a": "${aws_other.o.size}"})", "fail", other), "pass");
  EXPECT_EQ(verdict(R"({"path": "a", "equals": 6})", R"({"a": "${aws_other.o.size}"})", "fail", other), "fail `a` 5");
  EXPECT_EQ(status(R"({"path": "a", "equals": 5})", R"({"a": "${aws_other.o.arn}"})", "fail", other), "unknown");
  EXPECT_EQ(status(R"({"path": "a", "equals": 5, "reference": "ok"})", R"({"a": "${aws_other.o.arn}"})", "fail", other),
            "pass");
}

TEST(Path, LooksThroughASingleBlockAndRefusesToChooseAmongSeveral) {
  expect({{R"({"path": "b.c", "equals": 1})", R"({"b": {"c": 1}})", "pass"},
          {R"({"path": "b.c", "equals": 1})", R"({"b": [{"c": 1}]})", "pass"},
          {R"({"path": "b.c", "equals": 1})", R"({"b": [{"c": 1}, {"c": 2}]})", "unknown"},
          {R"({"path": "b[\"x/y\"]", "equals": 1})", R"({"b": {"x/y": 1}})", "pass"},
          {R"({"path": "b#json.c", "equals": 1})", R"({"b": "{\"c\": 1}"})", "pass"},
          {R"({"path": "b#json.c", "equals": 1})", R"({"b": "${jsonencode({c = 2})}"})", "fail"},
          {R"({"path": "b#json.c", "equals": 1})", R"({"b": "no json"})", "unknown"}});
}

}  // namespace
}  // namespace parapet::guardrails::test
