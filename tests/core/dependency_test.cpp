#include <gtest/gtest.h>

#include "acme.hpp"
#include "core/manifest.hpp"
#include "core/stack_plan.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using nlohmann::json;
using test::error_of;
using test::place;

json depends_on(App& app, const std::string& name, const std::string& stack = "s") {
  const json body = test::resource(app, "acme_widget", name, stack);
  return body.contains("depends_on") ? body.at("depends_on") : json();
}

json dependencies_of_stack(App& app, const std::string& stack) {
  detail::StringSink sink;
  detail::write_manifest(sink, detail::AppPlan(*app.parapet_element()->app));
  return json::parse(sink.text).at("stacks").at(stack).at("dependencies");
}

struct Pair : Construct {
  Pair(Scope scope, std::string_view id) : Construct(scope, id), first(*this, "first"), second(*this, "second") {}
  Widget first;
  Widget second;
};

std::string address(const Construct& construct) { return std::string(construct.node().address()); }

TEST(DependsOn, NamesResources) {
  App app;
  const Stack stack(app, "s");
  const Widget a(stack, "a");
  const acme::data::Lookup lookup(stack, "l");
  const Widget b(stack, "b", {.depends_on = {a, lookup}});
  EXPECT_EQ(depends_on(app, "b"), (json{"acme_widget.a", "data.acme_lookup.l"}));
}

TEST(DependsOn, StandsForEverythingInAComposite) {
  App app;
  const Stack stack(app, "s");
  const Pair pair(stack, "pair");
  const Widget b(stack, "b", {.depends_on = {pair}});
  EXPECT_EQ(depends_on(app, "b"), (json{address(pair.first), address(pair.second)}));
}

TEST(DependsOn, OnAnotherStackOrdersTheStacks) {
  App app;
  const Stack other(app, "other");
  const Stack stack(app, "s");
  const Widget there(other, "there");
  const Widget here(stack, "here");
  const Widget b(stack, "b", {.depends_on = {there, here}});
  EXPECT_EQ(depends_on(app, "b"), (json{"acme_widget.here"}));
  EXPECT_EQ(dependencies_of_stack(app, "s"), (json{"other"}));
  EXPECT_EQ(dependencies_of_stack(app, "other"), json::array());
}

TEST(AddDependency, AddsToWhatIsWritten) {
  App app;
  const Stack stack(app, "s");
  const Widget a(stack, "a");
  const Widget b(stack, "b", {.depends_on = {a}});
  const Widget c(stack, "c");
  b.node().add_dependency(c);
  b.node().add_dependency(a);
  b.node().add_dependency(c);
  EXPECT_EQ(depends_on(app, "b"), (json{"acme_widget.a", "acme_widget.c"}));
}

TEST(AddDependency, OfACompositeHoldsForEverythingInIt) {
  App app;
  const Stack stack(app, "s");
  const Pair pair(stack, "pair");
  const Pair before(stack, "before");
  pair.node().add_dependency(before);
  const json expected{address(before.first), address(before.second)};
  EXPECT_EQ(depends_on(app, std::string(pair.first.node().logical_id())), expected);
  EXPECT_EQ(depends_on(app, std::string(pair.second.node().logical_id())), expected);
  EXPECT_EQ(depends_on(app, std::string(before.first.node().logical_id())), json());
}

TEST(AddDependency, OfUntypedResourcesAndOutputs) {
  App app;
  const Stack stack(app, "s");
  const Widget a(stack, "a");
  const Resource thing(stack, "thing", "acme_thing", object({{"size", 1}}));
  const Output output(stack, "o", {.value = 1});
  thing.node().add_dependency(a);
  output.node().add_dependency(thing);
  EXPECT_EQ(test::resource(app, "acme_thing", "thing"), (json{{"depends_on", {"acme_widget.a"}}, {"size", 1}}));
  EXPECT_EQ(test::document(app).at("output").at("o"), (json{{"depends_on", {"acme_thing.thing"}}, {"value", 1}}));
}

TEST(AddDependency, BetweenStacks) {
  App app;
  const Stack other(app, "other");
  const Stack stack(app, "s");
  const Widget there(other, "there");
  const Widget here(stack, "here");
  here.node().add_dependency(there);
  EXPECT_EQ(depends_on(app, "here"), json());
  EXPECT_EQ(dependencies_of_stack(app, "s"), (json{"other"}));
}

TEST(AddDependency, RefusesWhatTerraformCannotExpress) {
  App app;
  App elsewhere;
  const Stack stack(app, "s");
  const Stack foreign(elsewhere, "f"); const int line = __LINE__;
  const Widget a(stack, "a");
  const Variable variable(stack, "v");
  EXPECT_EQ(error_of([&] { a.node().add_dependency(variable); }),
            place("s/a", line + 1) + " cannot depend on " + place("s/v", line + 2) + "; Terraform's `depends_on` takes resources, data sources and modules");
  EXPECT_EQ(error_of([&] { variable.node().add_dependency(a); }),
            place("s/v", line + 2) + " cannot depend on " + place("s/a", line + 1) + ": only resources, data sources, modules and outputs have `depends_on`");
  EXPECT_EQ(error_of([&] { a.node().add_dependency(foreign); }),
            place("s/a", line + 1) + " cannot depend on " + place("f", line) + ", which belongs to another App; build both in one App");
}

}  // namespace
}  // namespace parapet
