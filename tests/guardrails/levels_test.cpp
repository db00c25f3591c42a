#include <gtest/gtest.h>

#include "guardrails/support.hpp"
#include "parapet/error.hpp"

namespace parapet::guardrails::test {
namespace {

class FixedClock : public Clock {
 public:
  Date today() const override { return {2026, 3, 31}; }
};

std::string measure(const std::string& requirement, const std::string& stack, const std::string& level,
                    const std::string& expires, const std::string& more = "") {
  return R"({"requirement": ")" + requirement + R"(", "stack": ")" + stack + R"(", "level": ")" + level +
         R"(", "reason": "Old clients.", "owner": "ann@example.com", "ticket": "SEC-1", "expires": ")" + expires + "\"" +
         more + "}";
}

/// One resource that fails t:001, judged with levels and a baseline.
class Judged {
 public:
  explicit Judged(const std::string& enforcement, const std::string& baseline = "[]", const std::string& level = "refuse") {
    catalog_.read("[" + record("t:001", "aws_thing", R"("require": {"path": "a", "equals": 1}, "level": ")" + level + "\"") + "]",
                  "t.json");
    documents_.push_back(read_terraform_json(R"({"resource": {"aws_thing": {"x": {"a": 2}}}})", "main.tf.json"));
    requirements_ = pointers(catalog_);
    const Enforcement levels(enforcement, "enforcement.json", requirements_, FixedClock());
    const Baseline known(baseline, "baseline.json");
    report_ = check_documents(documents_, {.requirements = &requirements_, .enforcement = &levels, .baseline = &known});
  }

  std::string text() const {
    const Result& result = report_.results.at(0);
    std::string text = std::string(text_of(result.status)) + " " + std::string(text_of(result.level)) +
                       (refuses(result) ? ", refused" : "") + "\n" + result.note + "\n";
    for (const std::string& note : report_.measures) text += "measure: " + note + "\n";
    for (const std::string& note : report_.notes) text += "note: " + note + "\n";
    return text;
  }
  const Report& report() const { return report_; }

 private:
  Catalog catalog_;
  std::vector<Document> documents_;
  std::vector<const Requirement*> requirements_;
  Report report_;
};

TEST(Enforcement, WarnsThroughItsLastDayAndSaysSo) {
  EXPECT_EQ(Judged("[" + measure("t:001", "main.tf.json", "warn", "2026-03-31") + "]").text(),
            "fail warn\n"
            "only warns until 2026-03-31: Old clients. (SEC-1, ann@example.com)\n"
            "measure: t:001 in main.tf.json only warns until 2026-03-31: Old clients. (SEC-1, ann@example.com)\n");
}

TEST(Enforcement, RefusesAgainWhenItIsExpired) {
  EXPECT_EQ(Judged("[" + measure("t:*", "*", "warn", "2026-03-30") + "]").text(),
            "fail refuse, refused\n"
            "its level warn expired on 2026-03-30 (SEC-1, ann@example.com)\n"
            "measure: t:* in every stack refuses again: its level warn expired on 2026-03-30 (SEC-1, ann@example.com)\n");
}

TEST(Enforcement, ObeysTheMostSpecificEntry) {
  const std::string service = measure("t:*", "*", "warn", "2026-12-31");
  const std::string here = measure("t:001", "main.tf.json", "refuse", "2026-12-31");
  EXPECT_EQ(Judged("[" + service + "]").text().substr(0, 10), "fail warn\n");
  EXPECT_EQ(Judged("[" + service + "," + here + "]").text().substr(0, 21), "fail refuse, refused\n");
  EXPECT_EQ(Judged("[" + measure("t:001", "dev", "warn", "2026-12-31") + "]").text(), "fail refuse, refused\n\n");
}

TEST(Enforcement, MakesStricterToo) {
  EXPECT_EQ(Judged("[]", "[]", "warn").text(), "fail warn\n\n");
  EXPECT_EQ(Judged("[" + measure("t:001", "*", "refuse", "2026-12-31") + "]", "[]", "warn").text(),
            "fail refuse, refused\n\n"
            "measure: t:001 in every stack refuses until 2026-12-31: Old clients. (SEC-1, ann@example.com)\n");
}

