#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "acme.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;

TEST(LogicalId, AgreesWithCdktfOnEveryVector) {
  std::ifstream file(PARAPET_SOURCE_DIR "/tests/core/data/logical_ids.json");
  const nlohmann::json vectors = nlohmann::json::parse(file);
  ASSERT_EQ(vectors.size(), 300U);
  for (const nlohmann::json& vector : vectors) {
    const auto path = vector.at("path").get<std::vector<std::string>>();
    const std::string name = vector.at("name").is_null() ? "" : vector.at("name");
    EXPECT_EQ(detail::compute_logical_id({path.begin(), path.end()}), name) << vector.at("path").dump();
  }
}

TEST(LogicalId, IsThatOfThePathBelowTheStack) {
  App app;
  const Construct environment(app, "environment");
  const Stack stack(environment, "s");
  const Construct site(stack, "site");
  EXPECT_EQ(Widget(stack, "zip-db").node().logical_id(), "zip-db");
  EXPECT_EQ(Widget(site, "bucket").node().logical_id(), detail::compute_logical_id({"site", "bucket"}));
  EXPECT_EQ(Widget(site, "logs").node().address(), "acme_widget." + detail::compute_logical_id({"site", "logs"}));
}

TEST(LogicalId, OfNothingButHiddenPartsIsRefused) {
  App app;
  const Stack stack(app, "s");
  const Widget widget(stack, "Default"); const int line = __LINE__;
  EXPECT_EQ(test::synth_error_of(app), test::place("s/Default", line) + ": no name for Terraform can be made of this path; use letters, digits, `_` and `-` in the id, and not only `Default`");
}

TEST(LogicalId, CanBeOverriddenAndReset) {
  App app;
  const Stack stack(app, "s");
  const Widget widget(stack, "w"); const int line = __LINE__;
  widget.node().override_logical_id("first");
  widget.node().override_logical_id("main_db");
  EXPECT_EQ(widget.node().address(), "acme_widget.main_db");
  widget.node().reset_logical_id();
  EXPECT_EQ(widget.node().address(), "acme_widget.w");
  for (const char* name : {"", "1a", "-a", "a.b", "a b", "ä"}) {
    EXPECT_EQ(test::error_of([&] { widget.node().override_logical_id(name); }),
              test::place("s/w", line) + ": \"" + name + "\" is no name for Terraform; it starts with a letter or `_`, then letters, digits, `_` and `-`");
  }
}

TEST(Addresses, OfTwoConstructsMustDiffer) {
  App app;
  const Stack stack(app, "s");
  const Widget one(stack, "a.b"); const int line = __LINE__;
  const Widget two(stack, "ab");
  EXPECT_EQ(test::synth_error_of(app), "two constructs have the address `acme_widget.ab`: " + test::place("s/a.b", line) + " and " + test::place("s/ab", line + 1) +
                                           "; give one of them another id, or use override_logical_id");
  two.node().override_logical_id("other");
  EXPECT_NO_THROW(test::documents(app));
}

TEST(Addresses, OfVariablesLocalsAndOutputsMustDiffer) {
  App app;
  const Stack stack(app, "s");
  const Construct group(stack, "Default");
  const Local one(stack, "x", 1); const int line = __LINE__;
  const Local two(group, "x", 2);
  EXPECT_EQ(test::synth_error_of(app), "two constructs have the address `local.x`: " + test::place("s/Default/x", line + 1) + " and " + test::place("s/x", line) +
                                           "; give one of them another id, or use override_logical_id");
}

TEST(Addresses, OfDifferentKindsMayBeTheSame) {
  App app;
  const Stack stack(app, "s");
  const Construct group(stack, "Default");
  const Widget widget(stack, "x");
  const Local local(group, "x", 1);
  EXPECT_NO_THROW(test::documents(app));
}

TEST(Addresses, OfProvidersMustDiffer) {
  App app;
  const Stack stack(app, "s");
  const acme::Acme one(stack, "one", {.region = "eu"}); const int line = __LINE__;
  const acme::Acme two(stack, "two", {.region = "us"});
  EXPECT_EQ(test::synth_error_of(app), "two providers are both `acme`: " + test::place("s/one", line) + " and " + test::place("s/two", line + 1) + "; give one of them another `alias`");
}

TEST(Addresses, NeedALiteralAlias) {
  App app;
  const Stack stack(app, "s");
  const Variable variable(stack, "v");
  const acme::Acme provider(stack, "one", {.alias = variable.str()}); const int line = __LINE__;
  EXPECT_EQ(test::synth_error_of(app), test::place("s/one", line) + ": `alias` must be a literal, because Terraform reads it before anything has a value");
}

TEST(Stacks, OfOneNameAreRefusedWhereverTheyAre) {
  App app;
  const Construct group(app, "group");
  const Stack one(app, "s"); const int line = __LINE__;
  const Stack two(group, "s");
  EXPECT_EQ(test::synth_error_of(app), "two stacks are called \"s\" and would be written to the same folder: " + test::place("group/s", line + 1) + " and " + test::place("s", line) +
                                           "; give one of them another id");
}

TEST(Stacks, AreNotInsideOfStacks) {
  App app;
  const Stack outer(app, "outer"); const int line = __LINE__;
  const Stack inner(outer, "inner");
  EXPECT_EQ(test::synth_error_of(app), test::place("outer/inner", line + 1) + ": a stack cannot be inside the stack " + test::place("outer", line) + "; create it below the App");
}

TEST(Stacks, HoldEveryBlock) {
  App app;
  const Widget widget(app, "w"); const int line = __LINE__;
  EXPECT_EQ(test::synth_error_of(app), test::place("w", line) + " is in no stack; create it below a parapet::Stack");
}

}  // namespace
}  // namespace parapet
