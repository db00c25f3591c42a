#include "parapet/testing/matchers.hpp"

#include <gtest/gtest.h>

#include "core/acme.hpp"
#include "parapet/error.hpp"
#include "parapet/module.hpp"
#include "parapet/testing/synth.hpp"
#include "parapet/variable.hpp"

namespace parapet::testing {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Not;

template <class F>
std::string error_of(F&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

/// Whether it matches, and what a failing expectation would say.
template <class M, class T>
std::string explanation(const M& matcher, const T& value, bool expected) {
  ::testing::StringMatchResultListener listener;
  EXPECT_EQ(::testing::Matcher<const T&>(matcher).MatchAndExplain(value, &listener), expected);
  return listener.str();
}

template <class M>
std::string description(const M& matcher) {
  std::ostringstream text;
  matcher.DescribeTo(&text);
  return text.str();
}

class Matchers : public ::testing::Test {
 protected:
  App app;
  Stack stack{app, "s"};
  acme::Acme provider{stack, "acme", {.region = "eu"}};
  acme::Widget logs{stack, "logs", {.enabled = true, .labels = {{"env", "production"}, {"a.b", "dotted"}}, .name = "logs", .part = {{.id = "p", .weight = 1}}, .settings = {{.mode = "fast"}}, .size = 3}};
  acme::Widget data{stack, "data", {.enabled = false, .name = "data"}};
  acme::data::Lookup lookup{stack, "lookup", {.name = "x"}};
  Output output{stack, "arn", {.value = logs.arn()}};
  Document document = synth(app).only();
};

TEST_F(Matchers, FindResourcesByType) {
  EXPECT_THAT(document, HasResource("acme_widget"));
  EXPECT_THAT(document, Not(HasResource("acme_gadget")));
  EXPECT_EQ(explanation(HasResource("acme_gadget"), document, false), "it has no resource acme_gadget, but acme_widget (2)");
  EXPECT_EQ(description(HasResource("acme_gadget")), "has a resource acme_gadget that is anything");
}

TEST_F(Matchers, FindResourcesByTypedConfiguration) {
  EXPECT_THAT(document, HasResource(acme::widget{.name = "logs"}));
  EXPECT_THAT(document, HasResource(acme::widget{.labels = {{"env", "production"}}, .part = {{.id = "p"}}, .settings = {{.mode = "fast"}}}));
  EXPECT_THAT(document, HasResource(acme::widget{.name = "data", .size = null}));
  EXPECT_THAT(document, Not(HasResource(acme::widget{.name = "logs", .size = null})));
  EXPECT_THAT(document, Not(HasResource(acme::gadget{})));
}

TEST_F(Matchers, SayWhatComesNearest) {
  EXPECT_EQ(explanation(HasResource(acme::widget{.enabled = true, .name = "log", .size = 3}), document, false),
            "it has 2 acme_widget, the nearest is acme_widget.logs (s/logs): `name` is \"logs\", expected \"log\"");
  EXPECT_EQ(explanation(HasResource(acme::widget{.enabled = false, .labels = {{"env", "dev"}}}), document, false),
            "it has 2 acme_widget, the nearest is acme_widget.data (s/data): `labels` is unset, expected {\"env\":\"dev\"}");
  EXPECT_EQ(explanation(HasResource(acme::widget{.part = {{.id = "q", .weight = 2}}, .settings = null}), document, false),
            "it has 2 acme_widget, the nearest is acme_widget.data (s/data): `part` is unset, expected [{\"id\":\"q\",\"weight\":2}]");
}

TEST_F(Matchers, FindResourcesByUntypedProperties) {
  EXPECT_THAT(document, HasResource("acme_widget", HasProperties(object({{"name", "logs"}, {"part", list({object({{"weight", 1}})})}}))));
  EXPECT_THAT(document, HasResource("acme_widget", HasProperties(object({{"part", object({{"weight", 1}})}}))));
  EXPECT_THAT(document, HasResource("acme_widget", AllOf(HasProperty("size", 3), HasProperty("labels.env", "production"), HasProperty(R"(labels.a\.b)"))));
  EXPECT_EQ(explanation(HasResource("acme_widget", HasProperty("size", 4)), document, false),
            "it has 2 acme_widget, the nearest is acme_widget.data (s/data): `size` is unset, expected 4");
  EXPECT_EQ(description(HasResource("acme_widget", HasProperty("size", 4))), "has a resource acme_widget that has `size` 4");
}

TEST_F(Matchers, JudgeEveryResource) {
  EXPECT_THAT(document, EveryResource("acme_widget", HasProperty("name")));
  EXPECT_THAT(document, Not(EveryResource(acme::widget{.enabled = true})));
  EXPECT_EQ(explanation(EveryResource("acme_widget", HasProperties(object({{"enabled", true}}))), document, false),
            "acme_widget.data (s/data): `enabled` is false, expected true");
  EXPECT_EQ(explanation(EveryResource("acme_widget", HasProperty("size", null)), document, false), "acme_widget.logs (s/logs): `size` is 3, expected unset");
}

TEST_F(Matchers, DoNotHoldForEveryResourceOfNone) {
  EXPECT_EQ(explanation(EveryResource("acme_gadget", HasProperty("model")), document, false), "it has no resource acme_gadget, but acme_widget (2)");
}

TEST_F(Matchers, CountResources) {
  EXPECT_THAT(document, ResourceCount("acme_widget", 2));
  EXPECT_THAT(document, ResourceCount("acme_gadget", 0));
  EXPECT_THAT(document, ResourceCount("acme_widget", Ge(1U)));
  EXPECT_EQ(explanation(ResourceCount("acme_widget", 3), document, false), "it has 2");
  EXPECT_EQ(description(ResourceCount("acme_widget", 3)), "has a number of acme_widget that is equal to 3");
}

TEST_F(Matchers, FindOutputsDataSourcesAndProviders) {
  EXPECT_THAT(document, HasOutput("arn"));
  EXPECT_THAT(document, HasOutput("arn", logs.arn()));
  EXPECT_THAT(document, HasDataSource(acme::data::lookup{.name = "x"}));
  EXPECT_THAT(document, HasDataSource("acme_lookup", HasProperty("name", "x")));
  EXPECT_THAT(document, HasProvider(acme::acme{.region = "eu"}));
  EXPECT_THAT(document, Not(HasProvider("aws")));
  EXPECT_EQ(explanation(HasOutput("arn", data.arn()), document, false),
            "it has 1 arn, the nearest is output.arn: `value` is \"${acme_widget.logs.arn}\", expected \"${acme_widget.data.arn}\"");
  EXPECT_EQ(explanation(HasOutput("nothing"), document, false), "it has no output nothing, but arn");
  EXPECT_EQ(explanation(HasProvider("acme", HasProperty("region", "us")), document, false), "it has 1 acme, the nearest is acme: `region` is \"eu\", expected \"us\"");
}

TEST_F(Matchers, AreNotNeededForSingleProperties) {
  const Block block = document.resource_at("s/logs");
  EXPECT_EQ(block.address(), "acme_widget.logs");
  EXPECT_EQ(block["labels.env"], "production");
  EXPECT_EQ(block["size"], 3);
  EXPECT_EQ(block["enabled"], true);
  EXPECT_EQ(block["part.0.weight"], 1);
  EXPECT_EQ(block["part.weight"], 1);
  EXPECT_EQ(block["part"].size(), 1U);
  EXPECT_EQ(block["part.0"], object({{"id", "p"}, {"weight", 1}}));
  EXPECT_EQ(block["nothing"], null);
  EXPECT_FALSE(block["nothing.below"]);
  EXPECT_NE(block["size"], 4);
  EXPECT_EQ(block["size"].json(), "3");
  EXPECT_EQ(block["nothing"].json(), "unset");
  EXPECT_EQ(document["terraform.required_providers.acme.version"], "1.2.3");
}

TEST_F(Matchers, RefuseAPathThatLeadsNowhere) {
  EXPECT_EQ(error_of([&] { (void)document.resource_at("s/log"); }), "stack \"s\" has no resource at \"s/log\"; did you mean \"s/logs\"?");
}

TEST(Synth, GivesADocumentPerStack) {
  const Documents documents = synth([](App& app) {
    Stack(app, "production");
    Stack(app, "dev");
  });
  EXPECT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents["dev"].stack(), "dev");
  EXPECT_EQ(error_of([&] { (void)documents["prodution"]; }), "the program has no stack \"prodution\"; did you mean \"production\"?");
  EXPECT_EQ(error_of([&] { (void)documents.only(); }), "the program has 2 stacks; name the one you mean: documents[\"production\"]");
}

TEST(Synth, ThrowsWhatSynthesisThrows) {
  EXPECT_THROW(synth([](App& app) { acme::Widget(app, "w"); }), Error);
}

}  // namespace
}  // namespace parapet::testing
