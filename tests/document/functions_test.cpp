#include <gtest/gtest.h>

#include "document/resolving.hpp"

namespace parapet {
namespace {

using test::Resolving;
using test::shown;

struct Case {
  const char* expression;
  const char* result;
};

/// `u` is a variable without default, so nobody knows it; `b.x` is a bucket with a name; `b.y` one without.
constexpr std::string_view kDocument = R"({
  "variable": {"u": {}},
  "resource": {"b": {"x": {"name": "logs"}, "y": {}}}
})";

void check(const Case* first, const Case* last) {
  Resolving document(kDocument);
  for (; first != last; ++first)
    EXPECT_EQ(shown(document.expression(first->expression)), first->result) << first->expression;
}

TEST(FoldOperators, ComputesLikeTerraform) {
  constexpr Case kCases[] = {
      {"1 + 2 * 3", "known 7"},
      {"9223372036854775807 + 1", "known 9223372036854775808"},
      {"0.1 + 0.2", "known 0.3"},
      {"7 / 2", "known 3.5"},
      {"6 / 3", "known 2"},
      {"-7 % 3", "known -1"},
      {"1 / 0", "unknown 1 / 0"},
      {"\"2\" + 1", "known 3"},
      {"-(3)", "known -3"},
      {"1 < 2", "known true"},
      {"2 <= 1", "known false"},
      {"2 > 1.5", "known true"},
      {"\"a\" < \"b\"", "unknown \"a\" < \"b\""},
      {"1 == 1.0", "known true"},
      {"\"1\" == 1", "known false"},
      {"[1, {a = null}] == [1, {a = null}]", "known true"},
      {"null == null", "known true"},
      {"\"a\" != \"b\"", "known true"},
      {"var.u == var.u", "unknown var.u == var.u"},
      {"[var.u] == [1]", "unknown [var.u] == [1]"},
      {"!false", "known true"},
      {"!\"true\"", "known false"},
      {"true && false", "known false"},
      {"var.u && false", "known false"},
      {"var.u && true", "unknown var.u && true"},
      {"true || var.u", "known true"},
      {"true ? 1 : 2", "known 1"},
      {"\"false\" ? 1 : 2", "known 2"},
      {"var.u ? 1 : 1", "known 1"},
      {"\"a${1}b${true}\"", "known \"a1btrue\""},
      {"\"a${var.u}b${b.x.name}\"", "unknown \"a${var.u}blogs\""},
      {"\"${null}\"", "unset"},
      {"\"a${null}\"", "unknown \"a${null}\""},
      {"\"a${[1]}\"", "unknown \"a${[1]}\""},
  };
  check(std::begin(kCases), std::end(kCases));
}

TEST(FoldTraversals, TakeLiteralsApart) {
  constexpr Case kCases[] = {
      {"[1, 2][1]", "known 2"},
      {"[1, 2][\"1\"]", "known 2"},
      {"[1][1]", "unknown (no such element)"},
      {"{a = {b = 1}}.a.b", "known 1"},
      {"{a = 1}[\"a\"]", "known 1"},
      {"{a = 1}.b", "unknown (no member b)"},
      {"{(\"a\") = 1}.a", "known 1"},
      {"[{a = 1}, {a = 2}][*].a", "known [1, 2]"},
      {"[{a = [1]}, {a = [2]}][*].a[0]", "known [1, 2]"},
      {"[{a = 1}, {a = 2}].*.a[1]", "known 2"},
      {"{a = 1}[*].a", "known [1]"},
      {"null[*].a", "known []"},
      {"[var.u][0]", "unknown var.u"},
      {"b.x[*].name", "reference b.x[*].name"},
  };
  check(std::begin(kCases), std::end(kCases));
}

