#include "modules/build.hpp"

#include <gtest/gtest.h>

#include <set>

#include "modules/guard.hpp"
#include "modules/small.hpp"
#include "parapet/error.hpp"

namespace parapet::modules::test {
namespace {

const std::string shop_type =
    R"("acme_shop": {"attributes": {"id": {"type": "string", "computed": true}, "name": {"type": "string", "required": true},
      "shut": {"type": "bool", "optional": true}, "key": {"type": "string", "optional": true},
      "labels": {"type": ["map", "string"], "optional": true}, "mode": {"type": "string", "optional": true}}})";
const std::string sign_type =
    R"("acme_sign": {"attributes": {"shop": {"type": "string", "required": true}, "lit": {"type": "bool", "optional": true},
      "labels": {"type": ["map", "string"], "optional": true}}})";
const std::string gate_type =
    R"("acme_gate": {"attributes": {"shop": {"type": "string", "required": true}, "labels": {"type": ["map", "string"], "optional": true}}})";
const std::string all_types = "{" + shop_type + "," + sign_type + "," + gate_type + "}";

std::string companion(const std::string& type, const std::string& theirs = "shop") {
  return R"({"connected": {"type": ")" + type + R"(", "by": {")" + theirs + R"(": ["id"]}, "quantifier": "some"}})";
}
const std::string shut = R"({"path": "shut", "equals": true})";

std::vector<std::string> types_of(const Module& module) {
  std::vector<std::string> types;
  for (const Resource& resource : module.resources) types.push_back(resource.type->name);
  return types;
}
const Variable& variable(const Module& module, std::string_view name) {
  for (const Variable& one : module.variables) {
    if (one.name == name) return one;
  }
  throw std::runtime_error("no such variable");
}
std::vector<std::string> variables_of(const Module& module) {
  std::vector<std::string> names;
  for (const Variable& one : module.variables) names.push_back(one.name);
  return names;
}
std::string error_of(const Division& division, const std::string& service) {
  try {
    build_module(division, service);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Modules, HaveABlockForEachTypeOfTheService) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut), record("sign:001", "acme_sign", shut)});
  EXPECT_EQ(cloud.division().services(), (std::vector<std::string>{"shop", "sign"}));
  const Module module = cloud.module();
  EXPECT_EQ(types_of(module), (std::vector<std::string>{"acme_shop"}));
  EXPECT_EQ(module.resources[0].name, "shop");
  EXPECT_EQ(module.resources[0].is_created(), "contains(var.create, \"shop\")");
  EXPECT_EQ(module.provider_source, "shops/acme");
  EXPECT_EQ(module.provider_version, "2.0.0");
  EXPECT_EQ(variables_of(module),
            (std::vector<std::string>{"create", "shop_key", "shop_labels", "shop_mode", "shop_name", "shop_shut"}));
}

TEST(Modules, BringCompanionsAlongAndLinkThem) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", companion("acme_sign")),
                                record("shop:002", "acme_shop", companion("acme_sign"))});
  const Module module = cloud.module();
  EXPECT_EQ(types_of(module), (std::vector<std::string>{"acme_shop", "acme_sign"}));
  const Resource& sign = *module.resource("acme_sign");
  EXPECT_EQ(sign.brought_by, (std::vector<std::string>{"shop"}));
  EXPECT_EQ(sign.is_created(), "length(setintersection(var.create, [\"sign\", \"shop\"])) > 0");
  EXPECT_EQ(sign.value_of(*find(sign.arguments, "shop")),
            "contains(var.create, \"shop\") ? acme_shop.this[0].id : var.sign_shop");
  EXPECT_EQ(variable(module, "sign_shop").validations[0].condition,
            "!(length(setintersection(var.create, [\"sign\", \"shop\"])) > 0) || var.sign_shop != null || "
            "contains(var.create, \"shop\")");
}

TEST(Modules, LinkToTheFirstOfAlternatives) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", R"({"any": [)" + companion("acme_gate") + "," + companion("acme_sign") + "]}")});
  const Module module = cloud.module();
  EXPECT_EQ(module.resource("acme_gate")->brought_by, (std::vector<std::string>{"shop"}));
  EXPECT_TRUE(module.resource("acme_sign")->brought_by.empty());
}

