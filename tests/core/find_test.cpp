#include "parapet/find.hpp"

#include "acme.hpp"
#include "parapet/security_exception.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet::test {
namespace {

void refused(Stack&) {
  Violation violation;
  violation.requirement = "acme:001";
  throw SecurityException({violation});
}
void looks_up_what_was_refused(Stack& stack) { find<acme::Widget>(stack, "widget"); }

TEST(Find, GivesAHandleToWhatAnotherFunctionHasCreated) {
  App app;
  Stack stack(app, "s");
  acme::Acme provider(stack, "acme");
  acme::Widget(stack, "widget", acme::widget{.name = "first"});
  acme::Widget(stack, "second", acme::widget{.name = find<acme::Widget>(stack, "widget").name()});
  EXPECT_EQ(resource(app, "acme_widget", "second"), nlohmann::json::parse(R"({"name": "${acme_widget.widget.name}"})"));
}

TEST(Find, SaysWhatItIsWhenTheTypeIsAnother) {
  App app;
  Stack stack(app, "s");
  Resource(stack, "widget", "acme_gadget", object({}));
  const int line = __LINE__ - 1;
  EXPECT_EQ(error_of([&] { find<acme::Widget>(stack, "widget"); }),
            place("s/widget", line) + " is no acme_widget; it is an acme_gadget");
}

TEST(Find, NamesTheNearestIdWhenNothingIsThere) {
  App app;
  Stack stack(app, "s");
  const int line = __LINE__ - 1;
  acme::Widget(stack, "widget", acme::widget{.name = "first"});
  EXPECT_EQ(error_of([&] { find<acme::Widget>(stack, "wigdet"); }),
            "no construct \"wigdet\" below " + place("s", line) + "; did you mean \"widget\"?");
}

TEST(Load, ReportsTheRefusalAndNotWhatIsMissingForIt) {
  App app;
  Stack stack(app, "s");
  try {
    stack.load(refused, looks_up_what_was_refused);
    FAIL() << "nothing was thrown";
  } catch (const SecurityException& refusal) {
    ASSERT_EQ(refusal.violations().size(), 1);
    EXPECT_EQ(refusal.violations()[0].requirement, "acme:001");
  }
}

TEST(Load, PassesOnAnErrorBeforeAnyRefusal) {
  App app;
  Stack stack(app, "s");
  const int line = __LINE__ - 1;
  EXPECT_EQ(error_of([&] { stack.load(looks_up_what_was_refused, refused); }),
            "no construct \"widget\" below " + place("s", line));
}

}  // namespace
}  // namespace parapet::test
