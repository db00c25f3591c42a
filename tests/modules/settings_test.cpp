#include "modules/settings.hpp"

#include <gtest/gtest.h>

#include "modules/small.hpp"
#include "parapet/error.hpp"

namespace parapet::modules::test {
namespace {

std::string error_of(const std::string& text) {
  try {
    read_settings(text, "modules.json");
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::string error_with(const std::string& more) { return error_of(settings_with(more)); }

TEST(ModuleSettings, AreRead) {
  const Settings settings = read_settings(R"json({
    "engine": ">= 1.9",
    "inputs": {"key": {"type": "list(string)", "description": "Keys.", "example": ["k"]}},
    "shared": {"region": {"description": "Where."}, "tags": {"description": "Tags.", "fallback": {"a": "b"}}},
    "left_out": {"acme_old": "another name of `acme_new`"},
    "policies": {"resource": "acme_policy", "actions": {"shop": ["shop", "till"]}}})json",
                                          "modules.json");
  EXPECT_EQ(settings.engine, ">= 1.9");
  ASSERT_NE(settings.input("key"), nullptr);
  EXPECT_EQ(settings.input("key")->type, "list(string)");
  EXPECT_EQ(settings.input("key")->description, "Keys.");
  EXPECT_EQ(settings.input("key")->example, Json::array({"k"}));
  EXPECT_EQ(settings.input("kex"), nullptr);
  ASSERT_NE(settings.shared_argument("tags"), nullptr);
  EXPECT_EQ(settings.shared_argument("tags")->fallback, Json({{"a", "b"}}));
  EXPECT_EQ(settings.shared_argument("region")->fallback, Json());
  EXPECT_EQ(settings.shared_argument("key"), nullptr);
  EXPECT_EQ(settings.left_out.at("acme_old"), "another name of `acme_new`");
  EXPECT_EQ(settings.policy_type, "acme_policy");
  EXPECT_EQ(settings.actions.at("shop"), (std::vector<std::string>{"shop", "till"}));
}

TEST(ModuleSettings, NeedNoPolicies) {
  EXPECT_EQ(read_settings(settings_with(), "modules.json").policy_type, "");
}

TEST(ModuleSettings, AreReadStrictly) {
  EXPECT_EQ(error_of(""), "modules.json: no JSON: parse error at line 1, column 1: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal");
  EXPECT_EQ(error_of("[]"), "modules.json /: expected an object, found []");
  EXPECT_EQ(error_of("{}"), R"(modules.json /: the field "engine" is missing)");
  EXPECT_EQ(error_of("{\"engine\": \"a\", \"engine\": \"b\"}"), R"(modules.json: the key "engine" occurs twice in one object; keep one of them)");
  EXPECT_EQ(error_of("{\"engine\": \"\xff\"}"), "modules.json: no JSON: parse error at line 1, column 13: syntax error while parsing value - invalid string: ill-formed UTF-8 byte; last read: '\"\\xFF'");
  EXPECT_EQ(error_with(R"({"engine": ""})"), R"(modules.json /engine: expected a string that is not empty, found "")");
  EXPECT_EQ(error_with(R"({"input": {}})"), R"(modules.json /: unknown field "input"; did you mean "inputs"?; known are engine, inputs, shared, left_out, policies)");
  EXPECT_EQ(error_with(R"({"inputs": []})"), "modules.json /inputs: expected an object, found []");
  EXPECT_EQ(error_with(R"({"inputs": {"k": {"type": "string", "description": "d"}}})"), R"(modules.json /inputs/k: the field "example" is missing)");
  EXPECT_EQ(error_with(R"({"inputs": {"k": {"typ": "string", "description": "d", "example": "e"}}})"), R"(modules.json /inputs/k: unknown field "typ"; did you mean "type"?; known are type, description, example)");
  EXPECT_EQ(error_with(R"({"shared": {"tags": {"description": 1}}})"), "modules.json /shared/tags/description: expected a string, found 1");
  EXPECT_EQ(error_with(R"({"shared": {"tags": {"description": "d", "falback": 1}}})"), R"(modules.json /shared/tags: unknown field "falback"; did you mean "fallback"?; known are description, fallback)");
  EXPECT_EQ(error_with(R"({"left_out": {"acme_old": ""}})"), R"(modules.json /left_out/acme_old: expected a string that is not empty, found "")");
  EXPECT_EQ(error_with(R"({"policies": {"resource": "p"}})"), R"(modules.json /policies: the field "actions" is missing)");
  EXPECT_EQ(error_with(R"({"policies": {"resource": "p", "actions": {"shop": "shop"}}})"), R"(modules.json /policies/actions/shop: expected an array, found "shop")");
}

TEST(ModuleSettings, RefuseWhatWouldBeNoVariable) {
  const auto input = [](const std::string& name, const std::string& type) {
    return error_with(R"({"inputs": {")" + name + R"(": {"type": ")" + type +
                      R"(", "description": "d", "example": "e"}}})");
  };
  EXPECT_EQ(input("k", "map(list(set(number)))"), "no error");
  EXPECT_EQ(input("k", "text"), R"(modules.json /inputs/k/type: expected a type like `string`, `number`, `bool` or `list(string)`, found "text")");
  EXPECT_EQ(input("k", "list()"), R"x(modules.json /inputs/k/type: expected a type like `string`, `number`, `bool` or `list(string)`, found "list()")x");
  EXPECT_EQ(input("k", "list(string))"), R"x(modules.json /inputs/k/type: expected a type like `string`, `number`, `bool` or `list(string)`, found "list(string))")x");
  EXPECT_EQ(input("k", R"(string\n}\nresource \"a\" \"b\" {)"), R"(modules.json /inputs/k/type: expected a type like `string`, `number`, `bool` or `list(string)`, found "string\n}\nresource \"a\" \"b\" {")");
  EXPECT_EQ(input("a b", "string"), R"(modules.json /inputs/a b: "a b" is no name of a variable; write it like `kms_key_arn`)");
  EXPECT_EQ(input("create", "string"), R"(modules.json /inputs/create: a variable cannot be called "create", which is taken; choose another name)");
  EXPECT_EQ(input("policy_name", "string"), R"(modules.json /inputs/policy_name: a variable cannot be called "policy_name", which is taken; choose another name)");
  EXPECT_EQ(input("version", "string"), R"(modules.json /inputs/version: a variable cannot be called "version", which is taken; choose another name)");
  EXPECT_EQ(error_with(R"({"shared": {"key": {"description": "d"}}})"), R"(modules.json /shared/key: "key" is an input already; keep one of them)");
}

}  // namespace
}  // namespace parapet::modules::test
