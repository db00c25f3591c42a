#include "catalogc/schema_check.hpp"

#include <gtest/gtest.h>

#include "catalogc/emitter.hpp"
#include "guardrails/support.hpp"
#include "parapet/error.hpp"
#include "schema/reader.hpp"

namespace parapet::catalogc {
namespace {

using guardrails::test::record;

/// `size` is a number in 1.0.0; in 2.0.0 it is gone, and `rule` is dynamic.
VersionedSchema schema_of(const std::string& version) {
  std::string size = version == "1.0.0" ? R"("size": {"type": "number", "optional": true},)" : "";
  std::string rule = version == "1.0.0"
                         ? R"("rule": {"type": ["list", ["object", {"port": "number"}]], "optional": true},)"
                         : R"("rule": {"type": "dynamic", "optional": true},)";
  std::string json = R"({"format_version": "1.0", "provider_schemas": {"registry.terraform.io/hashicorp/aws": {
    "provider": {"version": 0, "block": {}},
    "resource_schemas": {
      "aws_block": {"version": 0, "block": {"attributes": {"bucket": {"type": "string", "required": true}}}},
      "aws_thing": {"version": 0, "block": {
        "attributes": {)" +
                     size + rule +
                     R"("name": {"type": "string", "optional": true}, "open": {"type": "bool", "optional": true},
          "password": {"type": "string", "optional": true, "sensitive": true}, "tags": {"type": ["map", "string"], "optional": true},
          "id": {"type": "string", "computed": true}},
        "block_types": {"options": {"nesting_mode": "list", "block": {"attributes": {"tokens": {"type": "string", "optional": true}}}}}}}},
    "data_source_schemas": {}}}})";
  schema::Schema read = schema::read_schema(json, version + ".schema.json");
  return {version, read.providers.at(0)};
}

