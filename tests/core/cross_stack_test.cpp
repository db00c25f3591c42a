#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/backend.hpp"
#include "parapet/expression.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using nlohmann::json;
using test::place;
using test::resource;
using test::synth_error_of;

class CrossStack : public ::testing::Test {
 protected:
  App app;
  Stack network{app, "network"};
  Stack production{app, "production"};
};

constexpr const char* kState = "data.terraform_remote_state.cross-stack-reference-input-network.outputs.";

TEST_F(CrossStack, ReferencesMakeOutputAndRemoteState) {
  const Widget vpc(network, "vpc");
  const Widget user(production, "user", {.name = vpc.arn()});
  const json from = test::document(app, "network");
  const json to = test::document(app, "production");
  EXPECT_EQ(from.at("output"), (json{{"cross-stack-output-acme_widgetvpcarn", {{"sensitive", true}, {"value", "${acme_widget.vpc.arn}"}}}}));
  EXPECT_EQ(to.at("data"), (json{{"terraform_remote_state",
                                  {{"cross-stack-reference-input-network",
                                    {{"backend", "local"}, {"config", {{"path", "../../../terraform.network.tfstate"}}}, {"workspace", "${terraform.workspace}"}}}}}}));
  EXPECT_EQ(resource(app, "acme_widget", "user", "production"), (json{{"name", "${" + std::string(kState) + "cross-stack-output-acme_widgetvpcarn}"}}));
}

TEST_F(CrossStack, ReferencesReadTheStateThroughTheBackendOfTheOtherStack) {
  const Backend backend(network, backend::s3{.bucket = "state", .key = "network.tfstate", .region = "eu-west-1", .use_lockfile = true});
  const Widget vpc(network, "vpc");
  const Widget user(production, "user", {.name = vpc.arn()});
  EXPECT_EQ(test::document(app, "production").at("data").at("terraform_remote_state").at("cross-stack-reference-input-network"),
            (json{{"backend", "s3"},
                  {"config", {{"bucket", "state"}, {"key", "network.tfstate"}, {"region", "eu-west-1"}, {"use_lockfile", true}}},
                  {"workspace", "${terraform.workspace}"}}));
}

TEST_F(CrossStack, ReferencesExportWhatIsLiteralAndApplyTheRest) {
  const Variable position(production, "position");
  const Widget vpc(network, "vpc");
  const Widget user(production, "user", {.labels = {{"literal", vpc.zones()[1]}, {"dynamic", vpc.zones()[position.num()]}}});
  EXPECT_EQ(test::document(app, "network").at("output"),
            (json{{"cross-stack-output-acme_widgetvpczones", {{"sensitive", true}, {"value", "${acme_widget.vpc.zones}"}}},
                  {"cross-stack-output-acme_widgetvpczones1", {{"sensitive", true}, {"value", "${acme_widget.vpc.zones[1]}"}}}}));
  EXPECT_EQ(resource(app, "acme_widget", "user", "production").at("labels"),
            (json{{"dynamic", "${" + std::string(kState) + "cross-stack-output-acme_widgetvpczones[var.position]}"},
                  {"literal", "${" + std::string(kState) + "cross-stack-output-acme_widgetvpczones1}"}}));
}

TEST_F(CrossStack, ReferencesMayBeAnIndexThemselves) {
  const Widget many(network, "many", {.count = 2});
  const Widget vpc(network, "vpc");
  const Widget user(production, "user", {.name = many[vpc.size()].arn()});
  EXPECT_EQ(resource(app, "acme_widget", "user", "production").at("name"),
            "${" + std::string(kState) + "cross-stack-output-acme_widgetmany[" + kState + "cross-stack-output-acme_widgetvpcsize].arn}");
}

