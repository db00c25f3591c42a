#include "process/command_line.hpp"

#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::process::test {
namespace {

using Words = std::vector<std::string>;

TEST(CommandLine, IsSplitLikeAShellDoes) {
  EXPECT_EQ(split_command("  a  b\tc "), (Words{"a", "b", "c"}));
  EXPECT_EQ(split_command(R"("C:\x y" 'a "b' \"q\" a\ b '')"), (Words{R"(C:\x y)", "a \"b", "\"q\"", "a b", ""}));
  EXPECT_EQ(split_command("a$HOME;b|c"), (Words{"a$HOME;b|c"}));
  EXPECT_EQ(split_command(""), Words{});
}

TEST(CommandLine, WithAnOpenQuoteIsRefused) {
  try {
    split_command("a 'b");
    FAIL() << "not refused";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "a quote is not closed");
  }
}

}  // namespace
}  // namespace parapet::process::test
