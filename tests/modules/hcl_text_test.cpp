#include "modules/hcl_text.hpp"

#include <gtest/gtest.h>

namespace parapet::modules::test {
namespace {

TEST(HclText, QuotesAndEscapes) {
  EXPECT_EQ(quote(""), R"("")");
  EXPECT_EQ(quote("plain"), R"("plain")");
  EXPECT_EQ(quote("a \"b\" \\ c"), R"("a \"b\" \\ c")");
  EXPECT_EQ(quote("one\ntwo\r\n\tthree"), R"("one\ntwo\r\n\tthree")");
  EXPECT_EQ(quote(std::string("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
}

TEST(HclText, LeavesUnicodeAlone) {
  EXPECT_EQ(quote("Schlüssel für 鍵 🔑"), "\"Schlüssel für 鍵 🔑\"");
  EXPECT_EQ(literal(Json("ü")), "\"ü\"");
}

TEST(HclText, StartsNoTemplate) {
  EXPECT_EQ(quote("${var.a}"), R"("$${var.a}")");
  EXPECT_EQ(quote("%{if a}"), R"("%%{if a}")");
  EXPECT_EQ(quote("$${a}"), R"("$$${a}")") << "the engine reads this back as it was";
  EXPECT_EQ(quote("$ { 5$ 100% {a} $"), R"("$ { 5$ 100% {a} $")");
}

TEST(HclText, KnowsWhatIsAName) {
  for (const char* name : {"a", "_", "kms_key-2", "A9", "null", "true"}) EXPECT_TRUE(is_identifier(name)) << name;
  for (const char* name : {"", "9a", "-a", "a.b", "a b", "aws:tag", "ü"}) EXPECT_FALSE(is_identifier(name)) << name;
}

TEST(HclText, WritesValuesOnOneLine) {
  EXPECT_EQ(literal(Json()), "null");
  EXPECT_EQ(literal(Json(true)), "true");
  EXPECT_EQ(literal(Json(-7)), "-7");
  EXPECT_EQ(literal(Json(0.5)), "0.5");
  EXPECT_EQ(literal(Json::array()), "[]");
  EXPECT_EQ(literal(Json::object()), "{}");
  EXPECT_EQ(literal(Json::parse(R"([1, "a", [true], {}])")), R"([1, "a", [true], {}])");
  EXPECT_EQ(literal(Json::parse(R"({"b": {"c": [null]}, "a": 1})")), "{ b = { c = [null] }, a = 1 }");
}

TEST(HclText, QuotesKeysThatAreNoNames) {
  EXPECT_EQ(literal(Json::parse(R"({"aws:a": 1, "${b}": 2, "": 3})")), R"({ "aws:a" = 1, "$${b}" = 2, "" = 3 })");
  EXPECT_EQ(literal(Json::parse(R"({"for": 1, "fore": 2})")), R"({ "for" = 1, fore = 2 })")
      << "`{ for` begins an expression";
}

TEST(HclText, PutsTextOnOneLine) {
  EXPECT_EQ(one_line("as it is"), "as it is");
  EXPECT_EQ(one_line("a\nb\r\nc\td"), "a b  c d");
}

}  // namespace
}  // namespace parapet::modules::test
