#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr const char* has_block =
    R"("require": {"connected": {"type": "aws_block", "by": {"bucket": ["id", "bucket"]}}})";
constexpr const char* block_is_on =
    R"("require": {"connected": {"type": "aws_block", "by": {"bucket": ["id", "bucket"]}, "require": {"path": "on", "equals": true}}})";

std::string of(const char* rest, const std::string& things, const std::string& others) {
  return check(rest, R"({"variable": {"any": {}}, "resource": {"aws_thing": {)" + things + R"(}, )" + others + "}}");
}

TEST(ConnectedBy, ReferenceOrEqualNameLinks) {
  EXPECT_EQ(of(has_block, R"("x": {})", R"("aws_block": {"b": {"bucket": "${aws_thing.x.id}"}})"),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(has_block, R"("x": {"bucket": "logs"})", R"("aws_block": {"b": {"bucket": "logs"}})"),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(has_block, R"("x": {"bucket": "logs"})", R"("aws_block": {"b": {"bucket": "${aws_thing.x.bucket}"}})"),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(has_block, R"("x": {"bucket": "${var.any}"})", R"("aws_block": {"b": {"bucket": "${var.any}"}})"),
            "t:001 aws_thing.x pass\n");
}

TEST(ConnectedBy, NothingThatPointsHereFails) {
  EXPECT_EQ(of(has_block, R"("x": {}, "y": {})", R"("aws_block": {"b": {"bucket": "${aws_thing.y.id}"}})"),
            "t:001 aws_thing.x fail `aws_block` missing\nt:001 aws_thing.y pass\n");
  EXPECT_EQ(of(has_block, R"("x": {"bucket": "logs"})", R"("aws_block": {"b": {"bucket": "other"}})"),
            "t:001 aws_thing.x fail `aws_block` missing\n");
  EXPECT_EQ(of(has_block, R"("x": {})", R"("aws_else": {"b": {"bucket": "${aws_thing.x.id}"}})"),
            "t:001 aws_thing.x fail `aws_block` missing\n");
}

TEST(ConnectedBy, WhatCannotBeProvenIsUnknown) {
  EXPECT_EQ(of(has_block, R"("x": {"bucket": "logs"})", R"("aws_block": {"b": {"bucket": "${var.any}"}})"),
            "t:001 aws_thing.x unknown `aws_block` aws_block.b\n");
}

TEST(ConnectedBy, FollowsOtherResourcesOnTheWay) {
  EXPECT_EQ(
      of(has_block, R"("x": {})",
         R"("aws_policy": {"p": {"bucket": "${aws_thing.x.id}"}}, "aws_block": {"b": {"bucket": "${aws_policy.p.bucket}"}})"),
      "t:001 aws_thing.x pass\n");
}

TEST(ConnectedBy, RequirementOfTheOtherIsExplainedThere) {
  EXPECT_EQ(of(block_is_on, R"("x": {})", R"("aws_block": {"b": {"bucket": "${aws_thing.x.id}", "on": false}})"),
            "t:001 aws_thing.x fail `aws_block.b.on` false\n");
  EXPECT_EQ(of(block_is_on, R"("x": {})", R"("aws_block": {"b": {"bucket": "${aws_thing.x.id}", "on": true}})"),
            "t:001 aws_thing.x pass\n");
}

TEST(ConnectedBy, InstancesMatchPerKey) {
  EXPECT_EQ(of(has_block, R"("x": {"for_each": ["a", "b"]})",
               R"("aws_block": {"b": {"bucket": "${aws_thing.x[\"a\"].id}"}})"),
            "t:001 aws_thing.x fail `aws_block` missing\n");
  EXPECT_EQ(of(has_block, R"("x": {"for_each": ["a", "b"]})",
               R"("aws_block": {"b": {"for_each": ["a", "b"], "bucket": "${aws_thing.x[each.key].id}"}})"),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(has_block, R"("x": {"for_each": "${var.any}"})",
               R"("aws_block": {"b": {"for_each": "${var.any}", "bucket": "${aws_thing.x[each.key].id}"}})"),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(has_block, R"("x": {"count": 2})",
               R"("aws_block": {"b": {"count": 2, "bucket": "${aws_thing.x[count.index].id}"}})"),
            "t:001 aws_thing.x pass\n");
}

TEST(ConnectedBy, CompositeKeysHaveToMatchTogether) {
  const char* rest = R"("require": {"connected": {"type": "aws_block", "by": {"api": ["api"], "stage": ["stage"]}}})";
  EXPECT_EQ(of(rest, R"("x": {"api": "1", "stage": "a"})", R"("aws_block": {"b": {"api": "1", "stage": "b"}})"),
            "t:001 aws_thing.x fail `aws_block` missing\n");
  EXPECT_EQ(of(rest, R"("x": {"api": "1", "stage": "b"})", R"("aws_block": {"b": {"api": "1", "stage": "b"}})"),
            "t:001 aws_thing.x pass\n");
}

