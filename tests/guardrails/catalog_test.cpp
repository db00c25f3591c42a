#include <gtest/gtest.h>

#include "guardrails/support.hpp"
#include "guardrails/words.hpp"
#include "parapet/guardrails/predicate.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails::test {
namespace {

std::string complaint(const std::string& json) {
  Catalog catalog;
  catalog.read_list("shades", R"(["red"])", "lists/shades.json");
  try {
    catalog.read(json, "catalog/t.json");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

std::string about(const std::string& require) {
  return complaint("[" + record("t:001", "aws_thing", R"("require": )" + require) + "]");
}

TEST(CatalogReader, NamesPlaceExpectationAndNearestSpelling) {
  EXPECT_EQ(about(R"({"path": "a", "equal": 1})"),
            "catalog/t.json /0/require: expected an operator, one of equals, not_equals, one_of, none_of, in_list, "
            "matches, exists, at_least, at_most, contains, "
            "contains_all, not_contains, no_open_cidr, not_matches; did you mean \"equals\"?");
  EXPECT_EQ(about(R"({"path": "a", "equals": 1, "unset": "ok"})"),
            "catalog/t.json /0/require/unset: expected one of pass, fail, unknown; found \"ok\"");
  EXPECT_EQ(about(R"({"path": "a", "in_list": "shade"})"),
            "catalog/t.json /0/require/in_list: unknown list \"shade\"; did you mean \"shades\"?; it would be "
            "lists/shade.json");
  EXPECT_EQ(about(R"({"predicate": "admin_polcy", "args": {"path": "p"}})"),
            "catalog/t.json /0/require/predicate: unknown predicate \"admin_polcy\"; did you mean \"admin_policy\"?; "
            "known are " +
                joined(predicate_names()));
  EXPECT_EQ(about(R"({"predicate": "admin_policy"})"),
            "catalog/t.json /0/require: the predicate admin_policy needs \"path\" in its \"args\"");
  EXPECT_EQ(about(R"({"path": "a[*].b", "equals": 1})"),
            "catalog/t.json /0/require/path: a path does not fan out by itself; wrap the condition in `each`, `some` "
            "or `none` for \"a[*].b\"");
  EXPECT_EQ(about(R"({"path": "a..b", "equals": 1})"),
            "catalog/t.json /0/require/path: expected a path (`name`, then `.name`, `[*]`, `[\"key\"]` or `#json`; `@` "
            "is the element itself), found \"a..b\"");
  EXPECT_EQ(about(R"({"path": "a", "matches": "("})"),
            "catalog/t.json /0/require/matches: expected a regular expression (RE2): missing ): (");
  EXPECT_EQ(about(R"({"path": "a", "not_matches": "("})"),
            "catalog/t.json /0/require/not_matches: expected a regular expression (RE2): missing ): (");
  EXPECT_EQ(about(R"({"all": []})"), "catalog/t.json /0/require/all: expected at least one condition, found []");
  EXPECT_EQ(about(R"({"each": "a", "require": {"never": true}})"),
            "catalog/t.json /0/require/each: expected a path that ends with [*], found \"a\"");
  EXPECT_EQ(about(R"({"connected": {"type": "aws_x", "by": {"a": ["id"]}, "n": 2}})"),
            "catalog/t.json /0/require/connected: `n` and `distinct` belong to the quantifiers at_least and at_most");
}

TEST(CatalogReader, FirstFiveFieldsKeepTheirOrder) {
  std::string text = record("t:001", "aws_thing", R"("require": {"never": true})");
  std::size_t name = text.find("\"name\"");
  std::string swapped = text.substr(0, name) + "\"description\": \"d\", " + text.substr(name);
  swapped.erase(swapped.rfind("\"description\": \"d\", "), 20);
  EXPECT_EQ(complaint("[" + swapped + "]"),
            "catalog/t.json /0: expected \"name\" as field 2, found \"description\"; a record begins with ID, name, "
            "description, cloudProvider, domain in this order");
}

TEST(CatalogReader, RefusesUnknownAndMissingFieldsWordsAndDuplicates) {
  std::string good = record("t:001", "aws_thing", R"("require": {"never": true})");
  auto replaced = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(complaint("[" + good + "]"), "none");
  EXPECT_EQ(complaint("[" + replaced("\"high\"", "\"hihg\"") + "]"),
            "catalog/t.json /0/severity: expected one of low, medium, high, critical; found \"hihg\"; did you mean "
            "\"high\"?");
  EXPECT_EQ(complaint("[" + replaced("\"tier\"", "\"teir\"") + "]").substr(0, 62),
            "catalog/t.json /0: unknown field \"teir\"; did you mean \"tier\"?;");
  EXPECT_EQ(complaint("[" + replaced("\"fix\": \"Make it safe.\", ", "") + "]"),
            "catalog/t.json /0: the field \"fix\" is missing");
  EXPECT_EQ(complaint("[" + replaced("t:001", "t-1") + "]"),
            "catalog/t.json /0/ID: expected an id like \"rds:001\", found \"t-1\"");
  EXPECT_EQ(complaint("[" + good + ", " + good + "]"),
            "catalog/t.json /1/ID: the id \"t:001\" is taken by catalog/t.json /0");
  EXPECT_EQ(complaint("[" + replaced("\"fix\"", "\"name\": \"again\", \"fix\"") + "]"),
            "catalog/t.json: the key \"name\" occurs twice in one object; keep one of them");
  EXPECT_EQ(complaint("[{"),
            "catalog/t.json: no JSON: parse error at line 1, column 3: syntax error while parsing object key - "
            "unexpected end of input; expected string literal");
}

TEST(CatalogReader, DefaultWithoutPathNeedsOnePathInRequire) {
  EXPECT_EQ(
      complaint(
          "[" +
          record("t:001", "aws_thing",
                 R"("require": {"any": [{"path": "a", "equals": 1}, {"path": "b", "equals": 1}]}, "default": 1)") +
          "]"),
      "catalog/t.json /0/default: expected an object of path and value, because `require` is about more than one path");
  Catalog catalog;
  catalog.read("[" +
                   record("t:001", "aws_thing",
                          R"("require": {"path": "a", "equals": 1}, "default": {"input": "kms_key_arn"})") +
                   "]",
               "t.json");
  const Requirement& requirement = catalog.requirements().front();
  ASSERT_EQ(requirement.defaults.size, 1U);
  EXPECT_EQ(requirement.defaults[0].path.text, "a");
  EXPECT_EQ(requirement.defaults[0].input, "kms_key_arn");
}

}  // namespace
}  // namespace parapet::guardrails::test
