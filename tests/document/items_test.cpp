#include <gtest/gtest.h>

#include "document/resolving.hpp"

namespace parapet {
namespace {

using test::Resolving;
using test::shown;

/// `member` of every item, `?` before what may not be there, `...` behind what is incomplete.
std::string items(Resolving& document, std::string_view label, const char* member = nullptr) {
  const DocumentBlock& block = document.block("aws_a.x");
  const Items found =
      document.resolver().items(View(block.body).member(label), document.resolver().place(block), label);
  std::string text;
  for (const Item& item : found.items) {
    const Resolved value = document.resolver().resolve(item.value, item.place);
    text += (text.empty() ? "" : "; ") + std::string(item.certain ? "" : "? ") +
            shown(member == nullptr ? value : document.resolver().member(value, member));
  }
  return text + (found.complete ? "" : " ...");
}

TEST(Items, AreElementsBlocksOrTheOnlyObject) {
  Resolving document(
      R"({"resource": {"aws_a": {"x": {"none": null, "list": ["a", "${var.u}", null], "one": {"n": 1}, "two": [{"n": 1}, {"n": 2}], "scalar": 5, "empty": []}}}})");
  EXPECT_EQ(items(document, "none"), "");
  EXPECT_EQ(items(document, "absent"), "");
  EXPECT_EQ(items(document, "list"), "known \"a\"; unknown var.u");
  EXPECT_EQ(items(document, "one", "n"), "known 1");
  EXPECT_EQ(items(document, "two", "n"), "known 1; known 2");
  EXPECT_EQ(items(document, "scalar"), "known 5");
  EXPECT_EQ(items(document, "empty"), "");
}

TEST(Items, OfExpressionsAreResolved) {
  Resolving document(R"({
    "variable": {"u": {}, "d": {"default": ["d"], "sensitive": true}},
    "locals": {"rules": [{"n": 1}, {"n": "${aws_b.y.arn}"}]},
    "resource": {"aws_b": {"y": {"cidrs": ["c"]}}, "aws_a": {"x": {
      "known": "${[for r in local.rules : {n = r.n}]}", "unknown": "${var.u}", "default": "${var.d}", "reference": "${aws_b.y.cidrs}", "computed": "${aws_b.y.computed}",
      "maybe": "${var.u ? [\"0.0.0.0/0\"] : [\"10.0.0.0/8\"]}", "half": "${concat([\"a\"], var.u)}"}}}
  })");
  EXPECT_EQ(items(document, "known", "n"), "known 1; reference aws_b.y.arn");
  EXPECT_EQ(items(document, "unknown"), " ...");
  EXPECT_EQ(items(document, "default"), "known \"d\"");
  EXPECT_EQ(items(document, "reference"), "known \"c\"");
  EXPECT_EQ(items(document, "computed"), " ...");
  EXPECT_EQ(items(document, "maybe"), "? known \"0.0.0.0/0\"; ? known \"10.0.0.0/8\"");
  EXPECT_EQ(items(document, "half"), " ...");
  const DocumentBlock& block = document.block("aws_a.x");
  EXPECT_TRUE(document.resolver()
                  .items(View(block.body).member("default"), document.resolver().place(block), "default")
                  .sensitive);
}

TEST(Items, OfDynamicBlocksAreOnePerElementWhereKnown) {
  Resolving document(R"({
    "variable": {"u": {}, "empty": {"default": []}},
    "resource": {"aws_a": {"x": {
      "known": {"n": 0},
      "dynamic": {
        "known": {"for_each": [1, 2], "content": {"n": "${known.value}"}},
        "named": {"for_each": {"a": {"port": 22}}, "iterator": "it", "content": {"n": "${it.key}:${it.value.port}"}},
        "unknown": {"for_each": "${var.u}", "content": {"n": "${unknown.value}", "s": 1}},
        "empty": {"for_each": "${var.empty}", "content": {"n": "${empty.value}", "s": 1}},
        "never": {"for_each": [], "content": {"n": 1}}
      }}}}
  })");
  EXPECT_EQ(items(document, "known", "n"), "known 0; known 1; known 2");
  EXPECT_EQ(items(document, "named", "n"), "known \"a:22\"");
  EXPECT_EQ(items(document, "unknown", "n"), "? unknown unknown.value");
  EXPECT_EQ(items(document, "unknown", "s"), "? known 1");
  EXPECT_EQ(items(document, "empty", "s"), "? known 1");
  EXPECT_EQ(items(document, "never", "n"), "");
}

TEST(Items, OfNestedDynamicBlocksSeeBothIterators) {
  Resolving document(R"({"resource": {"aws_a": {"x": {"for_each": {"k": ["p", "q"]},
    "dynamic": {"rule": {"for_each": "${each.value}", "content": {
      "dynamic": {"port": {"for_each": ["${rule.value}1", "${rule.value}2"], "content": {"n": "${each.key}-${rule.value}-${port.value}"}}}}}}}}}})");
  const DocumentBlock& block = document.block("aws_a.x");
  std::string text;
  for (const Place& place : document.resolver().instances(block)) {
    for (const Item& rule : document.resolver().items(View(block.body).member("rule"), place, "rule").items) {
      for (const Item& port : document.resolver().items(rule.value.member("port"), rule.place, "port").items) {
        text += shown(document.resolver().resolve(port.value.member("n"), port.place)) + "; ";
      }
    }
  }
  EXPECT_EQ(text, "known \"k-p-p1\"; known \"k-p-p2\"; known \"k-q-q1\"; known \"k-q-q2\"; ");
}

