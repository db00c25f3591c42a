#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "acme.hpp"
#include "parapet/fn.hpp"
#include "parapet/module.hpp"
#include "parapet/refactor.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using test::call_site;
using test::error_of;
using test::place;

TEST(Registration, RefusesAnEmptyId) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { Widget(stack, ""); }), call_site(__LINE__) + ": a construct below s has an empty id; give it a name");
}

TEST(Registration, RefusesASlash) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { Widget(stack, "a/b"); }),
            call_site(__LINE__ - 1) + ": a construct below s has the id \"a/b\"; `/` separates the parts of a path, use `-` instead");
}

TEST(Registration, RefusesAnIdThatIsNotUtf8) {
  App app;
  const Stack stack(app, "s");
  const auto add = [&](const char* id) { return error_of([&] { Widget(stack, id); }); };
  for (const char* id : {"\xff", "a\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80"}) {
    EXPECT_EQ(add(id), call_site(__LINE__ - 2) + ": a construct below s has an id that is not valid UTF-8; write the source file in UTF-8");
  }
  EXPECT_NO_THROW(Widget(stack, "zürich-東京-🙂"));
}

TEST(Registration, RefusesTheSameIdTwice) {
  App app;
  const Stack stack(app, "s");
  const Widget first(stack, "w"); const int line = __LINE__;
  EXPECT_EQ(error_of([&] { Widget(stack, "w"); }),
            call_site(__LINE__ - 1) + ": there is already a construct " + place("s/w", line) + "; choose another id than \"w\"");
  const Construct group(stack, "group");
  EXPECT_NO_THROW(Widget(group, "w"));
}

TEST(Registration, RefusesStackNamesThatAreNoFolders) {
  App app;
  for (const char* id : {"a b", "..", ".hidden", "a:b", "ä", ""}) {
    EXPECT_EQ(error_of([&] { Stack(app, id); }),
              call_site(__LINE__ - 1) + ": a stack cannot be called \"" + id + "\"; its name becomes a folder, use letters, digits, `-`, `_` and `.`");
  }
  EXPECT_NO_THROW(Stack(app, "Prod_eu-1.blue"));
}

TEST(Registration, RefusesBrokenUtf8Anywhere) {
  App app;
  const Stack stack(app, "s");
  const std::string why = " is not valid UTF-8, or contains a NUL; write the source file in UTF-8, or encode the bytes with fn::base64encode";
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.name = "a\xff"}); }), place("s/w", __LINE__) + ": `name`" + why);
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.labels = {{"team\xff", "x"}}}); }), place("s/w", __LINE__) + ": `labels.team\xff`" + why);
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.part = {{.id = std::string("a\0b", 3)}}}); }), place("s/w", __LINE__) + ": `part.id`" + why);
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.name = fn::upper("\xff")}); }), place("s/w", __LINE__) + ": `name`" + why);
  EXPECT_EQ(error_of([&] { Local(stack, "w", "\xff"); }), place("s/w", __LINE__) + ": the value" + why);
  EXPECT_NO_THROW(Widget(stack, "w", {.name = "ok"}));
}

TEST(Registration, RefusesTheSameBrokenValueEveryTime) {
  App app;
  const Stack stack(app, "s");
  const Str broken("\xff");
  const Str like_reference("${aws_s3_bucket.x}");
  EXPECT_THROW(Widget(stack, "a", {.name = broken}), Error);
  EXPECT_NO_THROW(Widget(stack, "b", {.name = like_reference}));
  EXPECT_THROW(Widget(stack, "c", {.name = broken}), Error);
}

TEST(Registration, RefusesNumbersThatTerraformDoesNotHave) {
  App app;
  const Stack stack(app, "s");
  const std::string why = " is not a finite number; Terraform has no NaN and no infinity";
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.size = std::nan("")}); }), place("s/w", __LINE__) + ": `size`" + why);
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.part = {{.weight = std::numeric_limits<double>::infinity()}}}); }), place("s/w", __LINE__) + ": `part.weight`" + why);
}