TEST_F(CrossStack, ReferencesInsideOfExpressionsAreReplaced) {
  const Widget vpc(network, "vpc");
  const Local local(production, "l", conditional(vpc.size() > 1, "a-" + vpc.name(), null));
  EXPECT_EQ(test::document(app, "production").at("locals").at("l"),
            "${((" + std::string(kState) + "cross-stack-output-acme_widgetvpcsize > 1) ? \"a-${" + kState + "cross-stack-output-acme_widgetvpcname}\" : null)}");
}

TEST_F(CrossStack, ReferencesOfOneAttributeShareTheOutput) {
  const Widget vpc(network, "vpc");
  const Widget one(production, "one", {.name = vpc.arn()});
  const Widget two(production, "two", {.name = vpc.arn()});
  EXPECT_EQ(test::document(app, "network").at("output").size(), 1U);
}

TEST_F(CrossStack, ReferencesWithTheSameOutputNameAreRefused) {
  const Widget many(network, "a", {.for_each = Map<Str>{{"b.c", "1"}, {"bc", "2"}}});
  const Widget one(production, "one", {.name = many["b.c"].arn()});
  const Widget two(production, "two", {.name = many["bc"].arn()}); const int line = __LINE__;
  EXPECT_EQ(synth_error_of(app),
            "stack network has to give `${acme_widget.a[\"b.c\"].arn}` and `${acme_widget.a[\"bc\"].arn}` to other stacks, and both outputs would be called "
            "\"cross-stack-output-acme_widgetabcarn\"; " +
                place("production/two", line) + " refers to the second: give one of the two constructs another id");
}

TEST_F(CrossStack, OutputsOfTheUserDoNotTakeTheName) {
  const Widget vpc(network, "vpc");
  const Output output(network, "cross-stack-output-acme_widgetvpcarn", {.value = 1});
  const Widget user(production, "user", {.name = vpc.arn()});
  EXPECT_EQ(synth_error_of(app), "network: the output \"cross-stack-output-acme_widgetvpcarn\" has the name of one that references between stacks need; choose another id");
}

TEST_F(CrossStack, ReferencesAmongManyStacksAreCycles) {
  const Stack third(app, "third");
  const Widget a(network, "a");
  const Widget b(production, "b", {.name = a.arn()});
  const Widget c(third, "c", {.name = b.arn()});
  a.node().add_override("name", c.arn());
  EXPECT_EQ(synth_error_of(app), "stacks depend on each other in a cycle: network -> third -> production -> network; move what they share into a third stack");
}

TEST_F(CrossStack, DependenciesMakeCyclesToo) {
  network.add_dependency(production);
  production.add_dependency(network);
  EXPECT_EQ(synth_error_of(app), "stacks depend on each other in a cycle: network -> production -> network; move what they share into a third stack");
}

TEST_F(CrossStack, ProvidersOfAnotherStackAreRefused) {
  const acme::Acme provider(network, "acme"); const int line = __LINE__;
  const Widget user(production, "user", {.provider = provider});
  EXPECT_EQ(synth_error_of(app), place("production/user", line + 1) + " uses the provider " + place("network/acme", line) + " of another stack; create the provider in this stack");
}

TEST_F(CrossStack, TriggersOfAnotherStackAreRefused) {
  const Widget vpc(network, "vpc"); const int line = __LINE__;
  const Widget user(production, "user", {.lifecycle = {{.replace_triggered_by = {vpc}}}});
  EXPECT_EQ(synth_error_of(app), place("production/user", line + 1) + " names " + place("network/vpc", line) + ", which is in another stack; here Terraform wants a construct of the same stack");
}

TEST_F(CrossStack, VariablesAndLocalsAreExportedToo) {
  const Variable variable(network, "v");
  const Local local(network, "l", 5);
  const Widget user(production, "user", {.name = variable.str(), .size = local.as<Num>()});
  EXPECT_EQ(test::document(app, "network").at("output"), (json{{"cross-stack-output-varv", {{"sensitive", true}, {"value", "${var.v}"}}},
                                                               {"cross-stack-output-locall", {{"sensitive", true}, {"value", "${local.l}"}}}}));
}

}  // namespace
}  // namespace parapet
