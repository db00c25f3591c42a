#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/expression.hpp"
#include "parapet/dynamic.hpp"
#include "parapet/fn.hpp"
#include "parapet/variable.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using test::error_of;
using test::place;

constexpr const char* kNothing =
    ": `password` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute";
constexpr const char* kRemedy = " refers to nothing outside the program and would be written; give a variable, a data source or another resource's attribute";

class Secrets : public ::testing::Test {
 protected:
  App app;
  Stack stack{app, "s"};

  std::string refusal(const Secret& secret, int line = __builtin_LINE()) {
    const std::string message = error_of([&] { Widget(stack, "w", {.password = secret}); });
    EXPECT_EQ(stack.node().try_find_child("w"), Node(nullptr)) << "line " << line;
    return message.substr(message.find(')') + 1);
  }
};

TEST_F(Secrets, MayComeFromOutside) {
  const Variable variable(stack, "password");
  const acme::data::Lookup lookup(stack, "lookup");
  const acme::ephemeral::Token token(stack, "token");
  const Widget other(stack, "other");
  const Local local(stack, "local", "x-" + variable.str());
  const Local far(stack, "far", local.value());
  int count = 0;
  for (const Secret& secret : {Secret(variable.str()), Secret(lookup.result()), Secret(token.value()), Secret(other.arn()), Secret(far.value()), Secret(fn::base64encode(variable.str())),
                               Secret("prefix-" + variable.str()), Secret(raw<Str>("var.elsewhere")), Secret(conditional(variable.boolean(), variable.str(), null)), Secret(null)}) {
    EXPECT_NO_THROW(Widget(stack, "w" + std::to_string(count++), {.password = secret}));
  }
}

TEST_F(Secrets, AreNoLiteralsInAnExpression) {
  EXPECT_EQ(refusal(fn::base64encode("hunter2")), kNothing);
  EXPECT_EQ(refusal(text("hunter", 2)), kNothing);
  EXPECT_EQ(refusal(raw<Str>("\"hunter2\"")), kNothing);
  EXPECT_EQ(refusal(text("hunter2-", terraform::workspace())), kNothing);
}

TEST_F(Secrets, AreNotHiddenInALocal) {
  const Local local(stack, "hidden", "hunter2"); const int line = __LINE__;
  const Local far(stack, "far", local.value());
  const Local object_(stack, "object", object({{"password", "hunter2"}}));
  EXPECT_EQ(refusal(local.value()), ": `password` is a secret and takes it from the local " + place("s/hidden", line) + ", whose expression" + kRemedy);
  EXPECT_EQ(refusal(far.value()), ": `password` is a secret and takes it from the local " + place("s/hidden", line) + ", whose expression" + kRemedy);
  EXPECT_EQ(refusal(object_.value().get("password")), ": `password` is a secret and takes it from the local " + place("s/object", line + 2) + ", whose expression" + kRemedy);
  EXPECT_EQ(refusal(fn::upper(far.as<Str>())), ": `password` is a secret and takes it from the local " + place("s/hidden", line) + ", whose expression" + kRemedy);
}

TEST_F(Secrets, AreNotHiddenInADefault) {
  const Variable variable(stack, "password", {.default_ = "hunter2"}); const int line = __LINE__;
  EXPECT_EQ(refusal(variable.str()), ": `password` is a secret and takes it from the variable " + place("s/password", line) + ", whose `default` would be written; leave the default out");
  const Variable none(stack, "none", {.default_ = null});
  EXPECT_NO_THROW(Widget(stack, "fine", {.password = none.str()}));
}

TEST_F(Secrets, AreNotHiddenInABranch) {
  const Variable variable(stack, "v");
  EXPECT_EQ(refusal(conditional(variable.boolean(), "hunter2", "hunter3")), kNothing);
  EXPECT_EQ(refusal(conditional(variable.boolean(), "hunter2", variable.str())), kNothing);
}

TEST_F(Secrets, AreNotHiddenInForEach) {
  const std::string why = " is a secret and takes it from `each`, whose collection" + std::string(kRemedy);
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.for_each = Map<Str>{{"a", "hunter2"}}, .password = each::value()}); }), place("s/w", __LINE__) + ": `password`" + why);
  const Local local(stack, "hidden", object({{"a", "hunter2"}})); const int line = __LINE__;
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.for_each = local.value(), .password = each::value()}); }),
            place("s/w", __LINE__ - 1) + ": `password` is a secret and takes it from the local " + place("s/hidden", line) + ", whose expression" + kRemedy);
  const Variable variable(stack, "passwords");
  EXPECT_NO_THROW(Widget(stack, "w", {.for_each = variable.value(), .password = each::value()}));
  EXPECT_EQ(error_of([&] { Widget(stack, "x", {.count = 2, .password = text("hunter", count_index())}); }), place("s/x", __LINE__) + kNothing);
}

