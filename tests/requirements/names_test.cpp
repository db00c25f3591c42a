#include "requirements/names.hpp"

#include <gtest/gtest.h>

namespace parapet::requirements {
namespace {

TEST(Names, FitPatterns) {
  EXPECT_TRUE(matches_pattern("iam:022", "iam:*"));
  EXPECT_TRUE(matches_pattern("iam:022", "iam:022"));
  EXPECT_TRUE(matches_pattern("a_x_b_y_b", "a_*_b"));
  EXPECT_TRUE(matches_pattern("", "*"));
  EXPECT_FALSE(matches_pattern("iam:022", "iam:02"));
  EXPECT_FALSE(matches_pattern("iam:022", "am:*"));
  EXPECT_FALSE(matches_pattern("iam:022", ""));
  EXPECT_FALSE(matches_pattern("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c"));
}

TEST(Names, OfServicesTypesAndPaths) {
  EXPECT_TRUE(is_service("rds"));
  EXPECT_FALSE(is_service("../rds"));
  EXPECT_FALSE(is_service(""));
  EXPECT_TRUE(is_type("data.aws_ami"));
  EXPECT_FALSE(is_type("aws ami"));
  EXPECT_TRUE(is_path("ingress[*].cidr-x"));
  EXPECT_FALSE(is_path("a..b"));
  EXPECT_TRUE(is_path("labels[\"a/b\"].c"));
  EXPECT_FALSE(is_path("labels[\"a`b\"]"));
  EXPECT_EQ(plain_path("a[*].b[*]"), "a.b");
  EXPECT_EQ(plain_path("metadata[\"enable-oslogin\"]"), "metadata.enable-oslogin");
  EXPECT_EQ(catalog_path("metadata.enable-oslogin"), "metadata[\"enable-oslogin\"]");
  EXPECT_EQ(catalog_path("a.b_c"), "a.b_c");
}

}  // namespace
}  // namespace parapet::requirements