TEST(Modules, LinkNothingThatIsNoText) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", companion("acme_sign", "lit"))});
  EXPECT_TRUE(cloud.module().resource("acme_sign")->brought_by.empty());
  EXPECT_TRUE(cloud.module().resource("acme_sign")->links.empty());
}

TEST(Modules, BelongToTheServiceThatAsksMostOfATypeAmongEqualOnes) {
  const Cloud cloud(all_types,
                    {record("shop:001", "acme_shop", shut), record("shop:002", "acme_shop", R"({"path": "key", "exists": true})"),
                     record("sign:001", "acme_shop", R"({"path": "mode", "exists": true})"), record("sign:002", "acme_sign", companion("acme_shop"))});
  const Module shop = cloud.module("shop"), sign = cloud.module("sign");
  EXPECT_EQ(types_of(shop), (std::vector<std::string>{"acme_shop"}));
  EXPECT_EQ(types_of(sign), (std::vector<std::string>{"acme_sign"})) << "another service makes shops";
  EXPECT_EQ(sign.elsewhere, (std::map<std::string, std::string, std::less<>>{{"acme_shop", "shop"}}));
  EXPECT_EQ(variable(shop, "shop_mode").validations[0].requirement->id, "sign:001");
}

TEST(Modules, BelongToTheLargestServiceThatAsksSomethingOfAType) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut), record("shop:002", "acme_shop", shut),
                                record("sign:001", "acme_shop", shut), record("sign:002", "acme_sign", shut),
                                record("sign:003", "acme_sign", shut)});
  EXPECT_EQ(cloud.division().services(), (std::vector<std::string>{"sign"}));
  EXPECT_EQ(types_of(cloud.module("sign")), (std::vector<std::string>{"acme_shop", "acme_sign"}));
  EXPECT_EQ(cloud.module("sign").claims.size(), 5u) << "those of shops come along";
}

TEST(Modules, HaveNoBlockOfWhatIsForbidden) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut), record("shop:002", "acme_sign", R"({"never": true})"),
                                record("gate:001", "acme_gate", R"({"never": true})"),
                                record("gate:002", "acme_gate", R"({"path": "shop", "exists": true})")});
  EXPECT_EQ(types_of(cloud.module()), (std::vector<std::string>{"acme_shop"}));
  EXPECT_EQ(cloud.division().services(), (std::vector<std::string>{"shop"}));
  EXPECT_EQ(error_of(cloud.division(), "gate"), "the service `gate` has no resource type that a module could make with acme 2.0.0");
  EXPECT_EQ(error_of(cloud.division(), "nothing"), "the service `nothing` has no resource type that a module could make with acme 2.0.0");
}

TEST(Modules, HaveNoBlockOfWhatIsLeftOutDeprecatedOrUnknown) {
  const std::string old = R"("acme_old": {"deprecated": true, "attributes": {"shut": {"type": "bool", "optional": true}}})";
  const Cloud cloud("{" + shop_type + "," + sign_type + "," + old + "}",
                    {record("shop:001", "acme_shop", shut), record("shop:002", "acme_old", shut), record("shop:003", "acme_sign", shut),
                     record("shop:004", "acme_ghost", shut), record("shop:005", "data.acme_shop", shut)},
                    settings_with(R"({"left_out": {"acme_sign": "another name of `acme_shop`"}})"));
  EXPECT_EQ(types_of(cloud.module()), (std::vector<std::string>{"acme_shop"}));
  EXPECT_EQ(cloud.module().claims.size(), 5u);
}

TEST(Modules, ObeyTheirTier) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut, R"({"default": true})"),
                                record("shop:002", "acme_shop", R"({"path": "mode", "equals": "safe"})", R"({"tier": "regulated", "default": "safe"})"),
                                record("sign:001", "acme_sign", R"({"path": "lit", "equals": true})", R"({"tier": "sensitive"})")});
  const auto module_of = [&](guardrails::Tier tier) { return build_module(cloud.division("2.0.0", tier), "shop"); };
  EXPECT_EQ(variable(module_of(guardrails::Tier::sensitive), "shop_mode").fallback, Json());
  EXPECT_EQ(variable(module_of(guardrails::Tier::regulated), "shop_mode").fallback, Json("safe"));
  EXPECT_EQ(cloud.division("2.0.0", guardrails::Tier::baseline).services(), (std::vector<std::string>{"shop"}))
      << "nothing is asked of signs there";
  EXPECT_EQ(cloud.division("2.0.0", guardrails::Tier::sensitive).services(), (std::vector<std::string>{"shop", "sign"}));
}

