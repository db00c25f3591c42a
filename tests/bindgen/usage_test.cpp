#include <gtest/gtest.h>

#include <acme/data/region.hpp>
#include <acme/ephemeral/token.hpp>
#include <acme/open.hpp>
#include <acme/provider.hpp>
#include <acme/shapes.hpp>
#include <acme/thing.hpp>
#include <acme/tree.hpp>
#include <random_/password.hpp>
#include <random_/pet.hpp>
#include <random_/provider.hpp>
#include <renamed/thing.hpp>

#include "core/expression_text.hpp"
#include "parapet/variable.hpp"
#include "synthesized.hpp"

namespace parapet::bindgen::testing {
namespace {

using nlohmann::json;

/// The HCL of a reference.
std::string hcl(const detail::Slot& reference) {
  std::string text;
  detail::append_expression(text, reference.parapet_value(), {});
  return text;
}

/// The only resource of a stack with one acme_shapes.
json shapes_with(const acme::shapes& config) {
  return synthesized([&](Stack& stack) { acme::Shapes(stack, "x", config); })["resource"]["acme_shapes"]["x"];
}

const acme::shapes::Listed listed{.value = "v"};
const acme::shapes::Some some{.s = "s"};

TEST(Bindings, WriteAttributesOfEveryType) {
  const json document = synthesized([](Stack& stack) {
    acme::Thing(stack, "x",
                acme::thing{
                    ._3d = true,
                    .and_ = false,
                    .anything = parapet::list({1, "two"}),
                    .default_ = "d",
                    .extra = {{"k", 5}},
                    .flag = true,
                    .groups = {"g"},
                    .kebab_name = "with-dash",
                    .kebab_name_ = "with_dash",
                    .labels = {{"l", {"a", "b"}}},
                    .matrix = {{1, 2}, {3}},
                    .name = "n",
                    .names = {"a"},
                    .node = "node",
                    .parapet_table_ = "t",
                    .size = 3,
                    .tags = {{"team", "storage"}},
                });
  });
  EXPECT_EQ(document["resource"]["acme_thing"]["x"], json::parse(R"({
    "3d": true, "and": false, "anything": [1, "two"], "default": "d", "extra": {"k": 5}, "flag": true, "groups": ["g"],
    "kebab-name": "with-dash", "kebab_name": "with_dash", "labels": {"l": ["a", "b"]}, "matrix": [[1, 2], [3]], "name": "n",
    "names": ["a"], "node": "node", "parapet_table": "t", "size": 3, "tags": {"team": "storage"}})"));
}

TEST(Bindings, WriteBlocks) {
  const json shapes = shapes_with(acme::shapes{
      .alone = {acme::shapes::Alone{.mode = "m"}},
      .empty = {{}},
      .grouped = {acme::shapes::Grouped{.kind = "k"}},
      .keyed = {{"first", acme::shapes::Keyed{.v = "1"}}, {"second", acme::shapes::Keyed{.v = "2"}}},
      .listed = {acme::shapes::Listed{.value = "1"}, acme::shapes::Listed{.value = "2"}},
      .once = {acme::shapes::Once{.level = 7}},
      .some = {some},
      .timeouts = {acme::shapes::Timeouts{.create = "5m", .delete_ = "1h"}},
      .unordered = {acme::shapes::Unordered{.value = true}},
  });
  EXPECT_EQ(shapes, json::parse(R"({
    "alone": {"mode": "m"}, "empty": [{}], "grouped": {"kind": "k"}, "keyed": {"first": {"v": "1"}, "second": {"v": "2"}}, "listed": [{"value": "1"}, {"value": "2"}], "once": [{"level": 7}],
    "some": [{"s": "s"}], "timeouts": {"create": "5m", "delete": "1h"}, "unordered": [{"value": true}]})"));
}

/// Terraform refuses an object of an attribute that leaves a member out.
TEST(Bindings, WriteEveryMemberOfObjects) {
  const json shapes = shapes_with(acme::shapes{
      .listed = {listed},
      .object = acme::shapes::Object{.port = 1},
      .object_list = {acme::shapes::ObjectList{.cidrs = {"10.0.0.0/8"}}, acme::shapes::ObjectList{.port = 2}},
      .object_lists = {{acme::shapes::ObjectLists{.x = acme::shapes::ObjectLists::X{}}, acme::shapes::ObjectLists{}}},
      .object_map = {{"m", acme::shapes::ObjectMap{.value = 1}}, {"n", acme::shapes::ObjectMap{}}},
      .object_set = {acme::shapes::ObjectSet{}},
      .some = {some},
  });
  EXPECT_EQ(shapes, json::parse(R"({
    "listed": [{"value": "v"}], "object": {"cidrs": null, "port": 1},
    "object_list": [{"cidrs": ["10.0.0.0/8"], "port": null}, {"cidrs": null, "port": 2}], "object_lists": [[{"x": {"y": null}}, {"x": null}]],
    "object_map": {"m": {"value": 1}, "n": {"value": null}}, "object_set": [{"key": null}], "some": [{"s": "s"}]})"));
}

TEST(Bindings, WriteWhatIsSetOfNestedTypes) {
  const json shapes = shapes_with(acme::shapes{
      .by_name = {{"a", acme::shapes::ByName{.s = 1}}, {"b", acme::shapes::ByName{}}},
      .listed = {listed},
      .many = {acme::shapes::Many{.deep = {{"d", acme::shapes::Many::Deep{.z = true}}}}, acme::shapes::Many{.size = 2}},
      .one = acme::shapes::One{.size = 4},
      .some = {some},
  });
  EXPECT_EQ(shapes, json::parse(R"({
    "by_name": {"a": {"s": 1}, "b": {}}, "listed": [{"value": "v"}], "many": [{"deep": {"d": {"z": true}}}, {"size": 2}],
    "one": {"size": 4}, "some": [{"s": "s"}]})"));
}

TEST(Bindings, SharedStructsFitEverywhere) {
  const json document = synthesized([](Stack& stack) {
    acme::tree::Second::Rule rule{.name = "r", .rule = {acme::tree::Second::Rule::Rule_{.match = "m"}}};
    acme::Tree(stack, "x",
               acme::tree{
                   .first = {acme::tree::First{.rule = {rule}}},
                   .name = "t",
                   .second = {acme::tree::Second{.a_1 = {acme::tree::Third{.number = 1}}, .rule = {rule}}},
                   .third = {acme::tree::Third{.number = 2}},
               });
  });
  EXPECT_EQ(document["resource"]["acme_tree"]["x"], json::parse(R"({
    "first": [{"rule": [{"name": "r", "rule": [{"match": "m"}]}]}], "name": "t",
    "second": [{"a_1": [{"number": 1}], "rule": [{"name": "r", "rule": [{"match": "m"}]}]}], "third": [{"number": 2}]})"));
}

TEST(Bindings, TakeShapesFromAnotherVersion) {
  const json document = synthesized([](Stack& stack) {
    acme::Open(stack, "x",
               acme::open{
                   .definition = {acme::open::Definition{.d = "d"}},
                   .statement = {acme::open::Statement{.s = "s"}},
                   .unknown = parapet::object({{"free", 1}}),
               });
  });
  EXPECT_EQ(document["resource"]["acme_open"]["x"],
            json::parse(R"({"definition": [{"d": "d"}], "statement": [{"s": "s"}], "unknown": {"free": 1}})"));
}

TEST(Bindings, SecretsTakeVariables) {
  const json document = synthesized([](Stack& stack) {
    const Variable password(stack, "password", {.sensitive = true});
    acme::Thing(stack, "x", acme::thing{.name = "n", .password = password.str()});
  });
  EXPECT_EQ(document["resource"]["acme_thing"]["x"], json::parse(R"({"name": "n", "password": "${var.password}"})"));
}

TEST(Bindings, ReferencesAreTypedAsDeepAsTheSchemaGoes) {
  std::vector<std::string> texts;
  synthesized([&](Stack& stack) {
    const acme::Shapes shapes(stack, "x", acme::shapes{.listed = {listed}, .some = {some}});
    const Ref<Str> host = shapes.computed_list(0).host();
    const Ref<Num> port = shapes.computed_list()[1].port();
    const Ref<List<Str>> hosts = shapes.computed_list().all(&acme::shapes::ComputedList::Ref::host);
    const Ref<Str> id = shapes.listed(0).computed_part(2).id();
    const Ref<Bool> in_set = shapes.unordered().one().value();
    const Ref<Str> in_map = shapes.keyed()["k"].v();
    const Ref<Bool> deep = shapes.many(0).deep()["d"].z();
    const Ref<Str> lists = shapes.object_lists()[0][1].x().y();
    const Ref<Str> single = shapes.timeouts().create();
    const Ref<Num> instance = shapes["blue"].once(0).level();
    for (const detail::Slot& slot :
         std::initializer_list<detail::Slot>{host, port, hosts, id, in_set, in_map, deep, lists, single, instance}) {
      texts.push_back(hcl(slot));
    }
  });
  EXPECT_EQ(texts, (std::vector<std::string>{
                       "acme_shapes.x.computed_list[0].host",
                       "acme_shapes.x.computed_list[1].port",
                       "acme_shapes.x.computed_list[*].host",
                       "acme_shapes.x.listed[0].computed_part[2].id",
                       "one(acme_shapes.x.unordered).value",
                       "acme_shapes.x.keyed[\"k\"].v",
                       "acme_shapes.x.many[0].deep[\"d\"].z",
                       "acme_shapes.x.object_lists[0][1].x.y",
                       "acme_shapes.x.timeouts.create",
                       "acme_shapes.x[\"blue\"].once[0].level",
                   }));
}

TEST(Bindings, ReferencesFitTheSlotsOfTheirType) {
  const json document = synthesized([](Stack& stack) {
    const acme::Shapes source(stack, "source", acme::shapes{.listed = {listed}, .some = {some}});
    acme::Shapes(
        stack, "target",
        acme::shapes{
            .listed = {listed}, .object = source.object(), .object_list = source.object_list(), .some = {some}});
    acme::Thing(stack, "x", acme::thing{.name = source.timeouts().create(), .size = source.once(0).level()});
  });
  EXPECT_EQ(document["resource"]["acme_shapes"]["target"]["object"], "${acme_shapes.source.object}");
  EXPECT_EQ(document["resource"]["acme_shapes"]["target"]["object_list"], "${acme_shapes.source.object_list}");
  EXPECT_EQ(document["resource"]["acme_thing"]["x"],
            json::parse(
                R"({"name": "${acme_shapes.source.timeouts.create}", "size": "${acme_shapes.source.once[0].level}"})"));
}

TEST(Bindings, DataSourcesAndEphemeralResourcesHaveNamespacesOfTheirOwn) {
  const json document = synthesized([](Stack& stack) {
    const acme::data::Region region(stack, "here", acme::data::region{.region = "north"});
    const acme::ephemeral::Token token(stack, "token", acme::ephemeral::token{.scope = "read"});
    acme::Thing(stack, "x", acme::thing{.name = region.zones()[0], .token_wo = token.value()});
  });
  EXPECT_EQ(document["data"]["acme_region"]["here"], json::parse(R"({"region": "north"})"));
  EXPECT_EQ(document["ephemeral"]["acme_token"]["token"], json::parse(R"({"scope": "read"})"));
  EXPECT_EQ(document["resource"]["acme_thing"]["x"],
            json::parse(
                R"({"name": "${data.acme_region.here.zones[0]}", "token_wo": "${ephemeral.acme_token.token.value}"})"));
}

TEST(Bindings, ProvidersHaveTheVersionOfTheSchema) {
  const json document = synthesized([](Stack& stack) {
    acme::Provider(stack, "acme", acme::provider{.region = "north"});
    const acme::Provider other(stack, "other",
                               acme::provider{.alias = "other",
                                              .assume_role = {acme::provider::AssumeRole{.arn = "a"}},
                                              .region = "south",
                                              .settings = acme::provider::Settings{.retries = 3}});
    acme::Thing(stack, "x", acme::thing{.name = "n", .provider = other});
  });
  EXPECT_EQ(
      document["provider"]["acme"],
      json::parse(
          R"([{"region": "north"}, {"alias": "other", "assume_role": [{"arn": "a"}], "region": "south", "settings": {"retries": 3}}])"));
  EXPECT_EQ(document["terraform"]["required_providers"]["acme"],
            json::parse(R"({"source": "example/acme", "version": "1.2.3"})"));
  EXPECT_EQ(document["resource"]["acme_thing"]["x"]["provider"], "acme.other");
}

TEST(Bindings, OfTheRandomProviderWork) {
  const json document = synthesized([](Stack& stack) {
    random_::Provider(stack, "random", random_::provider{});
    const random_::Pet pet(stack, "pet", random_::pet{.length = 2});
    random_::Password(stack, "password",
                      random_::password{.keepers = {{"pet", pet.id()}}, .length = 32, .special = true});
  });
  EXPECT_EQ(document["resource"]["random_pet"]["pet"], json::parse(R"({"length": 2})"));
  EXPECT_EQ(document["resource"]["random_password"]["password"],
            json::parse(R"({"keepers": {"pet": "${random_pet.pet.id}"}, "length": 32, "special": true})"));
  EXPECT_EQ(document["terraform"]["required_providers"]["random"],
            json::parse(R"({"source": "hashicorp/random", "version": "3.7.2"})"));
}

TEST(Bindings, CanHaveAnotherNamespaceAndVersion) {
  EXPECT_STREQ(renamed::v9_0_0_beta1::thing::parapet_type.provider->version, "9.0.0-beta1");
  EXPECT_STREQ(renamed::thing::parapet_type.name, "acme_thing");
}

}  // namespace
}  // namespace parapet::bindgen::testing
