#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/backend.hpp"
#include "parapet/dynamic.hpp"
#include "parapet/module.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using nlohmann::json;
using Part = acme::widget::Part;

class Overrides : public ::testing::Test {
 protected:
  App app;
  Stack stack{app, "s"};

  json widget() { return test::resource(app, "acme_widget", "w"); }
};

TEST_F(Overrides, SetWhatIsThereAndWhatIsNot) {
  const Widget w(stack, "w", {.name = "a"});
  w.node().add_override("name", "b");
  w.node().add_override("size", 3);
  w.node().add_override("brand_new.deep.er", list({1, "x"}));
  EXPECT_EQ(widget(), (json{{"brand_new", {{"deep", {{"er", {1, "x"}}}}}}, {"name", "b"}, {"size", 3}}));
}

TEST_F(Overrides, ApplyInOrder) {
  const Widget w(stack, "w");
  w.node().add_override("labels.a", "1");
  w.node().add_override("labels", object({{"b", "2"}}));
  w.node().add_override("labels.c", "3");
  EXPECT_EQ(widget(), (json{{"labels", {{"b", "2"}, {"c", "3"}}}}));
}

TEST_F(Overrides, RemoveWithNull) {
  const Widget w(stack, "w", {.labels = {{"a", "1"}, {"b", "2"}}, .name = "x", .part = {{.id = "p", .weight = 1}, {.id = "q"}}});
  w.node().add_override("name", null);
  w.node().add_override("labels.a", Any());
  w.node().add_override("part.0.weight", null);
  w.node().add_override("size", null);
  EXPECT_EQ(widget(), (json{{"labels", {{"b", "2"}}}, {"part", {{{"id", "p"}}, {{"id", "q"}}}}}));
}

TEST_F(Overrides, RemoveOneElement) {
  const Widget w(stack, "w", {.part = {{.id = "p"}, {.id = "q"}, {.id = "r"}}});
  w.node().add_override("part.1", null);
  EXPECT_EQ(widget(), (json{{"part", {{{"id", "p"}}, {{"id", "r"}}}}}));
}

TEST_F(Overrides, ReachElementsByPosition) {
  const Widget w(stack, "w", {.part = {{.id = "p"}, {.id = "q"}}});
  w.node().add_override("part.1.id", "changed");
  w.node().add_override("part.2.id", "appended");
  EXPECT_EQ(widget(), (json{{"part", {{{"id", "p"}}, {{"id", "changed"}}, {{"id", "appended"}}}}}));
}

TEST_F(Overrides, ReachTheOnlyBlockWithoutPosition) {
  const Widget w(stack, "w", {.part = {{.id = "p"}}, .settings = {{.mode = "slow"}}});
  w.node().add_override("part.id", "q");
  w.node().add_override("settings.mode", "fast");
  EXPECT_EQ(widget(), (json{{"part", {{{"id", "q"}}}}, {"settings", json::array({{{"mode", "fast"}}})}}));
}

TEST_F(Overrides, KeepTheMembersOfAttributeObjects) {
  const Widget w(stack, "w", {.shelves = {{.name = "top"}}});
  w.node().add_override("size", 1);
  EXPECT_EQ(widget(), (json{{"shelves", {{{"name", "top"}, {"port", nullptr}}}}, {"size", 1}}));
}

TEST_F(Overrides, TakeDotsInNames) {
  const Widget w(stack, "w", {.labels = {{"app.kubernetes.io/name", "x"}}});
  w.node().add_override(R"(labels.app\.kubernetes\.io/name)", "y");
  EXPECT_EQ(widget(), (json{{"labels", {{"app.kubernetes.io/name", "y"}}}}));
}

TEST_F(Overrides, GoThroughDynamicBlocks) {
  const Variable variable(stack, "v");
  const Widget w(stack, "w", {.part = dynamic(variable.as<List<Str>>(), [](auto each) { return Part{.id = each.value(), .weight = 1}; })});
  w.node().add_override("part.weight", 2);
  EXPECT_EQ(widget(), (json{{"dynamic", {{"part", {{{"content", {{"id", "${entry.value}"}, {"weight", 2}}}, {"for_each", "${var.v}"}, {"iterator", "entry"}}}}}}}));
}

TEST_F(Overrides, TakeReferences) {
  const Widget other(stack, "other");
  const Widget w(stack, "w");
  w.node().add_override("name", other.arn());
  EXPECT_EQ(widget(), (json{{"name", "${acme_widget.other.arn}"}}));
}

TEST_F(Overrides, WorkOnEveryKindOfBlock) {
  const acme::Acme provider(stack, "p", {.region = "eu"});
  const Backend backend(stack, backend::local{.path = "a"});
  const Variable variable(stack, "v", {.type = "string"});
  const Local local(stack, "l", object({{"a", 1}}));
  const Output output(stack, "o", {.value = 1});
  const Module module(stack, "m", {.source = "./m"});
  const acme::data::Lookup lookup(stack, "d");
  for (const auto& [node, path] : std::initializer_list<std::pair<Node, const char*>>{{provider.node(), "region"}, {backend.node(), "path"}, {variable.node(), "type"}, {local.node(), "a"},
                                                                                      {output.node(), "value"}, {module.node(), "source"}, {lookup.node(), "name"}}) {
    node.add_override(path, "changed");
  }
  const json document = test::document(app);
  EXPECT_EQ(document.at("provider").at("acme").at(0).at("region"), "changed");
  EXPECT_EQ(document.at("terraform").at("backend").at("local").at("path"), "changed");
  EXPECT_EQ(document.at("variable").at("v").at("type"), "changed");
  EXPECT_EQ(document.at("locals").at("l").at("a"), "changed");
  EXPECT_EQ(document.at("output").at("o").at("value"), "changed");
  EXPECT_EQ(document.at("module").at("m").at("source"), "changed");
  EXPECT_EQ(document.at("data").at("acme_lookup").at("d").at("name"), "changed");
}

TEST_F(Overrides, ChangeTheAliasOfAProvider) {
  const acme::Acme provider(stack, "p", {.region = "eu"});
  const Widget w(stack, "w", {.provider = provider});
  provider.node().add_override("alias", "west");
  EXPECT_EQ(test::document(app).at("provider").at("acme").at(0), (json{{"alias", "west"}, {"region", "eu"}}));
  EXPECT_EQ(widget(), (json{{"provider", "acme.west"}}));
}

TEST_F(Overrides, ThatLeadNowhereAreRefused) {
  const auto message = [&](const char* path) {
    App fresh;
    const Stack other(fresh, "s");
    const Widget copy(Scope(other, std::source_location()), "w", {.name = "x", .part = {{.id = "p"}, {.id = "q"}}});
    copy.node().add_override(path, 1);
    return test::synth_error_of(fresh);
  };
  EXPECT_EQ(message("name.x"), "s/w (:0): the override of `name.x` goes through `name`, which is neither an object nor a list");
  EXPECT_EQ(message("part.id"), "s/w (:0): the override of `part.id` needs the position of the block before `id`, there are 2");
  EXPECT_EQ(message("part.4.id"), "s/w (:0): the override of `part.4.id` names position 4 of a list with 2 elements");
  EXPECT_EQ(message("labels..x"), "s/w (:0): the override of `labels..x` has an empty step; steps are separated by one dot, a dot in a name is written `\\.`");
  EXPECT_EQ(message(""), "s/w (:0): the override of `` has an empty step; steps are separated by one dot, a dot in a name is written `\\.`");
}

}  // namespace
}  // namespace parapet