TEST(Modules, CanBeBuiltForEveryServiceOfEveryTier) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut), record("sign:001", "acme_sign", shut, R"({"tier": "regulated"})"),
                                record("gate:001", "acme_gate", shut, R"({"since": "3.0.0"})")});
  for (guardrails::Tier tier : {guardrails::Tier::baseline, guardrails::Tier::sensitive, guardrails::Tier::regulated}) {
    for (const char* version : {"2.0.0", "3.0.0"}) {
      const Division division = cloud.division(version, tier);
      for (const std::string& service : division.services()) EXPECT_EQ(error_of(division, service), "no error") << service;
    }
  }
}

TEST(Modules, ObeyWhatIsInForceForTheProvider) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut, R"({"since": "2.1.0", "default": true})"),
                                record("shop:002", "acme_shop", R"({"path": "mode", "equals": "a"})", R"({"until": "2.1.0", "default": "a"})")});
  const Module older = build_module(cloud.division("2.0.0"), "shop"), same = build_module(cloud.division("2.1.0"), "shop"),
               newer = build_module(cloud.division("2.10.0"), "shop");
  EXPECT_EQ(variable(older, "shop_shut").fallback, Json());
  EXPECT_EQ(variable(older, "shop_mode").fallback, Json("a"));
  EXPECT_EQ(variable(same, "shop_shut").fallback, Json(true));
  EXPECT_EQ(variable(same, "shop_mode").fallback, Json("a"));
  EXPECT_EQ(variable(newer, "shop_mode").fallback, Json());
}

TEST(Modules, ShareArgumentsThatNearlyEveryTypeHas) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut), record("shop:002", "acme_sign", shut)},
                    settings_with(R"({"inputs": {}, "shared": {"labels": {"description": "Labels.", "fallback": {"managed": "yes"}},
                                                 "key": {"description": "Too rare."}}})"));
  const Module module = cloud.module();
  EXPECT_EQ(variable(module, "labels").fallback, Json({{"managed", "yes"}}));
  EXPECT_EQ(variable(module, "labels").description, "Labels.");
  EXPECT_EQ(module.resources[0].value_of(*find(module.resources[0].arguments, "labels")), "var.labels");
  EXPECT_EQ(variables_of(module), (std::vector<std::string>{"create", "labels", "shop_key", "shop_mode", "shop_name", "shop_shut",
                                                            "sign_lit", "sign_shop"}));
}

TEST(Modules, HaveTheInputsThatTheyUse) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", R"({"path": "key", "exists": true})", R"({"default": {"input": "key"}})")},
                    settings_with(R"({"inputs": {"key": {"type": "string", "description": "The key.", "example": "key-1"},
                                                 "other": {"type": "string", "description": "Not used.", "example": "o"}}})"));
  const Module module = cloud.module();
  EXPECT_EQ(variables_of(module), (std::vector<std::string>{"create", "key", "shop_key", "shop_labels", "shop_mode", "shop_name", "shop_shut"}));
  EXPECT_EQ(variable(module, "shop_key").description, "Argument `key` of `acme_shop`. When null, `key` of this module is used.");
  EXPECT_EQ(variable(module, "shop_key").validations[0].condition,
            "!contains(var.create, \"shop\") || (try(length((var.shop_key != null ? var.shop_key : var.key)) > 0, false))");
}

TEST(Modules, FillWhereARequirementIsConcerned) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", R"({"path": "mode", "equals": "safe"})",
                                       R"({"when": {"path": "shut", "equals": false}, "default": "safe"})"),
                                record("shop:002", "acme_shop", R"({"path": "shut", "equals": true})", R"({"when": {"path": "shut", "exists": true}, "default": true})")});
  const Module module = cloud.module();
  const Resource& shop = module.resources[0];
  EXPECT_EQ(shop.value_of(*find(shop.arguments, "mode")), R"(var.shop_mode != null ? var.shop_mode : (var.shop_shut == false) ? "safe" : null)");
  EXPECT_EQ(shop.value_of(*find(shop.arguments, "shut")), "var.shop_shut") << "it cannot decide about itself";
}

