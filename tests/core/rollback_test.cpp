#include <gtest/gtest.h>

#include <stdexcept>

#include "acme.hpp"
#include "parapet/aspect.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;

/// A composite that touches everything it can reach and then may throw.
struct Site : Construct {
  Site(Scope scope, std::string_view id, const Widget& outside, bool broken) : Construct(scope, id) {
    const Widget inner(*this, "inner", {.name = "inner"});
    const Variable variable(*this, "size");
    outside.node().add_override("name", "changed");
    outside.node().add_metadata("owner", "site");
    outside.node().add_warning("touched");
    outside.node().add_dependency(inner);
    outside.node().override_logical_id("renamed");
    outside.node().set_context("key", "value");
    add_aspect(outside, [](const Construct&) { throw std::logic_error("this aspect was taken back"); });
    add_validation(outside, [] { return std::vector<std::string>{"this validation was taken back"}; });
    if (broken) throw std::runtime_error("broken");
  }
};

TEST(Rollback, TakesEverythingBack) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside", {.name = "original"});
  const auto before = test::documents(app);
  EXPECT_THROW(Site(stack, "site", outside, true), std::runtime_error);
  EXPECT_EQ(test::documents(app), before);
  EXPECT_FALSE(stack.node().try_find_child("site"));
  EXPECT_EQ(outside.node().logical_id(), "outside");
  EXPECT_EQ(outside.node().try_get_context("key").parapet_value(), nullptr);
  EXPECT_TRUE(outside.parapet_element()->extra->annotations.empty());
}

TEST(Rollback, FreesTheId) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside");
  EXPECT_THROW(Site(stack, "site", outside, true), std::runtime_error);
  EXPECT_NO_THROW(Widget(stack, "site"));
  EXPECT_EQ(stack.node().find_child("site").type(), "acme_widget");
}

TEST(Rollback, KeepsWhatStoodBefore) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside", {.name = "original"});
  outside.node().add_override("size", 3);
  outside.node().override_logical_id("kept");
  EXPECT_THROW(Site(stack, "site", outside, true), std::runtime_error);
  EXPECT_EQ(test::resource(app, "acme_widget", "kept"), (nlohmann::json{{"name", "original"}, {"size", 3}}));
}

struct Region : Construct {
  Region(Scope scope, std::string_view id, const Widget& outside, bool catches) : Construct(scope, id) {
    const Widget first(*this, "first");
    if (catches) {
      try {
        Site(*this, "site", outside, true);
      } catch (const std::runtime_error&) {
        const Widget instead(*this, "site");
      }
    } else {
      Site(*this, "site", outside, true);
    }
  }
};

TEST(Rollback, IsNested) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside");
  EXPECT_THROW(Region(stack, "region", outside, false), std::runtime_error);
  EXPECT_FALSE(stack.node().try_find_child("region"));
  EXPECT_TRUE(stack.node().try_find_child("outside"));
}

TEST(Rollback, OfAnInnerConstructLeavesTheOuterOne) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside");
  const Region region(stack, "region", outside, true);
  std::string ids;
  for (const Node child : region.node().children()) ids += std::string(child.id()) + " ";
  EXPECT_EQ(ids, "first site ");
  EXPECT_EQ(region.node().find_child("site").type(), "acme_widget");
}

struct BrokenSite : Site {
  using Site::Site;
};

TEST(Rollback, WorksWithInheritedConstructors) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside");
  EXPECT_THROW(BrokenSite(stack, "site", outside, true), std::runtime_error);
  EXPECT_FALSE(stack.node().try_find_child("site"));
  const BrokenSite again(stack, "site", outside, false); const int line = __LINE__;
  EXPECT_EQ(again.node().line(), static_cast<unsigned>(line));
}

TEST(Rollback, HappensWhileAnotherExceptionIsOnItsWay) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside");
  struct Cleaner {
    const Stack& stack;
    const Widget& outside;
    ~Cleaner() {
      try {
        Site(stack, "broken", outside, true);
      } catch (const std::runtime_error&) {
      }
      const Widget fine(stack, "fine");
    }
  };
  try {
    const Cleaner cleaner{stack, outside};
    throw std::logic_error("on its way");
  } catch (const std::logic_error&) {
  }
  EXPECT_FALSE(stack.node().try_find_child("broken"));
  EXPECT_TRUE(stack.node().try_find_child("fine"));
}

TEST(Rollback, RefusesWhatUsesTheHandleLater) {
  App app;
  const Stack stack(app, "s");
  const Widget outside(stack, "outside");
  std::optional<Widget> leaked;
  struct Leaky : Construct {
    Leaky(Scope scope, std::string_view id, std::optional<Widget>& out) : Construct(scope, id) {
      out.emplace(*this, "inner");
      throw std::runtime_error("broken");
    }
  };
  EXPECT_THROW(Leaky(stack, "leaky", leaked), std::runtime_error);
  const std::string inner = "s/leaky/inner (" + std::string(leaked->node().file()) + ":" + std::to_string(leaked->node().line()) + ")";
  EXPECT_EQ(test::error_of([&] { acme::Gadget(*leaked, "below"); }),
            test::call_site(__LINE__ - 1) + ": \"below\" is added below " + inner + ", which was taken back when its constructor threw");
  EXPECT_EQ(test::error_of([&] { leaked->node().add_override("name", "x"); }), inner + " was taken back when its constructor threw; do not use its handle");
  EXPECT_EQ(test::error_of([&] { outside.node().add_dependency(*leaked); }),
            test::place("s/outside", static_cast<int>(outside.node().line())) + " cannot depend on " + inner + ", which is gone: its constructor threw, or its App has ended");
  const Widget user(stack, "user", {.name = leaked->arn()}); const int line = __LINE__;
  EXPECT_EQ(test::synth_error_of(app), test::place("s/user", line) + " refers to inner (" + std::string(leaked->node().file()) + ":" + std::to_string(leaked->node().line()) +
                                           "), which is gone: its constructor threw, or its App has ended; create it again or do not use its handle");
}

}  // namespace
}  // namespace parapet
