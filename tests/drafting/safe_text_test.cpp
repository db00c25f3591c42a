#include "drafting/safe_text.hpp"

#include <gtest/gtest.h>

namespace parapet::drafting {
namespace {

TEST(SafeText, ShowsNothingThatATerminalObeys) {
  EXPECT_EQ(printable("a\nb\x1b[31m\x7f\xC2\x9B"), "a b [31m  ");
  EXPECT_EQ(printable("x\xE2\x80\xAEy\xE2\x81\xA6z\xEF\xBB\xBF"), "x y z ");
  EXPECT_EQ(printable("\xF0\x9F\x94\x92 \xC3\xA9 \xE4\xB8\xAD"), "\xF0\x9F\x94\x92 \xC3\xA9 \xE4\xB8\xAD");
}

TEST(SafeText, ReplacesBrokenBytes) {
  EXPECT_EQ(printable("a\xFF\xC3(\xE2\x80"), "a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable(std::string_view("\0a", 2)), " a");
}

TEST(SafeText, HidesSecretsTheLongestFirst) {
  EXPECT_EQ(safe_text("key abc, token abcdef.", {"abc", "abcdef", ""}), "key [hidden], token [hidden].");
}

TEST(SafeText, HidesWhatLooksLikeAKey) {
  EXPECT_EQ(safe_text("Credential=AKIAIOSFODNN7EXAMPLE/2015", {}), "Credential=[hidden]/2015");
  EXPECT_EQ(safe_text("ASIA and AKIAs of ASIAN", {}), "ASIA and AKIAs of ASIAN");
  EXPECT_EQ(safe_text("key AKIAIOSFODNN7EXAMPLE.", {}), "key [hidden].");
  EXPECT_EQ(safe_text("secret wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", {}), "secret [hidden]");
  EXPECT_EQ(safe_text("model anthropic.claude-3-5-sonnet-20240620-v1:0", {}), "model anthropic.claude-3-5-sonnet-20240620-v1:0");
}

TEST(SafeText, IsCutBetweenCharacters) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6), "abc...");
  EXPECT_EQ(shortened("ab\xC3\xA9\xC3\xA9\xC3\xA9", 6), "ab...");
  EXPECT_EQ(safe_text(std::string(2000, ' '), {}).size(), 500u);
}

}  // namespace
}  // namespace parapet::drafting
