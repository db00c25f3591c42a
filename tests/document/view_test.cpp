#include "parapet/document/view.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "parapet/document/parse.hpp"
#include "parapet/value.hpp"

namespace parapet {
namespace {

using detail::Kind;

struct Inner {
  Bool enabled{};
  Str name{};
  static inline constinit detail::Table parapet_table{"enabled b o\nname s o", 2};
};
struct Outer {
  Block<Inner> block{};
  Str bucket{};
  Map<Str> tags{};
  static inline constinit detail::Table* parapet_nested[] = {&Inner::parapet_table};
  static inline constinit detail::Table parapet_table{"block B o\nbucket s r\ntags Ms o", 3, parapet_nested};
};

View view_of(const Outer& outer) { return Any(outer).parapet_value(); }
View parsed(std::string_view text) { return parse_expression(text); }

TEST(View, OfNothingIsUnsetAndEmpty) {
  const View nothing;
  EXPECT_TRUE(nothing.is_unset());
  EXPECT_EQ(nothing.kind(), Kind::null);
  EXPECT_EQ(nothing.size(), 0u);
  EXPECT_TRUE(nothing.member("a").is_unset());
  EXPECT_TRUE(nothing.element(0).is_unset());
  EXPECT_EQ(nothing.text(), "");
  EXPECT_FALSE(nothing.boolean());
  EXPECT_EQ(nothing.number(), Number());
  EXPECT_FALSE(View(detail::make_null()));
}

TEST(View, ReadsRecordsByFieldNameAndPosition) {
  const View view = view_of({.block = {Inner{.enabled = true}}, .bucket = "logs"});
  EXPECT_TRUE(view.is_object());
  EXPECT_EQ(view.table(), &Outer::parapet_table);
  EXPECT_EQ(view.member("bucket").text(), "logs");
  EXPECT_EQ(view.field(1).text(), "logs");
  EXPECT_TRUE(view.member("tags").is_unset());
  EXPECT_TRUE(view.member("nothing").is_unset());
  EXPECT_EQ(view.name(2), "tags");
  EXPECT_TRUE(view.value_at(2).is_unset());
  EXPECT_TRUE(view.key_at(0).is_unset());
  EXPECT_EQ(view.size(), 3u);
}

TEST(View, TreatsAListOfOneObjectLikeTheObject) {
  const View one = view_of({.block = {Inner{.enabled = true}}}).member("block");
  EXPECT_TRUE(one.is_list());
  EXPECT_TRUE(one.member("enabled").boolean());
  EXPECT_TRUE(parsed("[{enabled = true}]").member("enabled").boolean());
  EXPECT_TRUE(parsed("{enabled = true}").member("enabled").boolean());
  const View two = view_of({.block = {Inner{.enabled = true}, Inner{.enabled = true}}}).member("block");
  EXPECT_TRUE(two.member("enabled").is_unset());
  EXPECT_TRUE(two.sole().is_unset());
  EXPECT_TRUE(parsed("[1]").sole().is_unset());
}

TEST(View, ReadsMapsListsTemplatesAndCalls) {
  const View map = parsed("{a = 1, (var.k) = 2}");
  EXPECT_EQ(map.name(0), "a");
  EXPECT_EQ(map.value_at(0).number(), Number::of(std::int64_t{1}));
  EXPECT_EQ(map.name(1), "");
  EXPECT_TRUE(map.key_at(1).is_expression());
  EXPECT_TRUE(map.element(0).is_unset());
  EXPECT_EQ(parsed("[1, \"b\"]").element(1).text(), "b");
  EXPECT_TRUE(parsed("[1]").element(1).is_unset());
  const View join = parse_template("a${b}");
  EXPECT_EQ(join.size(), 2u);
  EXPECT_EQ(join.element(0).text(), "a");
  const View call = parsed("max(1, 2)");
  EXPECT_EQ(call.function(), "max");
  EXPECT_EQ(call.element(1).number(), Number::of(std::int64_t{2}));
}

TEST(Coercion, ReadsBooleansLikeTerraform) {
  for (const char* text : {"true", "\"true\"", "\"1\""}) EXPECT_EQ(as_boolean(parsed(text)), true) << text;
  for (const char* text : {"false", "\"false\"", "\"0\""}) EXPECT_EQ(as_boolean(parsed(text)), false) << text;
  for (const char* text : {"1", "0", "\"True\"", "\"yes\"", "\"\"", "null", "[]", "var.a"})
    EXPECT_EQ(as_boolean(parsed(text)), std::nullopt) << text;
}

TEST(Coercion, ReadsNumbersAndTexts) {
  EXPECT_EQ(as_number(parsed("\"5\"")), Number::of(std::int64_t{5}));
  EXPECT_EQ(as_number(parsed("5")), Number::of(std::int64_t{5}));
  EXPECT_EQ(as_number(parsed("\"-2.50\"")), Number::of(-2.5));
  for (const char* text : {"true", "\"5 \"", "\"\"", "\"0x5\"", "\"1e999\"", "\"nan\"", "\".5\"", "\"5.\"", "null"}) {
    EXPECT_EQ(as_number(parsed(text)), std::nullopt) << text;
  }
  EXPECT_EQ(as_text(parsed("5")), "5");
  EXPECT_EQ(as_text(parsed("2.50")), "2.5");
  EXPECT_EQ(as_text(parsed("true")), "true");
  EXPECT_EQ(as_text(parsed("\"a\"")), "a");
  EXPECT_EQ(as_text(parsed("[]")), std::nullopt);
  EXPECT_EQ(as_text(parsed("null")), std::nullopt);
}

TEST(Number, KeepsEveryDigitOf64Bits) {
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(Number::of(kMax).text(), "18446744073709551615");
  EXPECT_EQ(Number::of(kMin).text(), "-9223372036854775808");
  EXPECT_EQ(parse_number("18446744073709551615"), Number::of(kMax));
  EXPECT_EQ(parse_number("-9223372036854775808"), Number::of(kMin));
  EXPECT_EQ(Number::of(kMin).as_integer(), kMin);
  EXPECT_EQ(Number::of(kMax).as_integer(), std::nullopt);
  EXPECT_LT(Number::of(kMax - 1), Number::of(kMax));
  EXPECT_LT(Number::of(kMin), Number::of(kMin + 1));
  EXPECT_LT(Number::of(kMin), Number::of(std::uint64_t{0}));
}

TEST(Number, ComparesAndWritesFractions) {
  EXPECT_EQ(Number::of(2.0), Number::of(std::int64_t{2}));
  EXPECT_LT(Number::of(std::int64_t{2}), Number::of(2.5));
  EXPECT_LT(Number::of(-2.5), Number::of(std::int64_t{-2}));
  EXPECT_NE(Number::of(std::nan("")), Number::of(std::nan("")));
  EXPECT_EQ(Number::of(0.1).text(), "0.1");
  EXPECT_EQ(Number::of(1e21).text(), "1000000000000000000000");
  EXPECT_EQ(Number::of(-0.0).text(), "0");
  EXPECT_EQ(parse_number("1e2")->text(), "100");
  EXPECT_TRUE(parse_number("1e2")->is_whole());
}

TEST(Same, ComparesDataByContent) {
  const auto equal = [](const char* a, const char* b) { return same(parsed(a), parsed(b)); };
  EXPECT_TRUE(equal("{a = 1, b = [true]}", "{b = [true], a = 1.0}"));
  EXPECT_TRUE(equal("{a = 1, b = null}", "{a = 1}"));
  EXPECT_FALSE(equal("{a = 1}", "{a = 2}"));
  EXPECT_FALSE(equal("{a = 1}", "{b = 1}"));
  EXPECT_FALSE(equal("[1, 2]", "[2, 1]"));
  EXPECT_FALSE(equal("\"1\"", "1"));
  EXPECT_FALSE(equal("true", "\"true\""));
  EXPECT_TRUE(same(View(), detail::make_null()));
  EXPECT_TRUE(same(view_of({.bucket = "a"}), parsed("{bucket = \"a\"}")));
}

TEST(Same, ComparesExpressionsByStructure) {
  const auto equal = [](const char* a, const char* b) { return same(parsed(a), parsed(b)); };
  EXPECT_TRUE(equal("aws_kms_key.x.arn", "aws_kms_key.x.arn"));
  EXPECT_FALSE(equal("aws_kms_key.x.arn", "aws_kms_key.y.arn"));
  EXPECT_TRUE(equal("f(var.a, 1 + 2)[0]", "f(var.a, 1 + 2)[0]"));
  EXPECT_FALSE(equal("f(var.a...)", "f(var.a)"));
  EXPECT_FALSE(equal("var.a + 1", "var.a - 1"));
  EXPECT_TRUE(equal("aws_x.y[*].id", "aws_x.y[*].id"));
  EXPECT_FALSE(equal("each.value", "each.value"));
  EXPECT_FALSE(equal("self.arn", "self.arn"));
  EXPECT_FALSE(equal("a b", "a b"));
}

TEST(Same, ConvertsScalarsWhereAsked) {
  const auto equal = [](const char* a, const char* b) { return same_after_conversion(parsed(a), parsed(b)); };
  EXPECT_TRUE(equal("\"true\"", "true"));
  EXPECT_TRUE(equal("5", "\"5\""));
  EXPECT_TRUE(equal("{port = \"22\"}", "{port = 22}"));
  EXPECT_FALSE(equal("1", "true"));
  EXPECT_FALSE(equal("\"True\"", "true"));
  EXPECT_FALSE(equal("\"a\"", "5"));
}

TEST(Render, WritesOneLineOfHcl) {
  EXPECT_EQ(render(view_of({.block = {Inner{.enabled = true}}, .bucket = "a\"\n${x}"})),
            "{block = [{enabled = true}], bucket = \"a\\\"\\n$${x}\"}");
  EXPECT_EQ(render(detail::make_text("\x01\x7F\\")), "\"\\u0001\\u007f\\\\\"");
  EXPECT_EQ(render({}), "null");
}

TEST(Render, CutsAtTheLimitBetweenCharacters) {
  EXPECT_EQ(render(detail::make_text("abcdef"), 4), "\"abc...");
  EXPECT_EQ(render(detail::make_text("ab\xC3\xA9"), 4), "\"ab...");
  EXPECT_EQ(render(detail::make_text("ab"), 4), "\"ab\"");
}

}  // namespace
}  // namespace parapet
