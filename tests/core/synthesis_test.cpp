#include <gtest/gtest.h>

#include <memory>

#include "acme.hpp"
#include "parapet/aspect.hpp"
#include "parapet/document.hpp"
#include "parapet/security_exception.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using nlohmann::json;
using test::error_of;
using test::place;
using test::synth_error_of;

TEST(RequiredAttributes, AreAllReported) {
  App app;
  const Stack stack(app, "s");
  const acme::Gadget one(stack, "one", {.leg = {{}, {.length = 2}}}); const int line = __LINE__;
  const acme::Gadget two(stack, "two", {.model = null});
  EXPECT_EQ(synth_error_of(app), place("s/one", line) + ": `leg.length` is required and was not given, see acme_gadget.one\n" + place("s/one", line) +
                                     ": `model` is required and was not given, see acme_gadget.one\n" + place("s/two", line + 1) +
                                     ": `model` is required and was not given, see acme_gadget.two");
  one.node().add_override("model", "m");
  one.node().add_override("leg", null);
  two.node().add_override("model", "m");
  EXPECT_NO_THROW(test::documents(app));
}

TEST(Aspects, VisitEverythingBelow) {
  App app;
  const Stack stack(app, "s");
  const Construct group(stack, "group");
  const Widget inside(group, "inside");
  const Widget outside(stack, "outside");
  std::string visited;
  add_aspect(group, [&](const Construct& construct) { visited += std::string(construct.node().path()) + " "; });
  test::documents(app);
  EXPECT_EQ(visited, "s/group s/group/inside ");
}

TEST(Aspects, OfTheOuterConstructComeFirst) {
  App app;
  const Stack stack(app, "s");
  const Widget widget(stack, "w");
  std::string order;
  add_aspect(widget, [&](const Construct&) { order += "inner "; });
  add_aspect(stack, [&](const Construct& construct) { order += construct.node().kind() == NodeKind::stack ? "stack " : "outer "; });
  add_aspect(stack, [&](const Construct& construct) { order += construct.node().kind() == NodeKind::stack ? "" : "second "; });
  test::documents(app);
  EXPECT_EQ(order, "stack outer second inner ");
}

TEST(Aspects, MayAddOverridesAndConstructs) {
  App app;
  const Stack stack(app, "s");
  const Widget widget(stack, "w");
  add_aspect(app, [](const Construct& construct) {
    if (construct.node().type() != "acme_widget") return;
    construct.node().add_override("labels.owner", "team");
    const Node stack_node = construct.node().stack();
    if (!stack_node.try_find_child("added")) Widget(Construct(stack_node.parapet_element()), "added");
  });
  const json document = test::document(app);
  EXPECT_EQ(document.at("resource").at("acme_widget").at("w").at("labels"), (json{{"owner", "team"}}));
  EXPECT_EQ(document.at("resource").at("acme_widget").at("added").at("labels"), (json{{"owner", "team"}}));
}

TEST(Aspects, ThatNeverEndAreRefused) {
  App app;
  const Stack stack(app, "s");
  const Construct first(stack, "first");
  const Construct second(stack, "second");
  // What is added stands before the place that is visited, so that only the next round sees it.
  const auto count = std::make_shared<int>(0);
  add_aspect(stack, [=](const Construct& construct) {
    if (construct.node().id() == "second" || construct.node().kind() == NodeKind::resource) Widget(first, "x" + std::to_string((*count)++));
  });
  EXPECT_EQ(error_of([&] { test::documents(app); }), "the aspects keep adding constructs after 100 rounds; let them skip what they added themselves");
}

TEST(Validations, ReportEverythingAtOnce) {
  App app;
  const Stack stack(app, "s"); const int line = __LINE__;
  const Widget widget(stack, "w");
  add_validation(stack, [] { return std::vector<std::string>{"needs a name", "needs an owner"}; });
  add_validation(widget, [] { return std::vector<std::string>{}; });
  add_validation(widget, [] { return std::vector<std::string>{"is too small"}; });
  EXPECT_EQ(synth_error_of(app), place("s", line) + ": needs a name\n" + place("s", line) + ": needs an owner\n" + place("s/w", line + 1) + ": is too small");
}

TEST(Validations, SeeWhatAspectsDid) {
  App app;
  const Stack stack(app, "s");
  add_validation(stack, [&] { return std::vector<std::string>(stack.node().try_find_child("added") ? 0 : 1, "nothing was added"); });
  add_aspect(stack, [](const Construct& construct) {
    if (construct.node().kind() == NodeKind::stack) Widget(construct, "added");
  });
  EXPECT_NO_THROW(test::documents(app));
}

TEST(ErrorAnnotations, RefuseUnlessTheCommandReadsThem) {
  const test::TempFolder folder;
  App app({.outdir = folder / "out"});
  const Stack stack(app, "s");
  const Widget widget(stack, "w"); const int line = __LINE__;
  widget.node().add_error("too old");
  {
    const test::Environment unset("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", nullptr);
    EXPECT_EQ(error_of([&] { app.synth(); }), place("s/w", line) + ": too old");
    EXPECT_TRUE(folder.files().empty());
  }
  const test::Environment set("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", "true");
  ::testing::internal::CaptureStderr();
  app.synth();
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "error: " + place("s/w", line) + ": too old\n");
  EXPECT_EQ(json::parse(folder.read("out/manifest.json")).at("stacks").at("s").at("annotations"),
            (json{{{"constructPath", "s/w"}, {"level", "@cdktf/error"}, {"message", "too old"}, {"stacktrace", json::array()}}}));
}