TEST(Member, LooksThroughSingleBlocksOnly) {
  Resolving document(R"({
    "variable": {"u": {}},
    "resource": {"aws_b": {"y": {"single": {"n": "v"}}}, "aws_a": {"x": {
      "one": [{"n": 1}], "object": {"n": "${local.gone}"}, "two": [{"n": 1}, {"n": 1}], "empty": [], "scalar": 1, "reference": "${aws_b.y}", "unknown": "${var.u}",
      "either": "${var.u ? {n = 1} : {n = 2}}",
      "dynamic": {"dyn": {"for_each": [7], "content": {"n": "${dyn.value}"}}, "maybe": {"for_each": "${var.u}", "content": {"n": 3}}}}}}
  })");
  const auto n = [&](const char* name) { return shown(document.resolver().member(document.at("aws_a.x", name), "n")); };
  EXPECT_EQ(n("one"), "known 1");
  EXPECT_EQ(n("object"), "unknown local.gone");
  EXPECT_EQ(n("two"), "unknown [{n = 1}, {n = 1}]");
  EXPECT_EQ(n("empty"), "unset");
  EXPECT_EQ(n("absent"), "unset");
  EXPECT_EQ(n("scalar"), "unknown 1");
  EXPECT_EQ(n("reference"), "reference aws_b.y.n");
  EXPECT_EQ(n("unknown"), "unknown var.u.n");
  EXPECT_EQ(n("either"), "one of (known 1 | known 2)");
  EXPECT_EQ(n("dyn"), "known 7");
  EXPECT_EQ(n("maybe"), "one of (unset | known 3)");
  const Resolved reference = document.resolver().member(document.at("aws_a.x", "reference"), "single");
  EXPECT_EQ(shown(document.resolver().member(reference, "n")), "reference aws_b.y.single.n = \"v\"");
}

TEST(Json, IsDecodedWhereverItComesFrom) {
  Resolving document(R"({
    "variable": {"u": {}},
    "locals": {"encoded": "${jsonencode({a = aws_b.y.arn})}"},
    "resource": {"aws_b": {"y": {"policy": "{\"a\": 1}"}}, "aws_a": {"x": {
      "literal": "{\"a\" : [1]}", "encode": "${jsonencode({a = 1})}", "open": "${jsonencode({a = aws_b.y.arn})}", "local": "${local.encoded}", "broken": "{", "twice": "{\"a\": 1, \"a\": 2}",
      "reference": "${aws_b.y.policy}", "computed": "${aws_b.y.json}", "unknown": "${var.u}", "number": 5,
      "template": "{\"a\": \"${aws_b.y.arn}\", \"b\": \"${aws_b.y.arn}/*\", \"c\": ${var.u}, \"d\": ${jsonencode([var.u])}, \"${var.u}\": 1, \"e\": \"\\\"${var.u}\"}",
      "broken_template": "{\"a\": ${var.u}", "either": "${var.u ? \"{}\" : jsonencode({a = 2})}", "mark": "[\"\\ue0007\\ue001\", \"${var.u}\"]", "private": "[\"\uE000\", \"${var.u}\"]"}}}
  })");
  const auto at = [&](const char* name) { return shown(document.resolver().json(document.at("aws_a.x", name))); };
  EXPECT_EQ(at("literal"), "known {a = [1]}");
  EXPECT_EQ(at("encode"), "known {a = 1}");
  EXPECT_EQ(at("open"), "known {a = aws_b.y.arn}");
  EXPECT_EQ(at("local"), "known {a = aws_b.y.arn}");
  EXPECT_EQ(at("broken"), "unknown \"{\"");
  EXPECT_EQ(at("twice"), "unknown \"{\\\"a\\\": 1, \\\"a\\\": 2}\"");
  EXPECT_EQ(at("reference"), "known {a = 1}");
  EXPECT_EQ(at("computed"), "reference aws_b.y.json");
  EXPECT_EQ(at("unknown"), "unknown var.u");
  EXPECT_EQ(at("number"), "unknown 5");
  EXPECT_EQ(at("absent"), "unset");
  EXPECT_EQ(
      at("template"),
      "known {a = aws_b.y.arn, b = \"${aws_b.y.arn}/*\", c = var.u, d = [var.u], (var.u) = 1, e = \"\\\"${var.u}\"}");
  EXPECT_EQ(at("broken_template"), "unknown \"{\\\"a\\\": ${var.u}\"");
  EXPECT_EQ(at("either"), "one of (known {} | known {a = 2})");
  EXPECT_EQ(at("mark"), "known [(text with characters of private use), var.u]");
  EXPECT_EQ(document.resolver().json(document.at("aws_a.x", "private")).state, Resolved::State::unknown);
}

}  // namespace
}  // namespace parapet