TEST(Registration, RefusesTheSameMapKeyTwice) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.labels = {{"env", "a"}, {"team", "b"}, {"env", "c"}}}); }),
            place("s/w", __LINE__ - 1) + ": `labels.env` is given twice in the same map; keep one of the two");
  EXPECT_EQ(error_of([&] { Output(stack, "w", {.value = object({{"a", object({{"b", 1}, {"b", 1}})}})}); }),
            place("s/w", __LINE__ - 1) + ": `value.a.b` is given twice in the same map; keep one of the two");
}

TEST(Registration, RefusesTheSameKeyTwiceInALargeMap) {
  App app;
  const Stack stack(app, "s");
  std::vector<detail::Entry> entries;
  for (int i = 0; i < 100; ++i) entries.push_back({detail::make_text("k" + std::to_string(i % 99)), detail::make_boolean(true)});
  const Map<Str> labels(detail::make_map(entries.data(), entries.size()));
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.labels = labels}); }), place("s/w", __LINE__) + ": `labels.k0` is given twice in the same map; keep one of the two");
}

TEST(Registration, RefusesAnEntryWithoutKey) {
  App app;
  const Stack stack(app, "s");
  const std::string why = ": `labels.(key)` is an entry without a key; give every entry one";
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.labels = {{Str(), "a"}}}); }), place("s/w", __LINE__) + why);
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.labels = {{null, "a"}}}); }), place("s/w", __LINE__) + why);
}

TEST(Registration, LeavesTheIdFreeAfterARefusal) {
  App app;
  const Stack stack(app, "s");
  EXPECT_THROW(Widget(stack, "w", {.name = "\xff"}), Error);
  EXPECT_FALSE(stack.node().try_find_child("w"));
  Widget(stack, "w", {.name = "fine"});
  EXPECT_EQ(test::resource(app, "acme_widget", "w"), (nlohmann::json{{"name", "fine"}}));
}

TEST(Registration, WarnsOfTextThatLooksLikeAReference) {
  App app;
  const Stack stack(app, "s");
  const Widget widget(stack, "w", {.labels = {{"arn", "${aws_kms_key.x.arn}"}}});
  const auto& annotations = widget.parapet_element()->extra->annotations;
  ASSERT_EQ(annotations.size(), 1U);
  EXPECT_EQ(annotations[0].level, "warning");
  EXPECT_EQ(annotations[0].message, "`labels.arn` contains text that looks like a reference and is written escaped; use the handle's functions or fn:: to refer to something");
  const Widget harmless(stack, "harmless", {.name = "${HOME} costs $5"});
  EXPECT_EQ(harmless.parapet_element()->extra, nullptr);
}

TEST(Registration, WarnsOfReferencesToAnyProvider) {
  App app;
  const Stack stack(app, "s");
  const auto warns = [&](const char* text) {
    static int count = 0;
    return Widget(stack, "w" + std::to_string(count++), {.name = text}).parapet_element()->extra != nullptr;
  };
  for (const char* text : {"${google_kms_crypto_key.x.id}", "a ${acme_widget.x.name} b", "${var.name}", "${data.acme_image.x}",
                           "$${b} ${path.module}/a"})
    EXPECT_TRUE(warns(text)) << text;
  for (const char* text : {"${user_name}", "${variable.x}", "${}", "${", "${_a.b}", "${MY_HOME}/x", "var.name", "${env.a_b}"})
    EXPECT_FALSE(warns(text)) << text;
}

TEST(Registration, RefusesAnUntypedConfigurationThatIsNoObject) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { Resource(stack, "w", "acme_thing", "text"); }),
            place("s/w", __LINE__ - 1) + ": the configuration of a `acme_thing` must be an object; write object({{\"name\", value}})");
  EXPECT_NO_THROW(Resource(stack, "w", "acme_thing", Any()));
}

TEST(Registration, RefusesModulesThatCannotBe) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { Module(stack, "m", {}); }), place("s/m", __LINE__) + ": a module needs a `source`: a registry address, a git URL or a path");
  EXPECT_EQ(error_of([&] { Module(stack, "m", {.inputs = object({{"version", "1"}}), .source = "./m"}); }),
            place("s/m", __LINE__ - 1) + ": a module's input cannot be called `version`; it is a meta-argument, give it beside `inputs`");
  EXPECT_EQ(error_of([&] { Module(stack, "m", {.inputs = "x", .source = "./m"}); }),
            place("s/m", __LINE__ - 1) + ": the inputs of a module must be an object; write object({{\"name\", value}})");
  EXPECT_FALSE(stack.node().try_find_child("m"));
}