TEST(FoldForExpressions, IterateOverListsAndObjects) {
  constexpr Case kCases[] = {
      {"[for s in [\"a\", \"b\"] : upper(s)]", "known [\"A\", \"B\"]"},
      {"[for i, s in [\"a\", \"b\"] : \"${i}${s}\"]", "known [\"0a\", \"1b\"]"},
      {"[for k, v in {b = 1, a = 2} : \"${k}${v}\"]", "known [\"a2\", \"b1\"]"},
      {"[for n in [1, 2, 3] : n if n != 2]", "known [1, 3]"},
      {"{for s in [\"a\", \"b\"] : s => upper(s)}", "known {a = \"A\", b = \"B\"}"},
      {"{for s in [\"a\", \"b\", \"a\"] : s => 1}", "unknown {for s in [\"a\", \"b\", \"a\"] : s => 1}"},
      {"{for s in [{t = \"x\", n = 1}, {t = \"y\", n = 2}, {t = \"x\", n = 3}] : s.t => s.n...}",
       "known {x = [1, 3], y = [2]}"},
      {"[for s in [var.u] : {v = s}][0].v", "unknown var.u"},
      {"[for s in [\"a\"] : [for t in [s] : \"${s}${t}\"]]", "known [[\"aa\"]]"},
      {"[for k, v in toset([\"b\", \"a\"]) : k]", "known [\"a\", \"b\"]"},
      {"toset([\"a\"])[0]", "unknown (no such element)"},
      {"tolist(toset([\"b\", \"a\"]))[0]", "known \"a\""},
      {"[for s in var.u : s]", "unknown [for s in var.u : s]"},
      {"[for s in [\"a\"] : s if var.u]", "unknown [for s in [\"a\"] : s if var.u]"},
      {"[for s in [b.x, b.y] : s.name]", "known [b.x.name, b.y.name]"},
  };
  check(std::begin(kCases), std::end(kCases));
}

TEST(FoldFunctions, OfTexts) {
  constexpr Case kCases[] = {
      {"lower(\"AbC\")", "known \"abc\""},
      {"upper(\"abc\")", "known \"ABC\""},
      {"upper(\"\xC3\xA9\")", "unknown upper(\"\xC3\xA9\")"},
      {"trimspace(\" a b\\n\")", "known \"a b\""},
      {"trim(\"?!a?!\", \"!?\")", "known \"a\""},
      {"chomp(\"a\\r\\n\\n\")", "known \"a\""},
      {"trimprefix(\"helloworld\", \"hello\")", "known \"world\""},
      {"trimprefix(\"world\", \"hello\")", "known \"world\""},
      {"trimsuffix(\"helloworld\", \"world\")", "known \"hello\""},
      {"startswith(\"abc\", \"ab\")", "known true"},
      {"endswith(\"abc\", \"ab\")", "known false"},
      {"strcontains(\"abc\", \"b\")", "known true"},
      {"split(\",\", \"a,,b\")", "known [\"a\", \"\", \"b\"]"},
      {"split(\",\", \"\")", "known [\"\"]"},
      {"replace(\"1 + 2 + 3\", \"+\", \"-\")", "known \"1 - 2 - 3\""},
      {"replace(\"hello\", \"/l+/\", \"L\")", "unknown replace(\"hello\", \"/l+/\", \"L\")"},
      {"substr(\"hello world\", 1, 4)", "known \"ello\""},
      {"substr(\"hello world\", -5, -1)", "known \"world\""},
      {"substr(\"hello\", 4, 9)", "known \"o\""},
      {"join(\"\", [\"*\", \":*\"])", "known \"*:*\""},
      {"join(\", \", [1, true], [\"x\"])", "known \"1, true, x\""},
      {"join(\",\", [])", "known \"\""},
      {"join(\"-\", [\"a\", var.u, \"b\"])", "unknown \"a-${var.u}-b\""},
      {"join(\",\", var.u)", "unknown join(\",\", var.u)"},
      {"join(\"/\", [b.x.name, \"*\"])", "known \"logs/*\""},
  };
  check(std::begin(kCases), std::end(kCases));
}

