#include <gtest/gtest.h>

#include "acme.hpp"
#include "parapet/dynamic.hpp"
#include "parapet/expression.hpp"
#include "parapet/fn.hpp"
#include "parapet/variable.hpp"
#include "rendered.hpp"
#include "support.hpp"

namespace parapet {
namespace {

using acme::Widget;
using acme::widget;
using nlohmann::json;
using Part = widget::Part;

class Rendering : public ::testing::Test {
 protected:
  App app;
  Stack stack{app, "s"};

  json written(const widget& config) {
    const Widget w(stack, "w", config);
    return test::resource(app, "acme_widget", "w");
  }
};

TEST_F(Rendering, WritesOnlyWhatIsSet) {
  EXPECT_EQ(written({}), json::object());
}

TEST_F(Rendering, LeavesOutWhatIsNull) {
  EXPECT_EQ(written({.enabled = null, .labels = null, .name = null, .part = null, .settings = null, .shelves = null, .size = 0}), (json{{"size", 0}}));
}

TEST_F(Rendering, KeepsEmptyTextsListsAndMaps) {
  EXPECT_EQ(written({.labels = object({}).parapet_value() == nullptr ? Map<Str>() : Map<Str>(object({}).parapet_value()), .name = "", .part = std::vector<Part>{}}),
            (json{{"labels", json::object()}, {"name", ""}, {"part", json::array()}}));
}

TEST_F(Rendering, WritesSingleBlocksAsObjectsAndOthersAsLists) {
  EXPECT_EQ(written({.part = {{.id = "a"}}, .settings = {{.mode = "fast"}}}), (json{{"part", {{{"id", "a"}}}}, {"settings", {{"mode", "fast"}}}}));
}

TEST_F(Rendering, WritesEveryMemberOfAttributeObjects) {
  EXPECT_EQ(written({.shelves = {{.name = "top"}, {}}, .sites = {{"east", widget::Shelf{.port = 80}}}}),
            (json{{"shelves", {{{"name", "top"}, {"port", nullptr}}, {{"name", nullptr}, {"port", nullptr}}}}, {"sites", {{"east", {{"name", nullptr}, {"port", 80}}}}}}));
}

TEST_F(Rendering, WritesDynamicBlocksBesideStaticOnes) {
  const Variable variable(stack, "v");
  const auto part = [](auto each) { return Part{.id = each.value()}; };
  EXPECT_EQ(written({.name = "x", .part = Block<Part>{Part{.id = "static"}} + dynamic(variable.as<List<Str>>(), part)}),
            (json{{"dynamic", {{"part", {{{"content", {{"id", "${entry.value}"}}}, {"for_each", "${var.v}"}, {"iterator", "entry"}}}}}},
                  {"name", "x"},
                  {"part", {{{"id", "static"}}}}}));
}

TEST_F(Rendering, WritesMetaArguments) {
  const acme::Acme west(stack, "west", {.alias = "west"});
  const Widget other(stack, "other");
  EXPECT_EQ(written({.connection = {{.host = "h", .type = "ssh"}},
                     .count = 2,
                     .depends_on = {other},
                     .lifecycle = {{.create_before_destroy = true,
                                    .ignore_changes = {"name"},
                                    .postcondition = {{.condition = self().get("size") > 1, .error_message = "small"}},
                                    .prevent_destroy = false,
                                    .replace_triggered_by = {other, other.arn()}}},
                     .provider = west,
                     .provisioner = {LocalExec{.command = "true", .when = "destroy"}, RemoteExec{.inline_ = {"a", "b"}}}}),
            (json{{"connection", {{"host", "h"}, {"type", "ssh"}}},
                  {"count", 2},
                  {"depends_on", {"acme_widget.other"}},
                  {"lifecycle",
                   {{"create_before_destroy", true},
                    {"ignore_changes", {"name"}},
                    {"postcondition", {{{"condition", "${(self.size > 1)}"}, {"error_message", "small"}}}},
                    {"prevent_destroy", false},
                    {"replace_triggered_by", {"acme_widget.other", "acme_widget.other.arn"}}}},
                  {"provider", "acme.west"},
                  {"provisioner", {{{"local-exec", {{"command", "true"}, {"when", "destroy"}}}}, {{"remote-exec", {{"inline", {"a", "b"}}}}}}}}));
}

TEST_F(Rendering, IgnoresAllChanges) {
  EXPECT_EQ(written({.lifecycle = {{.ignore_changes = all_changes}}}), (json{{"lifecycle", {{"ignore_changes", "all"}}}}));
}

TEST_F(Rendering, TurnsForEachOverTextsIntoASet) {
  EXPECT_EQ(written({.for_each = List<Str>{"b", "a"}, .name = each::value()}), (json{{"for_each", "${toset([\"b\", \"a\"])}"}, {"name", "${each.value}"}}));
}

TEST_F(Rendering, WritesMetadataWhereItCameFrom) {
  const Widget w(stack, "w"); const unsigned line = __LINE__;
  w.node().add_metadata("owner", object({{"team", "storage"}}));
  w.node().add_metadata("cost", 5);
  w.node().add_metadata("cost", 6);
  EXPECT_EQ(test::document(app).at("resource").at("acme_widget").at("w").at("//"),
            (json{{"metadata", {{"custom", {{"cost", 6}, {"owner", {{"team", "storage"}}}}}, {"file", __FILE__}, {"line", line}, {"path", "s/w"}, {"uniqueId", "w"}}}}));
}

struct Escape {
  const char* text;
  const char* literal;   ///< as a literal in the document
  const char* appended;  ///< behind an expression: the template `${var.v}` + text
};

// What these mean to the engine was tried with terraform 1.11: each gives back `text`.
const Escape escapes[] = {
    {"plain", R"("plain")", R"("${var.v}plain")"},
    {"${x}", R"("$${x}")", R"("${var.v}$${x}")"},
    {"%{ if true }", R"("%%{ if true }")", R"("${var.v}%%{ if true }")"},
    {"$${x}", R"("$$${x}")", R"("${var.v}$$${x}")"},
    {"$$${x}", R"("$$$${x}")", R"("${var.v}$$$${x}")"},
    {"%%{x}", R"("%%%{x}")", R"("${var.v}%%%{x}")"},
    {"$%{x}", R"("$%%{x}")", R"("${var.v}$%%{x}")"},
    {"$", R"("$")", R"("${var.v}$")"},
    {"$5 100%", R"("$5 100%")", R"("${var.v}$5 100%")"},
    {"$$", R"("$$")", R"("${var.v}$$")"},
    {"a\"b", R"("a\"b")", R"("${var.v}a\"b")"},
    {"a\\b", R"("a\\b")", R"("${var.v}a\\b")"},
    {"a\\n${", R"("a\\n$${")", R"("${var.v}a\\n$${")"},
    {"line\nnext\r\n\ttab", R"("line\nnext\r\n\ttab")", R"("${var.v}line\nnext\r\n\ttab")"},
    {"\b\f\x01\x1f\x7f", R"("\b\f\u0001\u001f\u007f")", R"("${var.v}\b\f\u0001\u001f\u007f")"},
    {"zürich 東京 🙂", "\"zürich 東京 🙂\"", "\"${var.v}zürich 東京 🙂\""},
    {"\xE2\x80\xA8\xE2\x80\xA9", "\"\xE2\x80\xA8\xE2\x80\xA9\"", "\"${var.v}\xE2\x80\xA8\xE2\x80\xA9\""},
    {"</script>", R"("</script>")", R"("${var.v}</script>")"},
    {"{\"a\": \"${x}\"}", R"("{\"a\": \"$${x}\"}")", R"("${var.v}{\"a\": \"$${x}\"}")"},
};

TEST(Escaping, OfLiteralsAndTemplates) {
  const Ref<Str> variable = raw<Str>("var.v");
  for (const Escape& each : escapes) {
    EXPECT_EQ(test::json(Str(each.text)), each.literal);
    EXPECT_EQ(test::json(variable + each.text), each.appended);
  }
}

TEST(Escaping, OfMapKeys) {
  EXPECT_EQ(test::json(Map<Str>{{"a\"${b}\n", "x"}}), R"({"a\"$${b}\n": "x"})");
}

TEST(Escaping, OfDollarsBeforeAnExpression) {
  const Ref<Str> variable = raw<Str>("var.v");
  EXPECT_EQ(test::json("$" + variable), R"("${\"$\"}${var.v}")");
  EXPECT_EQ(test::json("cost: $$" + variable), R"("cost: ${\"$$\"}${var.v}")");
}

TEST(Escaping, InsideOfExpressions) {
  EXPECT_EQ(test::hcl(fn::upper("a\"${b}\n\\%{c}")), R"(upper("a\"$${b}\n\\%%{c}"))");
}

}  // namespace
}  // namespace parapet
