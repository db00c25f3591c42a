#include "modules/guard.hpp"

#include <gtest/gtest.h>

#include "modules/arguments.hpp"
#include "modules/small.hpp"

namespace parapet::modules::test {
namespace {

constexpr const char* shop = R"({"acme_shop": {
  "attributes": {
    "name": {"type": "string", "required": true},
    "shut": {"type": "bool", "optional": true},
    "size": {"type": "number", "optional": true},
    "days": {"type": "string", "optional": true},
    "key": {"type": "string", "optional": true},
    "colors": {"type": ["list", "string"], "optional": true},
    "ports": {"type": ["set", "number"], "optional": true},
    "labels": {"type": ["map", "string"], "optional": true},
    "vault": {"type": ["object", {"deep": "number"}], "optional": true},
    "shelves": {"type": ["list", ["object", {"full": "bool", "tags": ["list", "string"]}]], "optional": true},
    "anything": {"type": "dynamic", "optional": true},
    "inner": {"nested_type": {"nesting_mode": "single", "attributes": {"mode": {"type": "string", "optional": true}}}, "optional": true}
  },
  "block_types": {
    "door": {"nesting_mode": "list", "max_items": 1, "block": {
      "attributes": {"lock": {"type": "bool", "optional": true}, "key": {"type": "string", "optional": true}},
      "block_types": {"bell": {"nesting_mode": "list", "block": {"attributes": {"loud": {"type": "bool", "optional": true}}}}}}},
    "window": {"nesting_mode": "set", "block": {"attributes": {
      "glass": {"type": "string", "optional": true}, "cidrs": {"type": ["list", "string"], "optional": true}}}}
  }}})";

/// A requirement and a resource whose variables are `var.shop_ARGUMENT`.
class Guarded {
 public:
  explicit Guarded(const std::string& require, const std::string& more = "{}")
      : cloud(shop, {record("shop:001", "acme_shop", require, more)}) {
    resource.type = &cloud.schema.provider().resources[0];
    resource.name = "shop";
    resource.arguments = arguments_of(*resource.type, cloud.settings, {}).arguments;
    for (const Argument& argument : resource.arguments) resource.variables[argument.name] = "shop_" + argument.name;
  }
  const guardrails::Requirement& requirement() const { return *cloud.requirements[0]; }
  Guard guard() const { return guard_of(requirement(), resource); }

  Cloud cloud;
  Resource resource;
};

/// The guard's condition; `true` and `false` where there is no choice, `obstacle: ...` where it cannot be said.
std::string text_of(const Guard& guard) {
  return guard.obstacle.empty() ? guard.condition : "obstacle: " + guard.obstacle;
}
std::string guard_for(const std::string& require, const std::string& more = "{}") {
  return text_of(Guarded(require, more).guard());
}
std::string passing(const std::string& require) { return guard_for(require, R"({"unset": "pass"})"); }

TEST(Guards, CompareTexts) {
  EXPECT_EQ(guard_for(R"({"path": "key", "equals": "a\"b"})"), R"(var.shop_key == "a\"b")");
  EXPECT_EQ(passing(R"({"path": "key", "equals": "a"})"), R"(var.shop_key == null ? true : (var.shop_key == "a"))");
  EXPECT_EQ(guard_for(R"({"path": "key", "not_equals": "a"})"), R"(var.shop_key == null ? false : (var.shop_key != "a"))");
  EXPECT_EQ(guard_for(R"({"path": "key", "one_of": ["a", "${b}"]})"), R"(var.shop_key == null ? false : contains(["a", "$${b}"], var.shop_key))");
  EXPECT_EQ(guard_for(R"({"path": "key", "none_of": ["a"]})"), R"(var.shop_key == null ? false : !contains(["a"], var.shop_key))");
  EXPECT_EQ(guard_for(R"({"path": "key", "matches": "arn:.*\\.x"})"), R"(var.shop_key == null ? false : can(regex("^(?:arn:.*\\.x)$", var.shop_key)))");
  EXPECT_EQ(passing(R"({"path": "key", "not_matches": "a|b"})"), R"(var.shop_key == null ? true : !can(regex("^(?:a|b)$", var.shop_key)))");
  EXPECT_EQ(guard_for(R"({"path": "key", "no_open_cidr": 8})"), R"(var.shop_key == null ? false : try(cidrhost(var.shop_key, 0) != "" && tonumber(split("/", var.shop_key)[1]) >= 8, false))");
  EXPECT_EQ(guard_for(R"({"path": "key", "contains": "a"})"), "obstacle: Terraform has no function that compares this");
}