TEST(FoldFunctions, OfFormats) {
  constexpr Case kCases[] = {
      {"format(\"%s-%d %% %v %t\", \"a\", 5, 2.5, true)", "known \"a-5 % 2.5 true\""},
      {"format(\"%05d|%-4s|%4s|\", -42, \"ab\", \"cd\")", "known \"-0042|ab  |  cd|\""},
      {"format(\"%.2f %f\", 3.14159, 1)", "known \"3.14 1.000000\""},
      {"format(\"%q\", \"a\\\"<b\")", "known \"\\\"a\\\\\\\"\\\\u003cb\\\"\""},
      {"format(\"%v\", {b = [1, null], a = \"x\"})", "known \"{\\\"a\\\":\\\"x\\\",\\\"b\\\":[1,null]}\""},
      {"format(\"arn:%s:%s\", var.u, \"x\")", "unknown \"arn:${var.u}:x\""},
      {"format(\"%v\", null)", "unknown format(\"%v\", null)"},
      {"format(\"%d\", 1.5)", "unknown format(\"%d\", 1.5)"},
      {"format(\"%s\", \"a\", \"b\")", "unknown format(\"%s\", \"a\", \"b\")"},
      {"format(\"%s %s\", \"a\")", "unknown format(\"%s %s\", \"a\")"},
      {"format(\"%5s\", var.u)", "unknown format(\"%5s\", var.u)"},
      {"formatlist(\"%s/%s\", [\"a\", \"b\"], \"*\")", "known [\"a/*\", \"b/*\"]"},
      {"formatlist(\"%s/%s\", [\"a\", \"b\"], [\"c\"])", "unknown formatlist(\"%s/%s\", [\"a\", \"b\"], [\"c\"])"},
      {"jsonencode({b = 1.50, a = \"<&>\\n\", c = [true, null]})",
       "known \"{\\\"a\\\":\\\"\\\\u003c\\\\u0026\\\\u003e\\\\n\\\",\\\"b\\\":1.5,\\\"c\\\":[true,null]}\""},
      {"jsonencode({a = b.x.name})", "known \"{\\\"a\\\":\\\"logs\\\"}\""},
      {"jsonencode({a = b.y.arn})", "unknown jsonencode({a = b.y.arn})"},
      {"jsonencode(null)", "known \"null\""},
  };
  check(std::begin(kCases), std::end(kCases));
}

