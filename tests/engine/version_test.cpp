#include "engine/version.hpp"

#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::engine {
namespace {

TEST(Version, IsAllowedAsTerraformAllowsIt) {
  EXPECT_TRUE(allows(">= 1.10", "1.11.4"));
  EXPECT_TRUE(allows(">=1.10,< 2", "1.11.4"));
  EXPECT_FALSE(allows(">= 1.10, < 1.11", "1.11.4"));
  EXPECT_TRUE(allows("~> 1.8", "1.11.4"));
  EXPECT_FALSE(allows("~> 1.8.0", "1.11.4"));
  EXPECT_TRUE(allows("~> 1.11.2", "1.11.4"));
  EXPECT_FALSE(allows("~> 1.8", "2.0.0"));
  EXPECT_TRUE(allows("1.11.4", "1.11.4"));
  EXPECT_FALSE(allows("= 1.11", "1.11.4"));
  EXPECT_TRUE(allows("= 1.11", "1.11.0"));
  EXPECT_FALSE(allows("!= 1.11.4", "1.11.4"));
  EXPECT_FALSE(allows("> 1.11.4", "1.11.4"));
  EXPECT_TRUE(allows("<= 1.11.4", "1.11.4"));
  EXPECT_FALSE(allows(">= 1.10.7", "1.10.7-dev")) << "a prerelease comes before its release";
}

TEST(Version, SaysWhatIsNone) {
  EXPECT_THROW(allows(">= one", "1.11.4"), Error);
  EXPECT_THROW(allows("", "1.11.4"), Error);
  EXPECT_THROW(allows(">= 1.10", "newest"), Error);
}

}  // namespace
}  // namespace parapet::engine