TEST(Guards, CompareNumbersAndBooleans) {
  EXPECT_EQ(guard_for(R"({"path": "shut", "equals": true})"), "var.shop_shut == true");
  EXPECT_EQ(passing(R"({"path": "shut", "equals": false})"), "var.shop_shut == null ? true : (var.shop_shut == false)");
  EXPECT_EQ(guard_for(R"({"path": "size", "at_least": 7})"), "var.shop_size == null ? false : (var.shop_size >= 7)");
  EXPECT_EQ(passing(R"({"path": "size", "at_most": 2.5})"), "var.shop_size == null ? true : (var.shop_size <= 2.5)");
  EXPECT_EQ(guard_for(R"({"path": "days", "at_least": 7})"), "var.shop_days == null ? false : (tonumber(var.shop_days) >= 7)") << "a number in a text";
  EXPECT_EQ(guard_for(R"({"path": "days", "equals": 7})"), R"(var.shop_days == "7")");
  EXPECT_EQ(guard_for(R"({"path": "days", "one_of": [7, true]})"), R"(var.shop_days == null ? false : contains(["7", "true"], var.shop_days))");
}

TEST(Guards, CompareCollections) {
  EXPECT_EQ(guard_for(R"({"path": "colors", "contains": "red"})"), R"(try(length(var.shop_colors) == 0, true) ? false : contains(var.shop_colors, "red"))");
  EXPECT_EQ(passing(R"({"path": "colors", "not_contains": "red"})"), R"(try(length(var.shop_colors) == 0, true) ? true : !contains(var.shop_colors, "red"))");
  EXPECT_EQ(guard_for(R"({"path": "colors", "contains_all": ["red", "blue"]})"), R"(try(length(var.shop_colors) == 0, true) ? false : (length(setsubtract(["red", "blue"], var.shop_colors)) == 0))");
  EXPECT_EQ(guard_for(R"({"path": "colors", "at_least": 2})"), "try(length(var.shop_colors) == 0, true) ? false : (length(var.shop_colors) >= 2)");
  EXPECT_EQ(guard_for(R"({"path": "colors", "equals": ["red"]})"), R"(try(length(var.shop_colors) == 0, true) ? false : (toset(var.shop_colors) == toset(["red"])))");
  EXPECT_EQ(guard_for(R"({"path": "colors", "one_of": ["red"]})"), R"(try(length(var.shop_colors) > 0, false) && alltrue([for x in var.shop_colors == null ? [] : var.shop_colors : contains(["red"], x)]))") << "of every element";
  EXPECT_EQ(passing(R"({"path": "colors", "matches": "r.*"})"), R"(alltrue([for x in var.shop_colors == null ? [] : var.shop_colors : can(regex("^(?:r.*)$", x))]))");
  EXPECT_EQ(passing(R"({"path": "ports", "none_of": [22]})"), "alltrue([for x in var.shop_ports == null ? [] : var.shop_ports : !contains([22], x)])");
  EXPECT_EQ(guard_for(R"({"path": "ports", "contains": 443})"), "try(length(var.shop_ports) == 0, true) ? false : contains(var.shop_ports, 443)");
  EXPECT_EQ(guard_for(R"({"path": "labels", "contains": "owner"})"), R"(var.shop_labels == null ? false : contains(keys(var.shop_labels), "owner"))");
  EXPECT_EQ(guard_for(R"({"path": "labels[\"owner:a\"]", "exists": true})"), R"(try(length(try(var.shop_labels["owner:a"], null)) > 0, false))");
  EXPECT_EQ(guard_for(R"({"path": "labels.owner", "equals": "me"})"), R"(try(var.shop_labels.owner, null) == "me")");
}

TEST(Guards, AskWhetherSomethingIsThere) {
  EXPECT_EQ(guard_for(R"({"path": "key", "exists": true})"), "try(length(var.shop_key) > 0, false)");
  EXPECT_EQ(guard_for(R"({"path": "shut", "exists": true})"), "var.shop_shut != null");
  EXPECT_EQ(guard_for(R"({"path": "shut", "exists": false})"), "!(var.shop_shut != null)");
  EXPECT_EQ(guard_for(R"({"path": "colors", "exists": true})"), "try(length(var.shop_colors) > 0, false)");
  EXPECT_EQ(guard_for(R"({"path": "door", "exists": true})"), "var.shop_door != null");
  EXPECT_EQ(guard_for(R"({"path": "window", "exists": false})"), "!try(length(var.shop_window) > 0, false)");
  EXPECT_EQ(guard_for(R"({"path": "anything", "exists": true})"), R"(var.shop_anything != null && try(tostring(var.shop_anything) != "", true))");
}

TEST(Guards, LookIntoBlocksAndObjects) {
  EXPECT_EQ(guard_for(R"({"path": "door.lock", "equals": true})"), "try(var.shop_door.lock, null) == true");
  EXPECT_EQ(passing(R"({"path": "vault.deep", "at_least": 1})"), "try(var.shop_vault.deep, null) == null ? true : (try(var.shop_vault.deep, null) >= 1)");
  EXPECT_EQ(guard_for(R"({"path": "inner.mode", "equals": "safe"})"), R"(try(var.shop_inner.mode, null) == "safe")");
  EXPECT_EQ(guard_for(R"({"path": "anything.a.b", "equals": "c"})"), R"(try(var.shop_anything.a.b, null) == "c")");
  EXPECT_EQ(guard_for(R"({"path": "key#json.a", "equals": 1})"), "try(jsondecode(var.shop_key).a, null) == 1");
  EXPECT_EQ(guard_for(R"({"path": "window.glass", "equals": "thick"})"), R"(try(length(var.shop_window) > 0, false) && alltrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == "thick"]))") << "every one of them";
  EXPECT_EQ(passing(R"({"path": "window.glass", "equals": "thick"})"), R"(alltrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == null ? true : (try(x.glass, null) == "thick")]))");
  EXPECT_EQ(passing(R"({"path": "window.glass", "exists": true})"), "alltrue([for x in var.shop_window == null ? [] : var.shop_window : try(length(try(x.glass, null)) > 0, false)])");
}

TEST(Guards, AskElements) {
  EXPECT_EQ(guard_for(R"({"each": "window[*]", "require": {"path": "glass", "equals": "thick"}})"), R"(alltrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == "thick"]))");
  EXPECT_EQ(guard_for(R"({"each": "window[*]", "min": 2, "require": {"path": "glass", "exists": true}})"), "(length(var.shop_window == null ? [] : var.shop_window) >= 2) && alltrue([for x in var.shop_window == null ? [] : var.shop_window : try(length(try(x.glass, null)) > 0, false)])");
  EXPECT_EQ(guard_for(R"({"each": "window[*]", "where": {"path": "glass", "equals": "thin"},
      "require": {"path": "cidrs", "exists": false}})"),
            R"(alltrue([for x in var.shop_window == null ? [] : var.shop_window : !(try(x.glass, null) == "thin") || !try(length(try(x.cidrs, null)) > 0, false)]))");
  EXPECT_EQ(guard_for(R"({"some": "window[*]", "require": {"path": "glass", "equals": "thick"}})"), R"(anytrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == "thick"]))");
  EXPECT_EQ(guard_for(R"({"none": "window[*]", "require": {"path": "glass", "equals": "thin"}})"), R"(!anytrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == "thin"]))");
  EXPECT_EQ(guard_for(R"({"each": "colors[*]", "require": {"path": "@", "equals": "red"}})"), R"(alltrue([for x in var.shop_colors == null ? [] : var.shop_colors : x == "red"]))");
  EXPECT_EQ(guard_for(R"({"each": "window[*].cidrs[*]", "require": {"path": "@", "no_open_cidr": 8}})"), R"(alltrue([for x in var.shop_window == null ? [] : var.shop_window : alltrue([for y in try(x.cidrs, null) == null ? [] : try(x.cidrs, null) : y == null ? false : try(cidrhost(y, 0) != "" && tonumber(split("/", y)[1]) >= 8, false)])]))");
  EXPECT_EQ(guard_for(R"({"each": "door.bell[*]", "require": {"path": "loud", "equals": false}})"), "alltrue([for x in try(var.shop_door.bell, null) == null ? [] : try(var.shop_door.bell, null) : try(x.loud, null) == false])");
  EXPECT_EQ(guard_for(R"({"each": "door[*]", "require": {"path": "lock", "equals": true}})"), "alltrue([for x in var.shop_door == null ? [] : [var.shop_door] : try(x.lock, null) == true])");
  EXPECT_EQ(guard_for(R"({"some": "shelves[*]", "require": {"path": "tags", "contains": "a"}})"), R"(anytrue([for x in var.shop_shelves == null ? [] : var.shop_shelves : try(length(try(x.tags, null)) == 0, true) ? false : contains(try(x.tags, null), "a")]))");
  EXPECT_EQ(guard_for(R"({"each": "anything[*]", "require": {"path": "a", "equals": 1}})"), "alltrue([for x in try(flatten([var.shop_anything]), []) : try(x.a, null) == 1])");
}

TEST(Guards, CombineConditions) {
  EXPECT_EQ(guard_for(R"({"all": [{"path": "key", "equals": "a"}, {"path": "shut", "equals": true}]})"), R"((var.shop_key == "a") && (var.shop_shut == true))");
  EXPECT_EQ(guard_for(R"({"any": [{"path": "key", "exists": true}, {"path": "shut", "equals": false}]})"), "try(length(var.shop_key) > 0, false) || (var.shop_shut == false)");
  EXPECT_EQ(guard_for(R"({"not": {"path": "shut", "equals": true}})"), "!(var.shop_shut == true)");
  EXPECT_EQ(guard_for(R"({"not": {"not": {"path": "key", "exists": true}}})"), "try(length(var.shop_key) > 0, false)");
  EXPECT_EQ(guard_for(R"({"never": true})"), "false");
}

TEST(Guards, HoldWhereARequirementConcerns) {
  Guarded it(R"({"path": "key", "exists": true})", R"({"when": {"path": "shut", "equals": true}})");
  const Guard guard = it.guard();
  EXPECT_EQ(guard.condition, "!(var.shop_shut == true) || try(length(var.shop_key) > 0, false)");
  EXPECT_EQ(guard.variables, (std::vector<std::string>{"shop_key", "shop_shut"}))
      << "what something is required of comes first";
  EXPECT_EQ(concern_of(it.requirement(), it.resource), "var.shop_shut == true");
  Guarded decided(R"({"path": "key", "exists": true})", R"({"when": {"path": "nothing", "exists": false}})");
  EXPECT_EQ(concern_of(decided.requirement(), decided.resource), std::nullopt);
  Guarded unsayable(R"({"path": "key", "exists": true})", R"({"when": {"unique": "name"}})");
  EXPECT_EQ(concern_of(unsayable.requirement(), unsayable.resource), std::nullopt);
}

TEST(Guards, TakeWhatIsUnsetAsTheRequirementDoes) {
  EXPECT_EQ(guard_for(R"({"path": "size", "equals": 1})", R"({"unset": "unknown"})"), "var.shop_size == 1");
  EXPECT_EQ(guard_for(R"({"path": "size", "equals": 1, "unset": "pass"})"), "var.shop_size == null ? true : (var.shop_size == 1)") << "a leaf's own goes before";
  EXPECT_EQ(guard_for(R"({"path": "size", "equals": 1, "unset": "fail"})", R"({"unset": "pass"})"), "var.shop_size == 1");
  EXPECT_EQ(guard_for(R"({"not": {"path": "size", "equals": 1}})", R"({"unset": "unknown"})"),
            "!(var.shop_size == null ? true : (var.shop_size == 1))")
      << "unknown is no pass, whatever is negated";
  EXPECT_EQ(guard_for(R"({"not": {"path": "size", "equals": 1}})", R"({"unset": "fail"})"), "!(var.shop_size == 1)");
  EXPECT_EQ(guard_for(R"({"none": "window[*]", "require": {"path": "glass", "equals": "a"}})", R"({"unset": "unknown"})"),
            R"(!anytrue([for x in var.shop_window == null ? [] : var.shop_window : try(x.glass, null) == null ? true : (try(x.glass, null) == "a")]))");
}

TEST(Guards, CountArgumentsThatAreMissingAsUnset) {
  EXPECT_EQ(guard_for(R"({"path": "nothing", "equals": 1})"), "false");
  EXPECT_EQ(passing(R"({"path": "nothing", "equals": 1})"), "true");
  EXPECT_EQ(passing(R"({"path": "door.nothing.at_all", "equals": 1})"), "true");
  EXPECT_EQ(guard_for(R"({"path": "nothing", "exists": false})"), "true");
  EXPECT_EQ(guard_for(R"({"each": "nothing[*]", "require": {"path": "a", "equals": 1}})"), "true");
  EXPECT_EQ(guard_for(R"({"each": "nothing[*]", "min": 1, "require": {"path": "a", "equals": 1}})"), "false");
  EXPECT_EQ(guard_for(R"({"some": "nothing[*]", "require": {"path": "a", "equals": 1}})"), "false");
  EXPECT_EQ(guard_for(R"({"none": "nothing[*]", "require": {"path": "a", "equals": 1}})"), "true");
  EXPECT_EQ(passing(R"({"predicate": "kms_is_customer_key", "args": {"path": "nothing"}})"), "true");
  EXPECT_EQ(Guarded(R"({"path": "nothing", "equals": 1})").guard().constant, false);
  EXPECT_EQ(Guarded(R"({"path": "shut", "equals": true})").guard().constant, std::nullopt);
}

TEST(Guards, ReadWhatTheModuleFillsIn) {
  Guarded filled(R"({"path": "shut", "exists": true})");
  find(filled.resource.arguments, Names{"shut"})->fill = true;
  EXPECT_EQ(text_of(filled.guard()), "true") << "the variable takes no null";
  Guarded input(R"({"path": "key", "equals": "a"})");
  find(input.resource.arguments, Names{"key"})->input = input.cloud.settings.input("key");
  EXPECT_EQ(text_of(input.guard()), R"((var.shop_key != null ? var.shop_key : var.key) == "a")");
  EXPECT_EQ(input.guard().variables, (std::vector<std::string>{"shop_key", "key"}));
  Guarded nested(R"({"path": "door.key", "equals": "a"})");
  find(nested.resource.arguments, Names{"door", "key"})->input = nested.cloud.settings.input("key");
  EXPECT_EQ(text_of(nested.guard()), R"(try((var.shop_door.key != null ? var.shop_door.key : var.key), null) == "a")");
  Guarded linked(R"({"path": "key", "matches": "a"})");
  linked.resource.links["key"] = {{"acme_key", "contains(var.create, \"key\")", "id"}};
  EXPECT_EQ(text_of(linked.guard()), R"((contains(var.create, "key") ? "acme_key" : var.shop_key) == null ? false : can(regex("^(?:a)$", (contains(var.create, "key") ? "acme_key" : var.shop_key))))");
}

TEST(Guards, SayWhyTheyCannotBe) {
  EXPECT_EQ(guard_for(R"({"unique": "name"})"), "obstacle: uniqueness over several blocks is judged on the plan");
  EXPECT_EQ(guard_for(R"({"connected": {"type": "acme_key", "by": {"shop": ["id"]}, "quantifier": "some"}})"),
            "obstacle: it is about another resource, which is judged on the plan");
  EXPECT_EQ(guard_for(R"({"path": "door", "equals": "a"})"), "obstacle: it compares a whole block");
  EXPECT_EQ(guard_for(R"({"path": "days", "contains": "a"})"),
            "obstacle: Terraform has no function that compares this");
  EXPECT_EQ(guard_for(R"({"policy": "key", "some_statement": {"principal": "other_account"}})"),
            "obstacle: policies are judged on the plan");
  EXPECT_EQ(guard_for(R"({"predicate": "secret_in_value", "args": {"path": "key"}})"),
            "obstacle: whether the caller writes the secret out is judged where the module is called");
  EXPECT_EQ(Guarded(R"({"unique": "name"})").guard().condition, "");
}

TEST(Guards, FindVariables) {
  EXPECT_EQ(variables_in("var.a && (var.b-c.d || var.a) ? \"${var.e_1}\" : 1"),
            (std::vector<std::string>{"a", "b-c", "e_1"}));
  EXPECT_TRUE(variables_in("").empty());
  EXPECT_TRUE(variables_in("local.x").empty());
}

TEST(Guards, FindNoVariablesInWordsThatEndLikeOne) {
  EXPECT_EQ(variables_in("local.myvar.a || var.b"), (std::vector<std::string>{"b"}));
}

}  // namespace
}  // namespace parapet::modules::test