TEST(FoldFunctions, OfCollections) {
  constexpr Case kCases[] = {
      {"concat([1], [], [2, var.u])", "known [1, 2, var.u]"},
      {"concat([1], var.u)", "unknown concat([1], var.u)"},
      {"merge({a = 1, b = 2}, null, {b = 3, c = var.u})", "known {a = 1, b = 3, c = var.u}"},
      {"merge([{a = 1}, {b = 2}]...)", "known {a = 1, b = 2}"},
      {"merge({a = 1}, var.u)", "unknown merge({a = 1}, var.u)"},
      {"lookup({a = 1}, \"a\", 2)", "known 1"},
      {"lookup({a = 1}, \"b\", 2)", "known 2"},
      {"lookup({a = 1}, \"b\")", "unknown lookup({a = 1}, \"b\")"},
      {"coalesce(null, \"\", \"a\")", "known \"a\""},
      {"coalesce(var.u, \"a\")", "unknown coalesce(var.u, \"a\")"},
      {"coalesce(\"a\", var.u)", "known \"a\""},
      {"coalescelist([], [1])", "known [1]"},
      {"compact([\"a\", \"\", null, \"b\"])", "known [\"a\", \"b\"]"},
      {"contains([\"a\", \"b\"], \"b\")", "known true"},
      {"contains([\"a\"], \"b\")", "known false"},
      {"contains([\"a\", var.u], \"a\")", "known true"},
      {"contains([\"a\", var.u], \"b\")", "unknown contains([\"a\", var.u], \"b\")"},
      {"element([\"a\", \"b\"], 3)", "known \"b\""},
      {"element([], 0)", "unknown element([], 0)"},
      {"flatten([[1, [2]], 3])", "known [1, 2, 3]"},
      {"flatten([[1], var.u])", "unknown flatten([[1], var.u])"},
      {"index([\"a\", \"b\"], \"b\")", "known 1"},
      {"keys({b = 1, a = 2})", "known [\"a\", \"b\"]"},
      {"values({b = 1, a = 2})", "known [2, 1]"},
      {"length([1, var.u])", "known 2"},
      {"length({a = 1})", "known 1"},
      {"length(\"abc\")", "known 3"},
      {"length(var.u)", "unknown length(var.u)"},
      {"one([5])", "known 5"},
      {"one([])", "unset"},
      {"one([1, 2])", "unknown one([1, 2])"},
      {"reverse([1, 2])", "known [2, 1]"},
      {"slice([1, 2, 3], 1, 3)", "known [2, 3]"},
      {"slice([1], 0, 2)", "unknown slice([1], 0, 2)"},
      {"sort([\"b\", \"a\"])", "known [\"a\", \"b\"]"},
      {"zipmap([\"a\", \"b\"], [1, 2])", "known {a = 1, b = 2}"},
      {"alltrue([true, \"true\"])", "known true"},
      {"alltrue([var.u, false])", "known false"},
      {"alltrue([var.u, true])", "unknown alltrue([var.u, true])"},
      {"anytrue([var.u, true])", "known true"},
      {"anytrue([])", "known false"},
      {"distinct([\"b\", \"a\", \"b\"])", "known [\"b\", \"a\"]"},
      {"toset([\"b\", \"a\", \"b\"])", "known [\"a\", \"b\"]"},
      {"setunion([\"a\"], [\"b\", \"a\"])", "known [\"a\", \"b\"]"},
      {"setintersection([\"a\", \"b\"], [\"b\"])", "known [\"b\"]"},
      {"setsubtract([\"a\", \"b\"], [\"b\"])", "known [\"a\"]"},
      {"setsubtract([\"a\"], [var.u])", "unknown setsubtract([\"a\"], [var.u])"},
  };
  check(std::begin(kCases), std::end(kCases));
}

TEST(FoldFunctions, OfNumbersAndTypes) {
  constexpr Case kCases[] = {
      {"max(1, 3, 2)", "known 3"},
      {"min([1, 3, 2]...)", "known 1"},
      {"abs(-5)", "known 5"},
      {"ceil(1.2)", "known 2"},
      {"floor(-1.2)", "known -2"},
      {"sum([1, 2.5])", "known 3.5"},
      {"parseint(\"ff\", 16)", "known 255"},
      {"range(3)", "known [0, 1, 2]"},
      {"range(1, 7, 2)", "known [1, 3, 5]"},
      {"range(2000)", "unknown range(2000)"},
      {"tostring(5)", "known \"5\""},
      {"tostring(b.y.arn)", "reference b.y.arn"},
      {"tonumber(\"5\")", "known 5"},
      {"tobool(\"true\")", "known true"},
      {"tobool(\"yes\")", "unknown tobool(\"yes\")"},
      {"tolist([1])", "known [1]"},
      {"tomap({a = 1})", "known {a = 1}"},
      {"sensitive(\"a\")", "known \"a\" sensitive"},
      {"nonsensitive(\"a\")", "known \"a\""},
      {"sensitive(b.y.arn)", "reference b.y.arn sensitive"},
      {"try(1, 2)", "known 1"},
      {"try(var.u.a, 2)", "unknown try(var.u.a, 2)"},
      {"can(1)", "known true"},
      {"jsondecode(\"{\\\"a\\\":[1]}\").a", "known [1]"},
      {"jsondecode(\"{\")", "unknown jsondecode(\"{\")"},
      {"core::upper(\"a\")", "known \"A\""},
      {"timestamp()", "unknown timestamp()"},
      {"file(\"x\")", "unknown file(\"x\")"},
      {"upper()", "unknown upper()"},
      {"upper(\"a\", \"b\")", "unknown upper(\"a\", \"b\")"},
      {"provider::aws::trim(\"a\")", "unknown provider::aws::trim(\"a\")"},
  };
  check(std::begin(kCases), std::end(kCases));
}

}  // namespace
}  // namespace parapet