TEST(Modules, GuardOnlyWhatIsRefused) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut, R"({"level": "warn"})")});
  EXPECT_TRUE(variable(cloud.module(), "shop_shut").validations.empty());
}

TEST(Modules, DemandNothingOfWhatIsNotCreated) {
  const Cloud cloud(all_types, {record("shop:001", "acme_shop", shut)});
  const Module module = cloud.module();
  const Validation& guard = variable(module, "shop_shut").validations[0];
  EXPECT_EQ(guard.condition, R"(!contains(var.create, "shop") || (var.shop_shut == true))");
  EXPECT_EQ(guard.message, "shop:001: Name of shop:001. Fix.");
  EXPECT_TRUE(guard.demands);
  const Validation& required = variable(module, "shop_name").validations[0];
  EXPECT_EQ(required.condition, "!contains(var.create, \"shop\") || var.shop_name != null");
  EXPECT_EQ(required.message, "`name` of acme_shop is required where it is created.");
  EXPECT_EQ(required.requirement, nullptr);
}

TEST(Modules, NeverHaveValidationsThatReadEachOther) {
  const auto pair = [](const std::string& id, const std::string& a, const std::string& b) {
    return record(id, "acme_shop", R"({"any": [{"path": ")" + a + R"(", "exists": true}, {"path": ")" + b + R"(", "exists": true}]})");
  };
  const Cloud cloud(all_types, {pair("shop:001", "key", "mode"), pair("shop:002", "mode", "shut"), pair("shop:003", "shut", "key"),
                                pair("shop:004", "mode", "key"), pair("shop:005", "labels", "mode")});
  const Module module = cloud.module();
  std::map<std::string, std::set<std::string>> reads;
  std::size_t guards = 0;
  for (const Variable& one : module.variables) {
    for (const Validation& validation : one.validations) {
      guards += validation.requirement != nullptr;
      for (const std::string& name : variables_in(validation.condition)) {
        if (name != one.name) reads[one.name].insert(name);
      }
    }
  }
  EXPECT_EQ(guards, 5u) << "each of them has a place";
  // Taking away what reads nothing that is left ends with nothing, unless there is a circle.
  for (std::size_t before = reads.size() + 1; reads.size() < before;) {
    before = reads.size();
    std::erase_if(reads, [&](const auto& one) {
      return std::none_of(one.second.begin(), one.second.end(), [&](const std::string& name) { return reads.contains(name); });
    });
  }
  EXPECT_TRUE(reads.empty());
}

TEST(Modules, CallEachVariableByANameOfItsOwn) {
  const std::string a = R"("acme_a": {"attributes": {"b_c": {"type": "string", "optional": true}}})";
  const std::string ab = R"("acme_a_b": {"attributes": {"c": {"type": "string", "optional": true}}})";
  const Cloud cloud("{" + a + "," + ab + "}", {record("shop:001", "acme_a", R"({"path": "b_c", "exists": true})"),
                                               record("shop:002", "acme_a_b", R"({"path": "c", "exists": true})")});
  EXPECT_EQ(variables_of(cloud.module()), (std::vector<std::string>{"create", "a_b_c", "a_b_c_"}));
}

TEST(Modules, HavePoliciesWhereThereAreActionsAndArns) {
  const std::string with_arn = R"("acme_queue": {"attributes": {"arn": {"type": "string", "computed": true}, "shut": {"type": "bool", "optional": true}}})";
  const auto policy_of = [&](const std::string& type, const std::string& prefix) {
    const Cloud cloud("{" + with_arn + "," + shop_type + "}", {record("shop:001", type, shut)},
                      settings_with(R"({"policies": {"resource": "acme_policy", "actions": {"shop": [")" + prefix + R"("]}}})"));
    return variables_of(cloud.module())[1] == "policy_name";
  };
  EXPECT_TRUE(policy_of("acme_queue", "sqs"));
  EXPECT_FALSE(policy_of("acme_queue", "nothing")) << "no action is known";
  EXPECT_FALSE(policy_of("acme_shop", "sqs")) << "nothing has an ARN";
}

}  // namespace
}  // namespace parapet::modules::test
