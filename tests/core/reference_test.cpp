#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/expression.hpp"
#include "parapet/fn.hpp"
#include "parapet/module.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using nlohmann::json;
using test::place;
using test::resource;
using test::synth_error_of;

TEST(References, AreWrittenWhereverAValueIsTaken) {
  App app;
  const Stack stack(app, "s");
  const Widget first(stack, "first");
  const Widget second(stack, "second", {.labels = {{"arn", first.arn()}, {"text", "<" + first.name() + ">"}}, .name = first.zones()[0], .size = first.size() + 1});
  EXPECT_EQ(resource(app, "acme_widget", "second"), (json{{"labels", {{"arn", "${acme_widget.first.arn}"}, {"text", "<${acme_widget.first.name}>"}}},
                                                          {"name", "${acme_widget.first.zones[0]}"},
                                                          {"size", "${(acme_widget.first.size + 1)}"}}));
}

TEST(References, FollowAnOverriddenName) {
  App app;
  const Stack stack(app, "s");
  const Widget first(stack, "first");
  const Ref<Str> arn = first.arn();
  first.node().override_logical_id("renamed");
  const Widget second(stack, "second", {.name = arn});
  EXPECT_EQ(resource(app, "acme_widget", "second"), (json{{"name", "${acme_widget.renamed.arn}"}}));
}

TEST(References, OfAnotherAppAreRefused) {
  App one;
  App two;
  const Stack first(one, "s");
  const Stack second(two, "s");
  const Widget target(first, "target"); const int line = __LINE__;
  const Widget user(second, "user", {.name = target.arn()});
  EXPECT_EQ(synth_error_of(two), place("s/user", line + 1) + " refers to " + place("s/target", line) + ", which belongs to another App; build both in one App");
}

TEST(References, OfAnAppThatIsGoneAreRefused) {
  std::optional<Ref<Str>> arn;
  const int line = __LINE__ + 4;
  {
    App app;
    const Stack stack(app, "s");
    arn = Widget(stack, "target").arn();
  }
  App app;
  const Stack stack(app, "s");
  const Widget user(stack, "user", {.name = *arn}); const int user_line = __LINE__;
  EXPECT_EQ(synth_error_of(app), place("s/user", user_line) + " refers to target (" + test::call_site(line) +
                                     "), which is gone: its constructor threw, or its App has ended; create it again or do not use its handle");
}

TEST(References, OfOutputsAreRefused) {
  App app;
  const Stack stack(app, "s");
  const Output output(stack, "o", {.value = 1}); const int line = __LINE__;
  const Widget user(stack, "user", {.name = Ref<Str>(detail::make_root(output.parapet_element()))});
  EXPECT_EQ(synth_error_of(app), place("s/user", line + 1) + " refers to the output " + place("s/o", line) + "; refer to what the output shows instead");
}

TEST(Cycles, AreReportedWithTheirPath) {
  App app;
  const Stack stack(app, "s");
  const Widget a(stack, "a"); const int line = __LINE__;
  const Widget b(stack, "b", {.name = a.arn()});
  const Widget c(stack, "c", {.name = b.arn()});
  a.node().add_override("name", c.arn());
  EXPECT_EQ(synth_error_of(app), "constructs refer to each other in a cycle: " + place("s/a", line) + " -> " + place("s/c", line + 2) + " -> " + place("s/b", line + 1) +
                                     " -> s/a; break it by moving one reference into a resource of its own");
}

TEST(Cycles, OfOneConstructAreReported) {
  App app;
  const Stack stack(app, "s");
  const Widget a(stack, "a"); const int line = __LINE__;
  a.node().add_override("name", a.arn());
  EXPECT_EQ(synth_error_of(app), "constructs refer to each other in a cycle: " + place("s/a", line) + " -> s/a; break it by moving one reference into a resource of its own");
}

TEST(Cycles, ThroughDependsOnAreReported) {
  App app;
  const Stack stack(app, "s");
  const Widget a(stack, "a"); const int line = __LINE__;
  const Widget b(stack, "b", {.name = a.arn()});
  a.node().add_dependency(b);
  EXPECT_EQ(synth_error_of(app), "constructs refer to each other in a cycle: " + place("s/a", line) + " -> " + place("s/b", line + 1) +
                                     " -> s/a; break it by moving one reference into a resource of its own");
}

TEST(Cycles, AreNoneWhenAVariableValidatesItself) {
  App app;
  const Stack stack(app, "s");
  const Variable variable(stack, "v");
  variable.node().add_override("validation", list({object({{"condition", fn::length(variable.str()) > 3}, {"error_message", "Longer, please."}})}));
  EXPECT_EQ(test::document(app).at("variable").at("v"), (json{{"validation", {{{"condition", "${(length(var.v) > 3)}"}, {"error_message", "Longer, please."}}}}}));
}

TEST(Cycles, AreFoundInChainsOfAnyLength) {
  App app;
  const Stack stack(app, "s");
  const Widget first(stack, "w0"); const int line = __LINE__;
  Widget last = first;
  for (int i = 1; i < 100000; ++i) last = Widget(stack, "w" + std::to_string(i), {.name = last.arn()});
  EXPECT_NO_THROW(test::documents(app));
  first.node().add_override("name", last.arn());
  const std::string message = synth_error_of(app);
  EXPECT_EQ(message.substr(0, 100), ("constructs refer to each other in a cycle: " + place("s/w0", line) + " -> " + place("s/w99999", line + 2)).substr(0, 100));
}