TEST(Annotations, ArePrinted) {
  const test::TempFolder folder;
  App app({.outdir = folder / "out"});
  const Stack stack(app, "s"); const int line = __LINE__;
  stack.node().add_info("hello");
  stack.node().add_warning("careful");
  ::testing::internal::CaptureStderr();
  app.synth();
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "info: " + place("s", line) + ": hello\nwarning: " + place("s", line) + ": careful\n");
}

/// Installs a gate for as long as it lives.
class WithGate {
 public:
  explicit WithGate(detail::Gate gate) : before_(detail::gate()) { detail::set_gate(gate); }
  WithGate(const WithGate&) = delete;
  WithGate& operator=(const WithGate&) = delete;
  ~WithGate() { detail::set_gate(before_); }

 private:
  detail::Gate before_;
};

TEST(Gate, RefusesBeforeAnythingIsWritten) {
  const WithGate gate([](const std::vector<Document>&, std::vector<std::string>&) { throw SecurityException({Violation()}); });
  const test::TempFolder folder;
  App app({.outdir = folder / "out"});
  const Stack stack(app, "s");
  EXPECT_THROW(app.synth(), SecurityException);
  EXPECT_TRUE(folder.files().empty());
}

TEST(Gate, SeesOverridesAndAspects) {
  static std::string seen;
  const WithGate gate([](const std::vector<Document>& documents, std::vector<std::string>& notes) {
    for (const Document& document : documents) {
      for (const DocumentBlock& block : document.blocks()) {
        seen += std::string(document.stack()) + " " + std::string(block.address) + " " + std::string(block.path) + " " + std::string(detail::text_of(detail::member_of(block.body, "name"))) + "\n";
      }
    }
    notes.emplace_back("a note");
  });
  const test::TempFolder folder;
  App app({.outdir = folder / "out"});
  const Stack stack(app, "s");
  const Widget widget(stack, "w", {.name = "before"});
  add_aspect(stack, [](const Construct& construct) {
    if (construct.node().kind() == NodeKind::resource) construct.node().add_override("name", "after");
  });
  ::testing::internal::CaptureStderr();
  app.synth();
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "a note\n");
  EXPECT_EQ(seen, "s acme_widget.w s/w after\n");
}

TEST(Synthesis, GivesTheSameBytesInEveryProcessOrder) {
  const auto build = [](App& app) {
    const Stack stack(app, "s");
    for (int i = 0; i < 50; ++i) Widget(stack, "w" + std::to_string(i), {.labels = {{"b", "2"}, {"a", "1"}}, .name = "x"});
  };
  App one;
  build(one);
  std::vector<std::unique_ptr<int>> shifted(1000);
  for (auto& pointer : shifted) pointer = std::make_unique<int>(1);
  App two;
  build(two);
  EXPECT_EQ(test::documents(one), test::documents(two));
  EXPECT_EQ(test::documents(one), test::documents(one));
}

TEST(Context, ComesFromTheNearestPlace) {
  App app({.context = object({{"region", "eu"}, {"size", 3}})});
  const Stack stack(app, "s");
  const Construct group(stack, "group");
  group.node().set_context("region", "us");
  group.node().set_context("region", "ap");
  const auto text = [](const Construct& construct, const char* key) { return std::string(detail::text_of(construct.node().try_get_context(key).parapet_value())); };
  EXPECT_EQ(text(stack, "region"), "eu");
  EXPECT_EQ(text(group, "region"), "ap");
  EXPECT_EQ(group.node().try_get_context("nothing").parapet_value(), nullptr);
  EXPECT_EQ(*detail::payload<std::int64_t>(group.node().try_get_context("size").parapet_value()), 3);
}

TEST(Context, ComesFromFileEnvironmentAndOptions) {
  const test::TempFolder folder;
  const test::WorkingFolder here(folder.path());
  folder.write("cdktf.json", R"({"language": "cpp", "context": {"file": "f", "both": "file", "all": "file", "deep": {"list": [1, 2.5, true, null]}}})");
  const test::Environment variable("CDKTF_CONTEXT_JSON", R"({"both": "environment", "all": "environment"})");
  App app({.context = object({{"all", "options"}})});
  const auto text = [&](const char* key) { return std::string(detail::text_of(app.node().try_get_context(key).parapet_value())); };
  EXPECT_EQ(text("file"), "f");
  EXPECT_EQ(text("both"), "environment");
  EXPECT_EQ(text("all"), "options");
  EXPECT_EQ(detail::member_of(app.node().try_get_context("deep").parapet_value(), "list")->size, 4U);
}

TEST(Context, ThatIsNoObjectIsRefused) {
  const test::TempFolder folder;
  const test::WorkingFolder here(folder.path());
  EXPECT_EQ(error_of([] { App app({.context = list({1})}); }), "the context of an App must be an object; write object({{\"key\", value}})");
  {
    const test::Environment variable("CDKTF_CONTEXT_JSON", "{");
    EXPECT_EQ(error_of([] { App app; }), "CDKTF_CONTEXT_JSON: expected a JSON object with one member per context key");
  }
  folder.write("cdktf.json", "[]");
  EXPECT_EQ(error_of([] { App app; }), "cdktf.json: expected a JSON object; check its syntax");
  folder.write("cdktf.json", R"({"context": []})");
  EXPECT_EQ(error_of([] { App app; }), "cdktf.json: /context: expected a JSON object with one member per context key");
}

}  // namespace
}  // namespace parapet
