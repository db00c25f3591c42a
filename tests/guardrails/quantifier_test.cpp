#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

constexpr const char* each = R"({"each": "b[*]", "require": {"path": "c", "equals": 1}})";
constexpr const char* some = R"({"some": "b[*]", "require": {"path": "c", "equals": 1}})";
constexpr const char* none = R"({"none": "b[*]", "require": {"path": "c", "equals": 1}})";

TEST(Each, HoldsInEveryBlockAndNamesTheOneWhereItDoesNot) {
  EXPECT_EQ(verdict(each, R"({"b": [{"c": 1}, {"c": 1}]})"), "pass");
  EXPECT_EQ(verdict(each, R"({"b": [{"c": 1}, {"c": 2}]})"), "fail `b[1].c` 2");
  EXPECT_EQ(verdict(each, R"({"b": [{"c": 1}, {"c": "${var.any}"}]})"), "unknown `b[1].c` var.any");
  EXPECT_EQ(verdict(each, R"({"b": {"c": 2}})"), "fail `b[0].c` 2");
  EXPECT_EQ(verdict(each, R"({"b": []})"), "pass");
  EXPECT_EQ(verdict(each, R"({})"), "pass");
  EXPECT_EQ(status(each, R"({"b": "${var.any}"})"), "unknown");
}

TEST(Each, MinimumFailsWhenThereAreFewer) {
  const char* two = R"({"each": "b[*]", "min": 2, "require": {"path": "c", "equals": 1}})";
  EXPECT_EQ(verdict(two, R"({"b": [{"c": 1}]})").substr(0, 4), "fail");
  EXPECT_EQ(verdict(two, R"({"b": [{"c": 1}, {"c": 1}]})"), "pass");
  EXPECT_EQ(status(two, R"({})"), "fail");
}

TEST(Each, WhereThatIsUnknownCountsAsNotWhereOrRequire) {
  const char* where = R"({"each": "b[*]", "where": {"path": "d", "equals": 1}, "require": {"path": "c", "equals": 1}})";
  EXPECT_EQ(status(where, R"({"b": [{"d": "${var.any}", "c": 1}]})"), "pass");
  EXPECT_EQ(status(where, R"({"b": [{"d": "${var.any}", "c": 2}]})"), "unknown");
  EXPECT_EQ(status(where, R"({"b": [{"d": 2, "c": 2}]})"), "pass");
  EXPECT_EQ(status(where, R"({"b": [{"d": 1, "c": 2}]})"), "fail");
}

TEST(Each, FansOutThroughNestedLists) {
  const char* nested = R"({"each": "b[*].d[*]", "require": {"path": "c", "equals": 1}})";
  EXPECT_EQ(verdict(nested, R"({"b": [{"d": [{"c": 1}]}, {"d": [{"c": 1}, {"c": 3}]}]})"), "fail `b[1].d[1].c` 3");
}

TEST(Each, AsksTheElementItself) {
  const char* itself = R"({"each": "b[*]", "require": {"path": "@", "not_equals": "*"}})";
  EXPECT_EQ(verdict(itself, R"({"b": ["a", "*"]})"), "fail `b[1]` \"*\"");
  EXPECT_EQ(verdict(itself, R"({"b": ["a"]})"), "pass");
}

std::string dynamic(const char* for_each, const char* content) {
  return std::string(R"({"dynamic": {"b": {"for_each": )") + for_each + R"(, "content": )" + content + "}}}";
}

TEST(DynamicBlocks, StaticContentDecides) {
  EXPECT_EQ(status(each, dynamic(R"("${var.any}")", R"({"c": 1})")), "pass");
  EXPECT_EQ(status(each, dynamic(R"("${var.any}")", R"({"c": 2})")), "unknown");
  EXPECT_EQ(status(some, dynamic(R"("${var.any}")", R"({"c": 1})")), "unknown");
  EXPECT_EQ(status(some, dynamic(R"(["x"])", R"({"c": 1})")), "pass");
  EXPECT_EQ(status(each, dynamic(R"([1, 2])", R"({"c": "${b.value}"})")), "fail");
  EXPECT_EQ(status(each, dynamic(R"([1, 1])", R"({"c": "${b.value}"})")), "pass");
  EXPECT_EQ(status(each, dynamic(R"([])", R"({"c": 2})")), "pass");
  EXPECT_EQ(status(none, dynamic(R"("${var.any}")", R"({"c": 1})")), "unknown");
}

TEST(Some, HoldsInsideOneBlock) {
  const char* both =
      R"({"some": "b[*]", "require": {"all": [{"path": "c", "equals": 1}, {"path": "d", "equals": 1}]}})";
  EXPECT_EQ(status(both, R"({"b": [{"c": 1, "d": 2}, {"c": 2, "d": 1}]})"), "fail");
  EXPECT_EQ(status(both, R"({"b": [{"c": 1, "d": 2}, {"c": 1, "d": 1}]})"), "pass");
  EXPECT_EQ(status(both, R"({"b": [{"c": 1, "d": "${var.any}"}]})"), "unknown");
  EXPECT_EQ(verdict(both, R"({})"), "fail `b` unset");
  EXPECT_EQ(verdict(both, R"({"b": [{"c": 1, "d": 2}, {"c": 2, "d": 1}]})"), "fail `b` 2 of them, none as required");
}

TEST(None, IsTheOppositeOfSome) {
  EXPECT_EQ(status(none, R"({"b": [{"c": 2}]})"), "pass");
  EXPECT_EQ(verdict(none, R"({"b": [{"c": 2}, {"c": 1}]})"), "fail `b[1].c` 1");
  EXPECT_EQ(status(none, R"({"b": [{"c": "${var.any}"}]})"), "unknown");
  EXPECT_EQ(status(none, R"({})"), "pass");
}

TEST(Unique, InsideOneResourceAndAmongAllOfAType) {
  const char* inside = R"({"unique": "b[*].c"})";
  EXPECT_EQ(status(inside, R"({"b": [{"c": 1}, {"c": 2}]})"), "pass");
  EXPECT_EQ(status(inside, R"({"b": [{"c": 1}, {"c": 1}]})"), "fail");
  EXPECT_EQ(status(inside, R"({"b": [{"c": 1}, {"c": "${var.any}"}]})"), "unknown");
  EXPECT_EQ(check(R"("require": {"unique": "a"})",
                  R"({"resource": {"aws_thing": {"x": {"a": 1}, "y": {"a": 1}, "z": {"a": 2}}}})"),
            "t:001 aws_thing.x fail `a` 1\nt:001 aws_thing.y fail `a` 1\nt:001 aws_thing.z pass\n");
}

TEST(Instances, EveryOneOfAForEachIsJudged) {
  const char* document =
      R"({"resource": {"aws_thing": {"x": {"for_each": {"a": {"open": false}, "b": {"open": true}}, "public": "${each.value.open}"},
                                                        "y": {"count": 0, "public": true}}}})";
  EXPECT_EQ(check(R"("require": {"path": "public", "equals": false})", document),
            "t:001 aws_thing.x fail `public` true\nt:001 aws_thing.y not_applicable\n");
}

TEST(Never, IsRefusedWhatEverItSays) { EXPECT_EQ(verdict(R"({"never": true})", R"({})"), "fail"); }

}  // namespace
}  // namespace parapet::guardrails::test
