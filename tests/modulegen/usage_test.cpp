#include <gtest/gtest.h>

#include <modules/network.hpp>
#include <nlohmann/json.hpp>

#include "core/without_guardrails.hpp"
#include "parapet/error.hpp"
#include "parapet/fn/text.hpp"
#include "parapet/stack.hpp"
#include "parapet/testing/synth.hpp"
#include "parapet/variable.hpp"

namespace parapet::modulegen::testing {
namespace {

using nlohmann::json;

/// The document of a stack that `fill` fills, without metadata.
template <class F>
json synthesized(F fill) {
  App app;
  const Stack stack(app, "s");
  fill(stack);
  json document = json::parse(parapet::testing::synth(app).only().text());
  document.erase("//");
  for (auto& call : document["module"]) call.erase("//");
  return document;
}

/// What is thrown, without the place.
template <class F>
std::string error_of(F act) {
  try {
    act();
  } catch (const Error& error) {
    const std::string text = error.what();
    return text.substr(text.find("): ") + 3);
  }
  return "nothing was thrown";
}

const modules::network least{.azs = {"eu-west-1a"}, .cidr = "10.0.0.0/16", .name = "zip"};

TEST(TypedModules, WriteInputsOfEveryType) {
  const json document = synthesized([](const Stack& stack) {
    const Variable secret(stack, "secret", {.sensitive = true});
    modules::Network(
        stack, "net",
        {.azs = {"eu-west-1a", "eu-west-1b"},
         .cidr = "10.0.0.0/16",
         .default_ = {"d"},
         .enable_dns = false,
         .extra = object({{"free", 1}}),
         .listed = {1, 2},
         .matrix = {{modules::network::Matrix{.weight = 2}}},
         .name = "zip ${escaped}",
         .nat = modules::network::Nat{.enabled = true, .logging = modules::network::Nat::Logging{.bucket = "logs"}},
         .numbers = {{"a", {1, 2.5}}},
         .overridden = 8,
         .pair = list({"a", 1}),
         .port = parapet::null,
         .rules = {{.from_port = 80, .to_port = 81}, {.from_port = 1, .protocol = "udp", .to_port = 2}},
         .shared_secret = secret.str(),
         .subnets = {{"web", modules::network::Subnets{.cidr = "10.0.1.0/24", .public_ = true}}},
         .tags = {{"team", "storage"}},
         .token = secret.str()});
  });
  EXPECT_EQ(document["module"]["net"], json::parse(R"({
    "azs": ["eu-west-1a", "eu-west-1b"], "cidr": "10.0.0.0/16", "default": ["d"], "enable_dns": false,
    "extra": {"free": 1}, "listed": [1, 2], "matrix": [[{"weight": 2}]], "name": "zip $${escaped}",
    "nat": {"enabled": true, "logging": {"bucket": "logs"}}, "numbers": {"a": [1, 2.5]}, "overridden": 8,
    "pair": ["a", 1], "port": null,
    "rules": [{"from-port": 80, "to-port": 81}, {"from-port": 1, "protocol": "udp", "to-port": 2}],
    "shared_secret": "${var.secret}", "source": "example/network/acme",
    "subnets": {"web": {"cidr": "10.0.1.0/24", "public": true}}, "tags": {"team": "storage"}, "token": "${var.secret}",
    "version": "~> 2.1"})"));
}

TEST(TypedModules, GiveTheirOutputs) {
  const json document = synthesized([](const Stack& stack) {
    const modules::Network net(stack, "net", least);
    Output(stack, "id", {.value = net.id()});
    Output(stack, "node", {.value = net.node_()});
    Output(stack, "output", {.value = net.output_()});
    Output(stack, "subnets", {.value = net.subnet_ids()});
    Output(stack, "untyped", {.value = net.output("id")});
  });
  EXPECT_EQ(document["output"], json::parse(R"({
    "id": {"value": "${module.net.id}"}, "node": {"value": "${module.net.node}"},
    "output": {"value": "${module.net.output}"}, "subnets": {"value": "${module.net.subnet-ids}"},
    "untyped": {"value": "${module.net.id}"}})"));
}

TEST(TypedModules, HaveInstances) {
  const json document = synthesized([](const Stack& stack) {
    const modules::Network nets(stack, "nets", least, {.for_each = Map<Str>{{"a", "1"}}});
    Output(stack, "id", {.value = nets["a"].id()});
  });
  EXPECT_EQ(document["output"]["id"]["value"], R"(${module.nets["a"].id})");
  EXPECT_EQ(document["module"]["nets"]["for_each"], json::parse(R"({"a": "1"})"));
}

TEST(TypedModules, TakeAnotherSourceTogetherWithItsVersion) {
  const json document = synthesized([](const Stack& stack) {
    modules::Network(stack, "fork", least, {.source = "git::ssh://example/fork"});
    modules::Network(stack, "mirror", least, {.source = "mirror/network/acme", .version = "2.2.0"});
    modules::Network(stack, "newer", least, {.version = "2.2.0"});
  });
  const json inputs = {{"azs", {"eu-west-1a"}}, {"cidr", "10.0.0.0/16"}, {"name", "zip"}};
  json fork = inputs, mirror = inputs, newer = inputs;
  fork.update({{"source", "git::ssh://example/fork"}});
  mirror.update({{"source", "mirror/network/acme"}, {"version", "2.2.0"}});
  newer.update({{"source", "example/network/acme"}, {"version", "2.2.0"}});
  EXPECT_EQ(document["module"], json({{"fork", fork}, {"mirror", mirror}, {"newer", newer}}));
}

TEST(TypedModules, RefuseCallsThatCannotBe) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { modules::Network(stack, "net", {.cidr = "10.0.0.0/16"}); }),
            "the module needs `azs`, `name`, which its variables have no default for; give every one");
  EXPECT_EQ(error_of([&] { modules::Network(stack, "net", least, {.inputs = object({})}); }),
            "the options have `inputs`, but the inputs of this module are the struct before them; leave one out");
  modules::network literal = least;
  literal.token = fn::upper("hunter2");
  EXPECT_EQ(error_of([&] { modules::Network(stack, "net", literal); }),
            "`token` is a secret and its expression refers to nothing, so the secret itself would be written; give a "
            "variable, a data source or another resource's attribute");
  EXPECT_FALSE(stack.node().try_find_child("net"));
}

TEST(TypedModules, NameMissingMembersOfObjects) {
  App app;
  const Stack stack(app, "s");
  modules::network inputs = least;
  inputs.rules = {{.from_port = 1}};
  modules::Network(stack, "net", inputs);
  EXPECT_EQ(error_of([&] { parapet::testing::synth(app); }), "`to-port` is required and was not given, see module.net");
}

}  // namespace
}  // namespace parapet::modulegen::testing
