#include "guardrails/versions.hpp"

#include <gtest/gtest.h>

#include "guardrails/support.hpp"

namespace parapet::guardrails::test {
namespace {

TEST(VersionAtLeast, NumbersDecideInTheirOrder) {
  EXPECT_EQ(is_version_at_least("1.10", "1.9"), Truth::yes);
  EXPECT_EQ(is_version_at_least("1.9", "1.10"), Truth::no);
  EXPECT_EQ(is_version_at_least("1.9.3", "1.9"), Truth::yes);
  EXPECT_EQ(is_version_at_least("2", "1.99"), Truth::yes);
  EXPECT_EQ(is_version_at_least("1.2", "1.2.0"), Truth::yes);
  EXPECT_EQ(is_version_at_least("13", "13.4"), Truth::unknown);
  EXPECT_EQ(is_version_at_least("v1.31", "1.30"), Truth::yes);
  EXPECT_EQ(is_version_at_least("99999999999999999999999", "2"), Truth::yes);
  EXPECT_EQ(is_version_at_least("0003", "2"), Truth::yes);
}

TEST(VersionAtLeast, WordsSayWhatItIsAVersionOf) {
  EXPECT_EQ(is_version_at_least("OpenSearch_2.11", "OpenSearch_2.9"), Truth::yes);
  EXPECT_EQ(is_version_at_least("Elasticsearch_7.10", "OpenSearch_1.0"), Truth::no);
  EXPECT_EQ(is_version_at_least("8.0.mysql_aurora.3.04.0", "8.0"), Truth::yes);
  EXPECT_EQ(is_version_at_least("8.0.mysql_aurora.3.04.0", "8.0.mysql_aurora.3.05"), Truth::no);
  EXPECT_EQ(is_version_at_least("8.0.mysql_aurora.3.04.0", "8.0.28"), Truth::unknown);
  EXPECT_EQ(is_version_at_least("5.7.mysql_aurora.2.11.1", "8.0"), Truth::no);
  EXPECT_EQ(is_version_at_least("nodejs20.x", "nodejs18.x"), Truth::yes);
  EXPECT_EQ(is_version_at_least("python3.12", "nodejs18.x"), Truth::no);
  EXPECT_EQ(is_version_at_least("6.x", "6.2"), Truth::unknown);
  EXPECT_EQ(is_version_at_least("6.x", "5.0.6"), Truth::yes);
  EXPECT_EQ(is_version_at_least("TLSv1.2_2019", "TLSv1.2_2021"), Truth::no);
}

TEST(VersionAtLeast, TheLatestIsUnknown) {
  for (const char* latest : {"latest", "LATEST", "$Latest", "$Default", ""})
    EXPECT_EQ(is_version_at_least(latest, "1.4.0"), Truth::unknown) << latest;
}

TEST(VersionAtLeast, InARequirement) {
  const char* require = R"({"predicate": "version_at_least", "args": {"path": "v", "version": "1.4.0"}})";
  EXPECT_EQ(status(require, R"({"v": "1.4.0"})"), "pass");
  EXPECT_EQ(verdict(require, R"({"v": "1.3.0"})"), "fail `v` \"1.3.0\"");
  EXPECT_EQ(status(require, R"({"v": 1.5})"), "pass");
  EXPECT_EQ(status(require, R"({"v": "${var.any}"})"), "unknown");
  EXPECT_EQ(status(require, R"({"v": "${var.any ? \"1.3.0\" : \"1.5\"}"})"), "unknown");
  EXPECT_EQ(status(require, R"({"v": "${aws_other.o.version}"})", "fail", R"("aws_other": {"o": {"version": "1.4.1"}})"),
            "pass");
  EXPECT_EQ(verdict(require, "{}"), "fail `v` unset");
  EXPECT_EQ(status(require, "{}", "pass"), "pass");
  EXPECT_EQ(status(R"({"predicate": "version_at_least", "args": {"path": "v", "version": 14}})", R"({"v": "13.9"})"),
            "fail");
}

}  // namespace
}  // namespace parapet::guardrails::test
