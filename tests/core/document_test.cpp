#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/without_guardrails.hpp"
#include "acme.hpp"
#include "parapet/backend.hpp"
#include "parapet/expression.hpp"
#include "parapet/module.hpp"
#include "parapet/refactor.hpp"
#include "parapet/testing/golden.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;

TEST(WholeDocument, OfAnEmptyStack) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(test::documents(app).at("s"), R"({
  "//": {
    "metadata": {
      "backend": "local",
      "stackName": "s",
      "version": "0.1.0"
    },
    "outputs": {}
  },
  "terraform": {
    "backend": {
      "local": {
        "path": "../../../terraform.s.tfstate"
      }
    }
  }
}
)");
}

/// One block of every kind, each with everything that only this kind has.
void every_kind(App& app) {
  const Stack stack(app, "s", {.encryption = object({{"key_provider", object({{"pbkdf2", object({{"main", object({{"passphrase", raw("var.passphrase")}})}})}})}}), .required_version = ">= 1.10"});
  const Backend backend(stack, backend::s3{.bucket = "state", .key = "s.tfstate", .region = "eu-west-1", .use_lockfile = true});
  const acme::Acme provider(stack, "acme", {.region = "eu"});
  const acme::Acme west(stack, "west", {.alias = "west", .region = "us"});
  const Provider random(stack, "random", "random", "hashicorp/random", "3.7.2", Any());
  const Variable variable(stack, "size", {.default_ = 3, .description = "How large.", .type = "number", .validation = {{.condition = raw<Bool>("var.size > 0"), .error_message = "Too small."}}});
  const Local local(stack, "double", variable.num() * 2);
  const acme::data::Lookup lookup(stack, "lookup", {.name = "x"});
  const acme::ephemeral::Token token(stack, "token", {.lifetime = 60});
  const Widget widget(stack, "widget", {.password = token.value(), .provider = west, .size = local.as<Num>()});
  const Construct group(stack, "group");
  const Widget inner(group, "widget", {.name = lookup.result()});
  const Resource thing(stack, "thing", "random_pet", object({{"length", 2}}));
  const Module module(stack, "vpc", {.inputs = object({{"cidr", "10.0.0.0/16"}}), .providers = {{"acme", west}}, .source = "example/vpc/acme", .version = "~> 2.0"});
  const Moved moved(stack, "moved", {.from = "acme_widget.old", .to = widget.node().address()});
  const Import import(stack, "import", {.id = "w-123", .provider = west, .to = widget.node().address()});
  const Removed removed(stack, "removed", {.from = "acme_widget.gone", .lifecycle = {{.destroy = false}}});
  const Check check(stack, "check", CheckData{.type = "acme_lookup", .name = "probe", .config = object({{"name", "y"}})},
                    {.assert_ = {{.condition = raw<Bool>("data.acme_lookup.probe.result != null"), .error_message = "Nothing there."}}});
  const Output output(stack, "arn", {.description = "Where it is.", .sensitive = true, .value = widget.arn()});
}

TEST(WholeDocument, OfEveryKindOfBlock) {
  App app;
  every_kind(app);
  EXPECT_THAT(testing::Document("s", test::documents(app).at("s")), testing::MatchesGolden("tests/core/golden/every_kind.json"));
}

TEST(WholeDocument, IsTheSameEveryTime) {
  App one;
  every_kind(one);
  App two;
  every_kind(two);
  EXPECT_EQ(test::documents(one), test::documents(two));
}

TEST(WholeDocument, OfTwoVersionsOfAProviderIsRefused) {
  App app;
  const Stack stack(app, "s");
  const Provider one(stack, "one", "random", "hashicorp/random", "3.7.2", object({{"alias", "a"}})); const int line = __LINE__;
  const Provider two(stack, "two", "random", "hashicorp/random", "3.6.0", Any());
  EXPECT_EQ(test::synth_error_of(app), "the provider `random` is required as hashicorp/random 3.6.0 by " + test::place("s/two", line + 1) + " and as hashicorp/random 3.7.2 by " + test::place("s/one", line) +
                                           "; use one set of bindings in a stack");
}

}  // namespace
}  // namespace parapet
