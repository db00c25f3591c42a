#include <gtest/gtest.h>

#include "guardrails/support.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails::test {
namespace {

class FixedClock : public Clock {
 public:
  explicit FixedClock(Date day) : day_(day) {}
  Date today() const override { return day_; }

 private:
  Date day_;
};

std::string exception(const std::string& requirement, const std::string& resource, const std::string& expires,
                      const std::string& more = "") {
  return R"({"requirement": ")" + requirement + R"(", "stack": "main.tf.json", "resource": ")" + resource +
         R"(", "reason": "Old clients.", "owner": "ann@example.com", "ticket": "SEC-1", "expires": ")" + expires +
         R"(", "compensating_control": "A firewall.")" + more + "}";
}

std::string with(const std::string& exceptions, Date today) {
  FixedClock clock(today);
  Exceptions read(exceptions, "exceptions.json", clock);
  Catalog catalog;
  catalog.read("[" + record("t:001", "aws_thing", R"("require": {"path": "a", "equals": 1})") + "]", "t.json");
  return check(catalog, R"({"resource": {"aws_thing": {"x": {"a": 2}}}})", &read);
}

TEST(Exceptions, ValidOnePermitsThroughItsLastDay) {
  EXPECT_EQ(
      with("[" + exception("t:001", "aws_thing.x", "2026-03-31") + "]", {2026, 3, 31}),
      "t:001 aws_thing.x excepted `a` 2 [Old clients. (SEC-1, ann@example.com, until 2026-03-31; A firewall.)]\n");
}

TEST(Exceptions, ExpiredOneRefusesAndSaysSo) {
  EXPECT_EQ(with("[" + exception("t:001", "aws_thing.x", "2026-03-31") + "]", {2026, 4, 1}),
            "t:001 aws_thing.x fail `a` 2 [the exception for it expired on 2026-03-31 (SEC-1, ann@example.com)]\n");
}

TEST(Exceptions, OneThatMatchesNothingIsReported) {
  EXPECT_EQ(with("[" + exception("t:001", "aws_thing.y", "2026-03-31") + "]", {2026, 1, 1}),
            "t:001 aws_thing.x fail `a` 2\nthe exception from t:001 for aws_thing.y in main.tf.json (SEC-1) matches "
            "nothing; remove it\n");
}

TEST(Exceptions, MalformedOnesPermitNothing) {
  EXPECT_EQ(with("[" + exception("t:001", "aws_thing.x", "2026-02-30") + "]", {2026, 1, 1}),
            "t:001 aws_thing.x fail `a` 2 [the exception for it is malformed: exceptions.json /0/expires: expected a "
            "date like \"2026-03-31\", found \"2026-02-30\"]\n"
            "the exception is malformed and permits nothing: exceptions.json /0/expires: expected a date like "
            "\"2026-03-31\", found \"2026-02-30\"\n");
  EXPECT_EQ(with("[" + exception("t:001", "aws_thing.x", "2026-12-31", R"(, "approvd": true)") + "]", {2026, 1, 1})
                .substr(0, 24),
            "t:001 aws_thing.x fail `");
  EXPECT_EQ(with(R"([{"requirement": "t:001"}])", {2026, 1, 1}),
            "t:001 aws_thing.x fail `a` 2\nthe exception is malformed and permits nothing: exceptions.json /0: the "
            "field \"stack\" is missing\n");
}

TEST(Exceptions, AnotherStackIsNotConcerned) {
  std::string other = exception("t:001", "aws_thing.x", "2026-12-31");
  other.replace(other.find("main.tf.json"), 12, "dev");
  EXPECT_EQ(with("[" + other + "]", {2026, 1, 1}), "t:001 aws_thing.x fail `a` 2\n");
}

TEST(Exceptions, FileThatIsNoArrayIsAnError) {
  try {
    Exceptions("{}", "exceptions.json");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "exceptions.json /: expected an array, found {}");
  }
}

TEST(Date, TakesExistingDaysOnly) {
  Date date;
  EXPECT_TRUE(read_date("2024-02-29", date));
  EXPECT_EQ(text_of(date), "2024-02-29");
  for (const char* wrong :
       {"2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01", "2024-01-01T00", "2024/01/01", ""})
    EXPECT_FALSE(read_date(wrong, date)) << wrong;
}

}  // namespace
}  // namespace parapet::guardrails::test