TEST(Registration, RefusesACheckWhoseDataSourceHasNoName) {
  App app;
  const Stack stack(app, "s");
  EXPECT_EQ(error_of([&] { Check(stack, "c", CheckData{.type = "acme_lookup"}, {}); }),
            place("s/c", __LINE__ - 1) + ": the data source of a check needs a `type` and a `name`, both literal");
}

TEST(Registration, RefusesConstructsBelowALockedOne) {
  App app;
  const Stack stack(app, "s"); const int line = __LINE__;
  const Construct group(stack, "group");
  stack.node().lock();
  EXPECT_EQ(error_of([&] { Widget(group, "w"); }),
            call_site(__LINE__ - 1) + ": \"w\" is added below " + place("s", line) + ", which is locked; add it before lock() or synth()");
}

TEST(Registration, RefusesWhatWouldBeLost) {
  App app;
  const Stack stack(app, "s"); const int line = __LINE__;
  const Variable variable(stack, "v");
  const std::string what = place("s", line) + " is not written as a block, so it has no ";
  EXPECT_EQ(error_of([&] { stack.node().add_override("a", 1); }), what + "place for an override; use the resources below it");
  EXPECT_EQ(error_of([&] { stack.node().override_logical_id("a"); }), what + "name in the document; use the resources below it");
  EXPECT_EQ(error_of([&] { variable.node().add_metadata("a", 1); }), place("s/v", line + 1) + " is not written as a block, so it has no metadata; use the resources below it");
}

TEST(Registration, RefusesBrokenTextInOverridesAndMetadata) {
  App app;
  const Stack stack(app, "s");
  const Widget widget(stack, "w"); const int line = __LINE__;
  const std::string why = " is not valid UTF-8, or contains a NUL; write the source file in UTF-8, or encode the bytes with fn::base64encode";
  EXPECT_EQ(error_of([&] { widget.node().add_override("name", "\xff"); }), place("s/w", line) + ": `name`" + why);
  EXPECT_EQ(error_of([&] { widget.node().add_metadata("owner", object({{"name", "\xff"}})); }), place("s/w", line) + ": `owner.name`" + why);
}

TEST(Tree, FindsConstructsByPath) {
  App app;
  const Stack stack(app, "s"); const int line = __LINE__;
  const Construct site(stack, "site");
  const Widget widget(site, "bucket");
  EXPECT_EQ(app.node().find_child("s/site/bucket"), widget.node());
  EXPECT_EQ(widget.node().path(), "s/site/bucket");
  EXPECT_EQ(widget.node().stack(), stack.node());
  EXPECT_EQ(widget.node().root(), app.node());
  EXPECT_EQ(widget.node().scope(), site.node());
  EXPECT_EQ(widget.node().type(), "acme_widget");
  EXPECT_EQ(widget.node().line(), static_cast<unsigned>(line) + 2);
  EXPECT_EQ(widget.node().file(), std::string_view(__FILE__));
  EXPECT_FALSE(app.node().try_find_child("s/nothing"));
  EXPECT_FALSE(app.node().try_find_child("s//bucket"));
  EXPECT_EQ(error_of([&] { stack.node().find_child("site-2/bucket"); }), "no construct \"site-2/bucket\" below " + place("s", line) + "; did you mean \"site\"?");
  EXPECT_EQ(error_of([&] { app.node().find_child("elsewhere"); }), "no construct \"elsewhere\" below " + place("the app", line - 1));
}

TEST(Tree, KeepsTheOrderOfCreation) {
  App app;
  const Stack stack(app, "s");
  for (const char* id : {"z", "a", "m"}) Widget(stack, id);
  std::string order;
  for (const Node child : stack.node().children()) order += child.id();
  EXPECT_EQ(order, "zam");
}

}  // namespace
}  // namespace parapet
