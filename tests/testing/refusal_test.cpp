#include "parapet/testing/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"

namespace parapet::testing {
namespace {

using ::testing::Not;

Violation violation(const char* requirement, const char* path) {
  Violation result;
  result.requirement = requirement;
  result.construct_path = path;
  return result;
}

const SecurityException refusal({violation("rds:001", "production/zip-db"), violation("rds:002", "production/other")});

TEST(RefusesWith, FindsRequirementAndPath) {
  EXPECT_THAT(refusal, RefusesWith("rds:001", "production/zip-db"));
  EXPECT_THAT(refusal, RefusesWith("rds:002"));
  EXPECT_THAT(refusal, RefusesWith("", "production/other"));
  EXPECT_THAT(refusal, Not(RefusesWith("rds:002", "production/zip-db")));
  EXPECT_THAT(refusal, Not(RefusesWith("rds:003")));
}

TEST(RefusesWith, RunsFunctions) {
  EXPECT_THAT([] { throw refusal; }, RefusesWith("rds:001", "production/zip-db"));
  EXPECT_THAT([] {}, Not(RefusesWith("rds:001")));
  EXPECT_THAT([] { throw Error("wrong input"); }, Not(RefusesWith("rds:001")));
}

template <class T>
std::string explanation(const T& value) {
  ::testing::StringMatchResultListener listener;
  RefusesWith("x:001", "s/x").MatchAndExplain(value, listener.stream());
  return listener.str();
}

TEST(RefusesWith, SaysWhatHappenedInstead) {
  EXPECT_EQ(explanation(refusal), "it refuses with:\n" + std::string(refusal.what()));
  EXPECT_EQ(explanation([] {}), "nothing was refused");
  EXPECT_EQ(explanation([] { throw Error("wrong input"); }), "it throws something else: wrong input");
  std::ostringstream text;
  RefusesWith("x:001", "s/x").DescribeTo(&text);
  EXPECT_EQ(text.str(), "refuses s/x with x:001");
}

}  // namespace
}  // namespace parapet::testing