std::string complaint(const std::string& rest) {
  guardrails::Catalog catalog;
  catalog.read("[" + record("t:001", "aws_thing", rest) + "]", "catalog/t.json");
  try {
    check_paths(catalog, {schema_of("1.0.0"), schema_of("2.0.0")});
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

std::string about(const std::string& require) { return complaint(R"("require": )" + require); }

TEST(SchemaCheck, TakesPathsThatAreInEveryVersion) {
  EXPECT_EQ(about(R"({"path": "open", "equals": false})"), "none");
  EXPECT_EQ(about(R"({"path": "options.tokens", "equals": "required"})"), "none");
  EXPECT_EQ(about(R"({"each": "options[*]", "require": {"path": "tokens", "exists": true}})"), "none");
  EXPECT_EQ(about(R"({"path": "tags.owner", "exists": true})"), "none");
  EXPECT_EQ(about(R"({"path": "tags[\"a/b\"]", "exists": true})"), "none");
  EXPECT_EQ(about(R"({"path": "name#json.any.thing", "exists": true})"), "none");
  EXPECT_EQ(about(R"({"path": "lifecycle.prevent_destroy", "equals": true})"), "none");
  EXPECT_EQ(about(R"({"path": "count", "exists": false})"), "none");
}

TEST(SchemaCheck, WhereOneVersionIsDynamicTheOtherDecides) {
  EXPECT_EQ(about(R"({"each": "rule[*]", "require": {"path": "port", "equals": 1}})"), "none");
  EXPECT_EQ(about(R"({"each": "rule[*]", "require": {"path": "prot", "equals": 1}})"),
            "catalog/t.json /0 (t:001): the path \"prot\" does not exist: there is no \"prot\"; did you mean "
            "\"port\"?; in hashicorp/aws 1.0.0");
}

TEST(SchemaCheck, RefusesWhatDoesNotExistAndNamesTheNearest) {
  EXPECT_EQ(about(R"({"path": "opne", "equals": false})"),
            "catalog/t.json /0 (t:001): the path \"opne\" does not exist: there is no \"opne\"; did you mean "
            "\"open\"?; in hashicorp/aws 1.0.0");
  EXPECT_EQ(about(R"({"path": "options.token", "equals": "x"})"),
            "catalog/t.json /0 (t:001): the path \"options.token\" does not exist: there is no \"token\"; did you mean "
            "\"tokens\"?; in hashicorp/aws 1.0.0");
  EXPECT_EQ(
      about(R"({"path": "size", "at_least": 1})"),
      "catalog/t.json /0 (t:001): the path \"size\" does not exist: there is no \"size\"; in hashicorp/aws 2.0.0");
  EXPECT_EQ(about(R"({"connected": {"type": "aws_blok", "by": {"bucket": ["id"]}}})"),
            "catalog/t.json /0 (t:001): connected: the resource type \"aws_blok\" does not exist; did you mean "
            "\"aws_block\"?; in hashicorp/aws 1.0.0");
  EXPECT_EQ(about(R"({"connected": {"type": "aws_block", "by": {"buckte": ["id"]}}})"),
            "catalog/t.json /0 (t:001): the path \"buckte\" does not exist: there is no \"buckte\"; did you mean "
            "\"bucket\"?; in hashicorp/aws 1.0.0");
  EXPECT_EQ(about(R"({"connected": {"type": "aws_block", "by": {"bucket": ["idd"]}}})"),
            "catalog/t.json /0 (t:001): the path \"idd\" does not exist: there is no \"idd\"; did you mean \"id\"?; in "
            "hashicorp/aws 1.0.0");
  EXPECT_EQ(about(R"({"predicate": "admin_policy", "args": {"path": "polcy"}})").substr(0, 61),
            "catalog/t.json /0 (t:001): the path \"polcy\" does not exist: t");
}

TEST(SchemaCheck, SinceAndUntilSayWhichVersionsHaveThePath) {
  EXPECT_EQ(complaint(R"("require": {"path": "size", "at_least": 1}, "until": "1.9.9")"), "none");
  EXPECT_EQ(complaint(R"("require": {"path": "size", "at_least": 1}, "since": "3.0.0")"),
            "catalog/t.json /0 (t:001): `since` and `until` leave no version of the provider that is here");
}

TEST(SchemaCheck, DefaultsAreCheckedAndExpectedValuesHaveToFitTheType) {
  EXPECT_EQ(complaint(R"("require": {"path": "open", "equals": false}, "default": {"options.tokns": "required"})"),
            "catalog/t.json /0 (t:001): the path \"options.tokns\" does not exist: there is no \"tokns\"; did you mean "
            "\"tokens\"?; in hashicorp/aws 1.0.0");
  EXPECT_EQ(about(R"({"path": "open", "equals": "Disabled"})"),
            "catalog/t.json /0 (t:001): the path \"open\" is true or false and never equals what is expected; in "
            "hashicorp/aws 1.0.0");
}

TEST(SchemaCheck, LearnsShapesAndWhatIsSensitive) {
  guardrails::Catalog catalog;
  catalog.read("[" + record("t:001", "aws_thing", R"("require": {"path": "password", "exists": false})") + "]",
               "t.json");
  Facts facts = check_paths(catalog, {schema_of("1.0.0")});
  const PathFacts& password = facts.at(catalog.requirements()[0].require->path);
  EXPECT_TRUE(password.sensitive);
  EXPECT_EQ(password.shape, guardrails::Shape::text);
}

TEST(Emitter, WritesConstantDataAndLeavesOutWhatDoesNotApply) {
  guardrails::Catalog catalog;
  catalog.read("[" + record("t:001", "aws_thing", R"("require": {"never": true}, "until": "1.5.0")") + "]", "t.json");
  EXPECT_EQ(emit(catalog, {}, {"mine", "a@b.c", "2.0.0"}),
            "// Written by parapet-catalogc from the catalog's JSON files. Edit those.\n#include "
            "\"parapet/guardrails/requirement.hpp\"\n\n"
            "namespace parapet::guardrails {\nnamespace {\n\n\n}  // namespace\n}  // namespace parapet::guardrails\n\n"
            "extern \"C\" bool parapet_catalog_mine;\nbool parapet_catalog_mine = "
            "::parapet::guardrails::register_catalog({\"mine\", \"a@b.c\", "
            "::parapet::guardrails::Span<::parapet::guardrails::Requirement>{}, "
            "::parapet::guardrails::Span<::parapet::guardrails::ProviderFacts>{}});\n");
  EXPECT_NE(emit(catalog, {}, {"mine", "a@b.c", "1.0.0"}).find("\"t:001\""), std::string::npos);
  EXPECT_EQ(emit(catalog, {}, {"mine", "a@b.c", ""}), emit(catalog, {}, {"mine", "a@b.c", "1.0.0"}));
}

}  // namespace
}  // namespace parapet::catalogc