TEST(Instances, MustBeTakenOfAResourceWithCount) {
  App app;
  const Stack stack(app, "s");
  const Widget many(stack, "many", {.count = 3}); const int line = __LINE__;
  const Widget fine(stack, "fine", {.name = many[1].arn()});
  EXPECT_EQ(resource(app, "acme_widget", "fine"), (json{{"name", "${acme_widget.many[1].arn}"}}));
  const Widget wrong(stack, "wrong", {.name = many.arn()});
  EXPECT_EQ(synth_error_of(app), place("s/wrong", line + 3) + " refers to an attribute of " + place("s/many", line) +
                                     ", which has `count` or `for_each`; take an instance first: handle[0] or handle[\"key\"]");
}

TEST(Instances, MustNotBeTakenOfASingleResource) {
  App app;
  const Stack stack(app, "s");
  const Widget one(stack, "one"); const int line = __LINE__;
  const Widget wrong(stack, "wrong", {.name = one["key"].arn()});
  EXPECT_EQ(synth_error_of(app), place("s/wrong", line + 1) + " takes an instance of " + place("s/one", line) + ", which has neither `count` nor `for_each`; leave the index out");
}

TEST(Instances, FollowOverridesOfCount) {
  App app;
  const Stack stack(app, "s");
  const Widget one(stack, "one");
  const Widget user(stack, "user", {.name = one[0].arn()});
  one.node().add_override("count", 2);
  EXPECT_EQ(resource(app, "acme_widget", "user"), (json{{"name", "${acme_widget.one[0].arn}"}}));
}

TEST(Instances, OfModulesAreTheSame) {
  App app;
  const Stack stack(app, "s");
  const Module many(stack, "many", {.for_each = List<Str>{"a", "b"}, .source = "./m"}); const int line = __LINE__;
  const Widget fine(stack, "fine", {.name = many["a"].output<Str>("id")});
  EXPECT_EQ(resource(app, "acme_widget", "fine"), (json{{"name", "${module.many[\"a\"].id}"}}));
  const Widget wrong(stack, "wrong", {.name = many.output<Str>("id")});
  EXPECT_EQ(synth_error_of(app), place("s/wrong", line + 3) + " refers to an attribute of " + place("s/many", line) +
                                     ", which has `count` or `for_each`; take an instance first: handle[0] or handle[\"key\"]");
}

TEST(Instances, AreNamedByTheWholeResource) {
  App app;
  const Stack stack(app, "s");
  const Widget many(stack, "many", {.for_each = Map<Str>{{"a", "1"}}, .name = each::key(), .size = 2});
  const Output all(stack, "all", {.value = many.parapet_ref()});
  EXPECT_EQ(test::document(app).at("output").at("all"), (json{{"value", "${acme_widget.many}"}}));
  EXPECT_EQ(resource(app, "acme_widget", "many"), (json{{"for_each", {{"a", "1"}}}, {"name", "${each.key}"}, {"size", 2}}));
}

TEST(Instances, CannotComeFromCountAndForEach) {
  App app;
  const Stack stack(app, "s");
  const Widget both(stack, "both", {.count = 2, .for_each = List<Str>{"a"}}); const int line = __LINE__;
  EXPECT_EQ(synth_error_of(app), place("s/both", line) + " has both `count` and `for_each`; Terraform takes one of them");
}

TEST(Each, NeedsForEach) {
  App app;
  const Stack stack(app, "s");
  const Widget wrong(stack, "wrong", {.count = 2, .name = each::value()}); const int line = __LINE__;
  EXPECT_EQ(synth_error_of(app), place("s/wrong", line) + " uses `each`, but has no `for_each`; give it one, or use the value itself");
}

TEST(CountIndex, NeedsCount) {
  App app;
  const Stack stack(app, "s");
  const Local wrong(stack, "wrong", count_index()); const int line = __LINE__;
  EXPECT_EQ(synth_error_of(app), place("s/wrong", line) + " uses `count`, but has no `count`; give it one, or use the value itself");
}

TEST(ProviderReferences, NameTypeAndAlias) {
  App app;
  const Stack stack(app, "s");
  const acme::Acme standard(stack, "standard", {.region = "eu"});
  const acme::Acme west(stack, "west", {.alias = "west", .region = "us"});
  const Widget widget(stack, "w", {.provider = west});
  const acme::data::Lookup lookup(stack, "l", {.provider = standard});
  const json document = test::document(app);
  EXPECT_EQ(document.at("resource").at("acme_widget").at("w").at("provider"), "acme.west");
  EXPECT_EQ(document.at("data").at("acme_lookup").at("l").at("provider"), "acme");
  EXPECT_EQ(document.at("provider"), (json{{"acme", {{{"region", "eu"}}, {{"alias", "west"}, {"region", "us"}}}}}));
}

}  // namespace
}  // namespace parapet