/// A stage and the settings of methods name the same API, and the settings the stage by its name.
constexpr const char* has_settings =
    R"("require": {"connected": {"type": "aws_settings", "by": {"api": ["api"], "stage": ["stage"]}}})";
constexpr const char* names_settings =
    R"("require": {"connected": {"type": "aws_settings", "to": {"api": ["api"], "stage": ["stage"]}}})";

/// How the stage `x` ends: its API and name, and those of the settings.
std::string stage(const char* rest, const std::string& ours, const std::string& theirs,
                  const std::string& apis = R"("a": {}, "b": {})") {
  const std::string result =
      of(rest, R"("x": {)" + ours + "}", R"("aws_api": {)" + apis + R"(}, "aws_settings": {"s": {)" + theirs + "}}");
  return result.substr(18, result.find_first_of(" \n", 18) - 18);
}

std::string api(const std::string& reference, const std::string& name = "prod") {
  return R"("api": "${)" + reference + R"(}", "stage": ")" + name + "\"";
}

TEST(Connected, TheSameAttributeOfAThirdResourceLinks) {
  for (const char* rest : {has_settings, names_settings}) {
    EXPECT_EQ(stage(rest, api("aws_api.a.id"), api("aws_api.a.id")), "pass") << rest;
    EXPECT_EQ(stage(rest, api("aws_api.a.id"), api("aws_api.a.arn")), "pass") << rest;
    EXPECT_EQ(stage(rest, api("aws_api.a.id"), api("aws_api.a.id", "${aws_thing.x.stage}")), "pass") << rest;
    EXPECT_EQ(stage(rest, api("aws_api.a.name"), api("aws_api.a.name"), R"("a": {"name": "n"})"), "pass") << rest;
  }
  EXPECT_EQ(stage(has_settings, api("aws_api.a.id"), api("aws_api.b.id")), "fail");
  EXPECT_EQ(stage(has_settings, api("aws_api.a.id"), api("aws_api.a.root")), "fail");
  EXPECT_EQ(stage(has_settings, api("aws_api.a.id"), api("aws_api.a.id", "dev")), "fail");
  EXPECT_EQ(stage(has_settings, api("aws_api.a.id"), R"("api": "1", "stage": "prod")"), "fail");
  EXPECT_EQ(stage(has_settings, api("aws_api.a.id"), api("aws_api.a.id", "${var.any}")), "unknown");
  EXPECT_EQ(stage(has_settings, api("aws_api.a.id"), api("var.any")), "unknown");
  EXPECT_EQ(stage(names_settings, api("aws_api.a.id"), api("aws_api.b.id")), "unknown");
}

TEST(Connected, AThirdResourceIsTheSameInstance) {
  const char* apis = R"("a": {"for_each": ["k", "l"], "ports": [1, 2]}, "b": {"for_each": "${var.any}"})";
  auto both = [&](const char* ours, const char* theirs) {
    return stage(has_settings, api(ours), api(theirs), apis);
  };
  EXPECT_EQ(both("aws_api.a[\\\"k\\\"].id", "aws_api.a[\\\"k\\\"].id"), "pass");
  EXPECT_EQ(both("aws_api.a[\\\"k\\\"].id", "aws_api.a[\\\"l\\\"].id"), "fail");
  EXPECT_EQ(both("aws_api.a[\\\"k\\\"].id", "aws_api.a[var.any].id"), "unknown");
  EXPECT_EQ(both("aws_api.a[\\\"k\\\"].out[0]", "aws_api.a[\\\"k\\\"].out[0]"), "pass");
  EXPECT_EQ(both("aws_api.a[\\\"k\\\"].out[0]", "aws_api.a[\\\"k\\\"].out[1]"), "fail");
  EXPECT_EQ(both("aws_api.a[\\\"k\\\"].out[0]", "aws_api.a[\\\"k\\\"].out[var.any]"), "unknown");
  const std::string each = R"("for_each": "${var.any}", )", other = R"("for_each": "${var.other}", )";
  EXPECT_EQ(stage(has_settings, each + api("aws_api.b[each.key].id"), each + api("aws_api.b[each.key].id"), apis),
            "pass");
  EXPECT_EQ(stage(has_settings, each + api("aws_api.b[each.key].id"), other + api("aws_api.b[each.key].id"), apis),
            "unknown");
  const std::string known = R"("for_each": ["k", "l"], )";
  EXPECT_EQ(stage(has_settings, known + api("aws_api.a[each.key].id"), known + api("aws_api.a[each.key].id"), apis),
            "pass");
  EXPECT_EQ(stage(has_settings, known + api("aws_api.a[each.key].id"), api("aws_api.a[\\\"k\\\"].id"), apis),
            "fail");
}

TEST(Connected, CountsAResourceOnceHoweverItIsNamed) {
  const char* two =
      R"("require": {"connected": {"type": "aws_settings", "to": {"api": ["api"]}, "quantifier": "at_most", "n": 1}})";
  EXPECT_EQ(stage(two, api("aws_api.a.name"), api("aws_api.a.name"), R"("a": {"name": "n"})"), "pass");
}