TEST_F(Secrets, AreNotHiddenInALoop) {
  const Variable variable(stack, "v");
  const Local literal(stack, "literal", raw("[for x in [\"a\"] : x]"));
  EXPECT_EQ(refusal(fn::join("", for_list(List<Str>{"hunter2"}, [](auto item) { return item; }))), ": `password` is a secret and takes it from `item`, whose collection" + std::string(kRemedy));
  EXPECT_NO_THROW(Widget(stack, "fine", {.password = fn::join("", for_list(variable.as<List<Str>>(), [](auto item) { return item; }))}));
}

TEST_F(Secrets, AreCheckedInNestedAndDynamicBlocks) {
  using Part = acme::widget::Part;
  const Variable variable(stack, "v");
  const auto part = [](auto each) { return Part{.id = "x", .key = each.value()}; };
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.part = {{.id = "a", .key = fn::upper("hunter2")}}}); }),
            place("s/w", __LINE__ - 1) + ": `part.key` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute");
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.part = dynamic(List<Str>{"hunter2"}, part)}); }),
            place("s/w", __LINE__ - 1) + ": `part.key` is a secret and takes it from `entry`, whose collection" + kRemedy);
  EXPECT_NO_THROW(Widget(stack, "fine", {.part = dynamic(variable.as<List<Str>>(), part)}));
}

TEST_F(Secrets, AreCheckedInConnections) {
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.connection = {{.host = "h", .password = fn::upper("hunter2")}}}); }),
            place("s/w", __LINE__ - 1) + ": `connection.password` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute");
  EXPECT_EQ(error_of([&] { Widget(stack, "w", {.provisioner = {RemoteExec{.connection = {{.password = fn::upper("x")}}, .inline_ = {"true"}}}}); }),
            place("s/w", __LINE__ - 1) + ": `provisioner.connection.password` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute");
  EXPECT_NO_THROW(Widget(stack, "fine", {.connection = {{.password = self().get("password")}}}));
}

TEST_F(Secrets, AreCheckedInProviders) {
  EXPECT_EQ(error_of([&] { acme::Acme(stack, "p", {.secret_key = fn::upper("hunter2")}); }),
            place("s/p", __LINE__ - 1) + ": `secret_key` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute");
}

TEST_F(Secrets, AreNotOverriddenByALiteral) {
  const Widget widget(stack, "w"); const int line = __LINE__;
  widget.node().add_override("password", "hunter2");
  EXPECT_EQ(test::synth_error_of(app), place("s/w", line) + kNothing);
}

TEST_F(Secrets, AreNotOverriddenInABlock) {
  const Variable variable(stack, "v");
  const Widget widget(stack, "w", {.part = {{.id = "a", .key = variable.str()}}}); const int line = __LINE__;
  widget.node().add_override("part.0.key", fn::upper("hunter2"));
  EXPECT_EQ(test::synth_error_of(app),
            place("s/w", line) + ": `part.key` is a secret and its expression refers to nothing, so the secret itself would be written; give a variable, a data source or another resource's attribute");
}

TEST_F(Secrets, AreNotGivenADefaultAfterwards) {
  const Variable variable(stack, "v"); const int line = __LINE__;
  const Widget widget(stack, "w", {.password = variable.str()});
  variable.node().add_override("default", "hunter2");
  EXPECT_EQ(test::synth_error_of(app), place("s/w", line + 1) + ": `password` is a secret and takes it from the variable " + place("s/v", line) + ", whose `default` would be written; leave the default out");
}

TEST_F(Secrets, ThroughALongChainOfLocalsAreRefused) {
  const Variable variable(stack, "v");
  Ref<Any> value = variable.value();
  for (int i = 0; i < 100000; ++i) value = Local(stack, "l" + std::to_string(i), value).value();
  const std::string message = refusal(value);
  EXPECT_EQ(message, ": `password` is a secret and comes through more than 200 locals; refer to the source itself");
}

}  // namespace
}  // namespace parapet
