#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "guardrails/support.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/sarif.hpp"
#include "report/text.hpp"

namespace parapet::report::test {
namespace {

using guardrails::test::record;
using Json = nlohmann::json;

/// A resource that fails, one of which the value is not known, one that passes, one that is not concerned, one excepted,
/// and a warning.
class Found {
 public:
  explicit Found(const std::string& hostile = "x") {
    catalog_.read("[" +
                      record("t:001", "aws_thing",
                             R"("require": {"path": "a", "equals": 1}, "when": {"path": "off", "exists": false},
                                "compliance": {"CIS": ["1.2"]})") +
                      "," + record("t:002", "aws_thing", R"("require": {"path": "b", "equals": 1}, "unset": "pass", "level": "warn")") +
                      "]",
                  "t.json");
    documents_.push_back(read_terraform_json(
        R"({"//": {"metadata": {"stackName": "dev"}}, "variable": {"v": {}}, "resource": {"aws_thing": {
            "e": {"a": 9},
            "f": {"a": 2, "b": 2, "//": {"metadata": {"path": "dev/f", "file": "stacks/dev/a b.cpp", "line": 7}}},
            "n": {"off": true},
            "p": {"a": 1},
            "u": {"a": "${var.v}"}, )" +
            Json(hostile).dump() + R"(: {"a": )" + Json(hostile).dump() + "}}}}",
        "main.tf.json"));
    for (const guardrails::Requirement& requirement : catalog_.requirements()) requirements_.push_back(&requirement);
    const guardrails::Exceptions exceptions(
        R"([{"requirement": "t:001", "stack": "dev", "resource": "aws_thing.e", "reason": "Old.", "owner": "ann",
             "ticket": "SEC-1", "expires": "2026-12-31", "compensating_control": "A wall."}])",
        "exceptions.json", guardrails::test::EndOfJune());
    report_ = guardrails::check_documents(documents_, {.requirements = &requirements_,
                                           .exceptions = &exceptions,
                                           .keep_all = true,
                                           .explain_all = true});
  }

  Selection selection(const Filter& filter = {}) const { return select(report_, filter, "security@example.com"); }
  const guardrails::Report& report() const { return report_; }

 private:
  guardrails::Catalog catalog_;
  std::vector<Document> documents_;
  std::vector<const guardrails::Requirement*> requirements_;
  guardrails::Report report_;
};

template <class Write, class... More>
std::string written(Write write, const Selection& selection, const More&... more) {
  detail::StringSink sink;
  write(sink, selection, more...);
  return sink.text;
}

TEST(TextReport, GroupsByStackAndSeverityAndSumsUp) {
  EXPECT_EQ(written(write_text, Found().selection(), TextOptions{}),
            R"(dev, high

refused t:001 (high) dev/f: `a` is 2
  required: Things are safe.
  fix:      Make it safe.
  at:       stacks/dev/a b.cpp:7

refused t:001 (high) aws_thing.u: `a` is not known: var.v
  required: Things are safe.
  fix:      Make it safe.
  at:       main.tf.json:6

refused t:001 (high) aws_thing.x: `a` is "x"
  required: Things are safe.
  fix:      Make it safe.
  at:       main.tf.json:6

warning t:002 (high) dev/f: `b` is 2
  required: Things are safe.
  fix:      Make it safe.
  at:       stacks/dev/a b.cpp:7

excepted t:001 (high) aws_thing.e: `a` is 9
  required: Things are safe.
  fix:      Make it safe.
  note:     Old. (SEC-1, ann, until 2026-12-31; A wall.)
  at:       main.tf.json:2

3 failed, 1 unknown, 1 excepted, 6 passed, 1 not applicable: 12 results for 6 resources; 3 refused
ask: security@example.com
)");
}

TEST(TextReport, IsQuietAndColouredWhenAsked) {
  const std::string quiet = written(write_text, Found().selection(), TextOptions{.colour = true, .quiet = true});
  EXPECT_EQ(quiet.find("warning"), std::string::npos);
  EXPECT_NE(quiet.find("\x1b[31mrefused\x1b[0m t:001"), std::string::npos);
}

TEST(TextReport, LetsNoNameDriveTheTerminal) {
  const std::string text = written(write_text, Found("\x1b[2J\nx").selection(), TextOptions{});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("aws_thing.?[2J?x: `a` is"), std::string::npos);
}