TEST(ConnectedTo, FollowsOurOwnReference) {
  const char* rest =
      R"("require": {"connected": {"type": "aws_key", "to": {"arn": ["key"]}, "require": {"path": "rotate", "equals": true}}})";
  EXPECT_EQ(of(rest, R"("x": {"key": "${aws_key.k.arn}"})", R"("aws_key": {"k": {"rotate": true}})"),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(rest, R"("x": {"key": "${aws_key.k.arn}"})", R"("aws_key": {"k": {"rotate": false}})"),
            "t:001 aws_thing.x fail `aws_key.k.rotate` false\n");
  EXPECT_EQ(of(rest, R"("x": {})", R"("aws_key": {"k": {"rotate": true}})"), "t:001 aws_thing.x fail `key` unset\n");
  EXPECT_EQ(of(rest, R"("x": {"key": "arn:aws:kms:1"})", R"("aws_key": {"k": {"rotate": true}})"),
            "t:001 aws_thing.x unknown `key` \"arn:aws:kms:1\"\n");
}

TEST(ConnectedTo, OutsideMayFail) {
  const char* rest = R"("require": {"connected": {"type": "aws_key", "to": {"arn": ["key"]}, "outside": "fail"}})";
  EXPECT_EQ(of(rest, R"("x": {"key": "arn:aws:kms:1"})", R"("aws_key": {"k": {}})"),
            "t:001 aws_thing.x fail `key` \"arn:aws:kms:1\"\n");
}

TEST(ConnectedTo, CountsDistinctValues) {
  const char* rest =
      R"("require": {"connected": {"type": "aws_subnet", "to": {"id": ["subnets"]}, "quantifier": "at_least", "n": 2, "distinct": "zone"}})";
  const char* subnets = R"("aws_subnet": {"a": {"zone": "1"}, "b": {"zone": "1"}, "c": {"zone": "2"}})";
  EXPECT_EQ(of(rest, R"("x": {"subnets": ["${aws_subnet.a.id}", "${aws_subnet.c.id}"]})", subnets),
            "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(rest, R"("x": {"subnets": ["${aws_subnet.a.id}", "${aws_subnet.b.id}"]})", subnets).substr(0, 22),
            "t:001 aws_thing.x fail");
}

TEST(Connected, EveryNoneAndAtMost) {
  auto rest = [](const std::string& quantifier) {
    return R"("require": {"connected": {"type": "aws_block", "by": {"bucket": ["id"]}, )" + quantifier +
           R"(, "require": {"path": "on", "equals": true}}})";
  };
  std::string two =
      R"("aws_block": {"b": {"bucket": "${aws_thing.x.id}", "on": true}, "c": {"bucket": "${aws_thing.x.id}", "on": false}})";
  auto status = [&](const std::string& quantifier) {
    std::string text = of(rest(quantifier).c_str(), R"("x": {})", two);
    return text.substr(18, text.find_first_of(" \n", 18) - 18);
  };
  EXPECT_EQ(status(R"("quantifier": "every")"), "fail");
  EXPECT_EQ(status(R"("quantifier": "some")"), "pass");
  EXPECT_EQ(status(R"("quantifier": "none")"), "fail");
  EXPECT_EQ(status(R"("quantifier": "at_most", "n": 1)"), "pass");
  EXPECT_EQ(status(R"("quantifier": "at_least", "n": 2)"), "fail");
}

TEST(Connected, Nests) {
  const char* rest = R"("require": {"connected": {"type": "aws_block", "by": {"bucket": ["id"]},
      "require": {"connected": {"type": "aws_key", "to": {"arn": ["key"]}, "require": {"path": "rotate", "equals": true}}}}})";
  std::string other =
      R"("aws_block": {"b": {"bucket": "${aws_thing.x.id}", "key": "${aws_key.k.arn}"}}, "aws_key": {"k": {"rotate": )";
  EXPECT_EQ(of(rest, R"("x": {})", other + "true}}"), "t:001 aws_thing.x pass\n");
  EXPECT_EQ(of(rest, R"("x": {})", other + "false}}"), "t:001 aws_thing.x fail `aws_key.k.rotate` false\n");
}

TEST(Connected, WorksInsideEach) {
  const char* rest =
      R"("require": {"each": "rule[*]", "require": {"connected": {"type": "aws_key", "to": {"arn": ["key"]}, "require": {"path": "rotate", "equals": true}}}})";
  EXPECT_EQ(of(rest, R"("x": {"rule": [{"key": "${aws_key.k.arn}"}, {"key": "${aws_key.l.arn}"}]})",
               R"("aws_key": {"k": {"rotate": true}, "l": {"rotate": true}})"),
            "t:001 aws_thing.x pass\n");
}

}  // namespace
}  // namespace parapet::guardrails::test