TEST(Enforcement, IgnoresMalformedEntriesAndSaysWhy) {
  const std::string refused = "fail refuse, refused\n\nnote: the entry of the enforcement file is malformed and changes nothing: ";
  EXPECT_EQ(Judged("[" + measure("t:002", "*", "warn", "2026-12-31") + "]").text(),
            refused + "enforcement.json /0/requirement: the catalog has no requirement \"t:002\"; did you mean \"t:001\"?\n");
  EXPECT_EQ(Judged("[" + measure("t:001", "*", "off", "2026-12-31") + "]").text(),
            refused + "enforcement.json /0/level: expected one of refuse, warn; found \"off\"\n");
  EXPECT_EQ(Judged("[" + measure("t:001", "*", "warn", "2026-02-30") + "]").text(),
            refused + "enforcement.json /0/expires: expected a date like \"2026-03-31\", found \"2026-02-30\"\n");
  EXPECT_EQ(Judged(R"([{"requirement": "t:001"}])").text(),
            refused + "enforcement.json /0: the field \"stack\" is missing\n");
  const std::string twice = measure("t:001", "*", "refuse", "2026-12-31");
  EXPECT_EQ(Judged("[" + twice + "," + twice + "]").report().notes.at(0),
            "the entry of the enforcement file is malformed and changes nothing: enforcement.json /1: a second entry for "
            "t:001 in every stack; keep one of them");
}

constexpr const char* covered =
    R"([{"requirement": "t:001", "stack": "main.tf.json", "address": "aws_thing.x", "attribute": "a", "value": "2"}])";

TEST(Baseline, ToleratesExactlyWhatItNames) {
  const Judged judged("[]", covered);
  EXPECT_EQ(judged.text(),
            "excepted refuse\n"
            "existed before, says the baseline\n"
            "measure: 1 finding is tolerated by the baseline baseline.json\n");
  EXPECT_EQ(judged.report().results.at(0).exception, "baseline");
}

TEST(Baseline, DoesNotTolerateAnotherValue) {
  std::string other = covered;
  other.replace(other.rfind('2'), 1, "3");
  EXPECT_EQ(Judged("[]", other).text(),
            "fail refuse, refused\n\n"
            "measure: the entry of the baseline for t:001 at `a` of aws_thing.x in main.tf.json matches nothing; remove it\n");
}

TEST(Baseline, IgnoresMalformedEntriesAndSaysWhy) {
  EXPECT_EQ(Judged("[]", R"([{"requirement": "t:001", "stak": "x"}])").text(),
            "fail refuse, refused\n\n"
            "note: the entry of the baseline is malformed and covers nothing: baseline.json /0: unknown field \"stak\"; did "
            "you mean \"stack\"?; known are requirement, stack, address, attribute, value\n");
}

TEST(Baseline, WritesWhatItReads) {
  const std::string text = baseline_text(Judged("[]").report());
  EXPECT_EQ(text, R"([
  {
    "requirement": "t:001",
    "stack": "main.tf.json",
    "address": "aws_thing.x",
    "attribute": "a",
    "value": "2"
  }
]
)");
  EXPECT_EQ(baseline_text(Judged("[]", text).report()), text) << "what it covers stays in it";
}

TEST(Redaction, HidesWhatLooksSecretInAnyAttribute) {
  const auto shown = [](const std::string& attribute, const std::string& value) {
    const std::string text = check(R"("require": {"path": ")" + attribute + R"(", "exists": false})",
                                   R"({"resource": {"aws_thing": {"x": {")" + attribute + "\": \"" + value + "\"}}}}");
    return text.substr(text.find('`'), text.find('\n') - text.find('`'));
  };
  EXPECT_EQ(shown("name", "logs"), "`name` \"logs\"");
  EXPECT_EQ(shown("http_tokens", "optional"), "`http_tokens` \"optional\"");
  EXPECT_EQ(shown("name", "AKIAIOSFODNN7EXAMPLE"), "`name` (sensitive)");
  EXPECT_EQ(shown("name", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "`name` (sensitive)");
  EXPECT_EQ(shown("name", "postgres://u:hunter2@db/x"), "`name` (sensitive)");
  EXPECT_EQ(shown("name", "--password=hunter2"), "`name` (sensitive)");
  EXPECT_EQ(shown("name", "-----BEGIN RSA PRIVATE KEY-----"), "`name` (sensitive)");
  EXPECT_EQ(shown("master_password", "hunter2"), "`master_password` (sensitive)");
  EXPECT_EQ(shown("user_data", "plain"), "`user_data` (sensitive)");
}

}  // namespace
}  // namespace parapet::guardrails::test