TEST(JsonReport, SaysEverythingAndAddsUp) {
  const Json json = Json::parse(written(write_json, Found().selection()));
  EXPECT_EQ(json["totals"],
            Json::parse(R"({"pass": 6, "fail": 3, "unknown": 1, "not_applicable": 1, "excepted": 1})"));
  EXPECT_EQ(json["results"].size(), 12u);
  EXPECT_EQ(json["refused"], 3);
  EXPECT_EQ(json["warned"], 1);
  EXPECT_EQ(json["results"][0], Json::parse(R"json({"requirement": "t:001", "stack": "dev", "address": "aws_thing.e",
      "construct": null, "path": "a", "value": "9", "status": "excepted", "severity": "high", "level": "refuse",
      "exception": "SEC-1", "note": "Old. (SEC-1, ann, until 2026-12-31; A wall.)", "sources": {},
      "location": {"file": "main.tf.json", "line": 2}})json"));
}

TEST(JsonReport, FiltersWhatIsShownAndStillCountsWhatRefuses) {
  const Json json =
      Json::parse(written(write_json, Found().selection({.severity = guardrails::Severity::critical, .service = ""})));
  EXPECT_EQ(json["results"].size(), 0u);
  EXPECT_EQ(json["left_out"], 12);
  EXPECT_EQ(json["refused"], 3);
}

TEST(Sarif, HasWhatTheStandardRequires) {
  const Json sarif = Json::parse(written(write_sarif, Found().selection()));
  EXPECT_EQ(sarif["version"], "2.1.0");
  const Json& run = sarif["runs"].at(0);
  const Json& rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(run["results"].size(), 5u) << "what is open or excepted";
  for (const Json& result : run["results"]) {
    EXPECT_EQ(rules.at(result["ruleIndex"].get<std::size_t>())["id"], result["ruleId"]);
    EXPECT_TRUE(result["message"]["text"].is_string());
    EXPECT_EQ(result["partialFingerprints"]["parapet/v1"].get<std::string>().size(), 32u);
    EXPECT_EQ(result["locations"].size(), 1u);
  }
  EXPECT_EQ(run["results"][0]["suppressions"][0]["justification"], "Old. (SEC-1, ann, until 2026-12-31; A wall.)");
  EXPECT_EQ(run["results"][1]["locations"][0]["physicalLocation"],
            Json::parse(R"({"artifactLocation": {"uri": "stacks/dev/a%20b.cpp"}, "region": {"startLine": 7}})"));
  EXPECT_EQ(run["results"][1]["level"], "error");
  EXPECT_EQ(run["results"][2]["level"], "warning");
  EXPECT_EQ(rules[0]["help"]["text"], "d\n\nFix: Make it safe.");
  EXPECT_EQ(rules[0]["properties"]["security-severity"], "8.0");
}

TEST(Junit, CountsAndEscapes) {
  const std::string xml = written(write_junit, Found("\"><a&\x01").selection());
  EXPECT_TRUE(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<testsuites name=\"parapet\" tests=\"12\" failures=\"3\" errors=\"0\" skipped=\"2\">\n"));
  EXPECT_NE(xml.find("classname=\"dev.aws_thing.&quot;&gt;&lt;a&amp;\xEF\xBF\xBD\""), std::string::npos);
  EXPECT_NE(xml.find("<skipped message=\"excepted: Old. (SEC-1, ann, until 2026-12-31; A wall.)\"/>"), std::string::npos);
  EXPECT_NE(xml.find("<system-out>warning: t:002"), std::string::npos);
}

/// The data of the page as a browser reads it.
Json data_of(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"data\">";
  const std::size_t begin = page.find(open) + open.size();
  return Json::parse(page.substr(begin, page.find("</script", begin) - begin));
}

TEST(Html, HoldsHostileNamesAsDataOnly) {
  const std::string hostile = "</script><img src=x onerror=alert(1)>&\xE2\x80\xA8";
  const std::string page = written(write_html, Found(hostile).selection());
  EXPECT_EQ(page.find("<img"), std::string::npos);
  const Json data = data_of(page);
  EXPECT_EQ(data["results"][0][2], "aws_thing." + hostile);
  EXPECT_EQ(data["requirements"]["t:001"]["compliance"], Json::parse(R"({"CIS": ["1.2"]})"));
  EXPECT_EQ(data["totals"]["fail"], 3);
}

TEST(Html, AsksForNothingElse) {
  const std::string page = written(write_html, Found().selection());
  for (const char* what : {"http://", "https://", "src=", "@import", "url(", "fetch("})
    EXPECT_EQ(page.find(what), std::string::npos) << what;
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(Reports, AreTheSameBytesForTheSameFindings) {
  for (const auto write : {write_json, write_sarif, write_junit, write_html})
    EXPECT_EQ(written(write, Found().selection()), written(write, Found().selection()));
}

}  // namespace
}  // namespace parapet::report::test
