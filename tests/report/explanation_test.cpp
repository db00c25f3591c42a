#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "guardrails/support.hpp"
#include "report/condition_text.hpp"
#include "report/example.hpp"
#include "report/explanation.hpp"

namespace parapet::report::test {
namespace {

using guardrails::test::record;

class Explained {
 public:
  explicit Explained(const std::string& rest) {
    catalog_.read("[" + record("t:001", "aws_thing", rest) + "]", "t.json");
  }
  const guardrails::Requirement& requirement() const { return catalog_.requirements().front(); }
  std::string condition() const {
    std::string text;
    for (const std::string& line : condition_text(*requirement().require)) text += line + "\n";
    return text;
  }
  std::string text() const {
    detail::StringSink sink;
    write_explanation(sink, requirement());
    return sink.text;
  }

 private:
  guardrails::Catalog catalog_;
};

std::string condition(const std::string& require) { return Explained(R"("require": )" + require).condition(); }

TEST(ConditionText, ReadsLikeASentence) {
  EXPECT_EQ(condition(R"({"path": "a.b", "equals": "x"})"), "`a.b` is \"x\"\n");
  EXPECT_EQ(condition(R"({"path": "n", "at_least": 7, "unset": "pass"})"), "`n` is at least 7 (unset counts as right)\n");
  EXPECT_EQ(condition(R"({"any": [{"path": "a", "one_of": ["x", "y"]}, {"not": {"path": "b", "exists": true}}]})"),
            "at least one of:\n  `a` is one of [\"x\", \"y\"]\n  not:\n    `b` is set\n");
  EXPECT_EQ(condition(R"({"each": "r[*]", "where": {"path": "p", "equals": 22}, "require": {"path": "c", "no_open_cidr": 8}})"),
            "every `r[*]` for which:\n  `p` is 22\nfulfils:\n  `c` covers at most a /8\n");
  EXPECT_EQ(condition(R"({"connected": {"type": "aws_other", "by": {"thing": ["id", "name"]}, "require": {"path": "on", "equals": true}}})"),
            "at least one `aws_other` whose `thing` is this resource's `id` or `name`\n  fulfils:\n    `on` is true\n");
  EXPECT_EQ(condition(R"({"policy": "policy", "no_statement": {"effect": "Allow", "grants_any": ["s3:*"], "principal": "anyone"}})"),
            "the policy in `policy` has no Allow statement that grants `s3:*` to anyone\n");
  EXPECT_EQ(condition(R"({"predicate": "secret_in_value", "args": {"path": "p"}})"),
            "the predicate `secret_in_value` holds for path `p`\n");
}

TEST(Example, MeetsItsRequirement) {
  const Explained connected(
      R"("require": {"connected": {"type": "aws_other", "by": {"thing": ["id"]}, "require": {"path": "on", "equals": true}}})");
  EXPECT_EQ(nlohmann::json::parse(example_of(connected.requirement())),
            nlohmann::json::parse(R"({"resource": {"aws_other": {"other": {"thing": "${aws_thing.example.id}", "on": true}},
                                      "aws_thing": {"example": {}}}})"));
}

TEST(Example, IsLeftOutWhereNoneCanBeDerived) {
  EXPECT_EQ(example_of(Explained(R"("require": {"never": true})").requirement()), "");
}

TEST(Explanation, SaysEverything) {
  EXPECT_EQ(Explained(R"("require": {"path": "a", "equals": false}, "when": {"path": "b", "exists": true}, "unset": "pass",
                         "default": false)")
                .text(),
            R"(t:001 Things are safe.

why         d
applies if  `b` is set
required    `a` is false
unset       pass
fix         Make it safe.
filled in   `a` = false
resource    aws_thing
severity    high
tier        baseline
level       refuse
domain      data protection
cloud       AWS

What meets it, without what it is not about:
{
  "resource": {
    "aws_thing": {
      "example": {
        "a": false,
        "b": "..."
      }
    }
  }
}
)");
}

}  // namespace
}  // namespace parapet::report::test
