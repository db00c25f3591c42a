#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"
#include "requirements/checkov.hpp"
#include "requirements/prowler.hpp"
#include "requirements/remediation.hpp"

namespace parapet::requirements {
namespace {

using testing::ElementsAre;

template <class Read>
std::string complaint_of(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

std::string checkov_facts(const std::string& settings) {
  return R"({"format": 1, "version": "3.3", "checks": [{"id": "CKV_1", "name": "n", "provider": "acme", "types":
      ["acme_till", "acme_door"], "categories": ["IAM"], "settings": [)" +
         settings + R"(], "mentioned": ["m"]}, {"id": "CKV_2", "name": "n", "provider": "other", "types": [],
      "categories": [], "settings": [], "mentioned": []}]})";
}

TEST(CheckovFacts, GiveTheChecksOfTheWantedProviders) {
  const Source source = read_checkov(
      checkov_facts(R"({"path": "lock.on", "operator": "equals", "values": ["true"]})"), "facts.json", {"acme"});
  EXPECT_EQ(source.version, "3.3");
  ASSERT_EQ(source.checks.size(), 1u);
  const SourceCheck& check = source.checks[0];
  EXPECT_EQ(check.source, "checkov");
  EXPECT_EQ(check.id, "CKV_1");
  EXPECT_THAT(check.mentioned, ElementsAre("m"));
  ASSERT_EQ(check.subjects.size(), 2u);
  EXPECT_EQ(check.subjects[0].settings[0].wish, Wish::one_of);
  EXPECT_THAT(check.subjects[0].settings[0].values, ElementsAre(Json(true))) << "YAML writes booleans as texts";
}

TEST(CheckovFacts, WhoseOperatorNobodyKnowsAreNoWish) {
  for (const std::string setting : {R"({"path": "a", "operator": "jsonpath_exists", "values": ["b"]})",
                                    R"({"path": "a", "operator": "equals", "values": []})"}) {
    const Source source = read_checkov(checkov_facts(setting), "facts.json", {"acme"});
    EXPECT_EQ(source.checks[0].subjects[0].settings[0].wish, Wish::inspected) << setting;
  }
}

TEST(CheckovFacts, AreReadStrictly) {
  const auto complaint = [](const std::string& text) {
    return complaint_of([&] { read_checkov(text, "facts.json", {"acme"}); });
  };
  EXPECT_EQ(complaint(R"({"format": 2, "version": "1", "checks": []})"),
            "facts.json /format: expected the format 1, found 2");
  EXPECT_EQ(complaint(R"({"format": 1, "version": "1"})"), "facts.json /: the field \"checks\" is missing");
  EXPECT_EQ(complaint(checkov_facts(R"({"path": "a", "operator": "equals", "values": [[]]})")),
            "facts.json /checks/0/settings/0/values/0: expected a text, a number, true or false, found []");
}

constexpr const char* example = R"(# Terraform
```hcl
resource "acme_till" "<name>" {
  name = "x" # the name
  lock {
    on   = true  # CRITICAL: locked
    mode = "strict" // fix
    key  = "<key>"  # Critical
  }
  # Critical: the next line
  days = 7
  policy = jsonencode({ # critical
    Statement = [{
      Effect = "Deny" # critical
    }]
  })
  text = <<EOF
  on = false # critical
EOF
  audit { # FIX
  }
  odd = "a # critical"
}
resource "acme_door" "d" {}
```)";

TEST(Remediation, GivesWhatTheExampleMarks) {
  const std::vector<Subject> subjects = marked_settings(example);
  ASSERT_EQ(subjects.size(), 2u);
  EXPECT_EQ(subjects[0].resource, "acme_till");
  std::vector<std::string> found;
  for (const Setting& setting : subjects[0].settings)
    found.push_back(setting.path + (setting.values.empty() ? "" : " " + setting.values[0].dump()));
  EXPECT_THAT(found,
              ElementsAre("lock.on true", "lock.mode \"strict\"", "lock.key", "days 7", "policy", "audit"));
  EXPECT_EQ(subjects[1].resource, "acme_door");
  EXPECT_TRUE(subjects[1].settings.empty());
}

TEST(Remediation, TakesAnyText) {
  EXPECT_TRUE(marked_settings("").empty());
  EXPECT_TRUE(marked_settings("}}}} ]]] on = true # critical\n\xff\xfe{{{").empty());
  EXPECT_TRUE(marked_settings("1. Open the console # critical").empty());
}

TEST(ProwlerMetadata, IsReadInEverySpelling) {
  const SourceCheck old = read_prowler(R"({"Provider": "aws", "CheckID": "till_locked", "CheckTitle": "t",
      "ServiceName": "shop", "Severity": "high", "ResourceType": "Till", "CheckAliases": ["till_shut"], "Categories": ["x"]})",
                                       "a.json");
  EXPECT_EQ(old.id, "till_locked");
  EXPECT_EQ(old.service, "shop");
  EXPECT_THAT(old.aliases, ElementsAre("till_shut"));
  const SourceCheck snake = read_prowler(R"({"check_id": "till_locked", "check_title": "t", "service_name": "shop",
      "remediation": {"code": {"terraform": "resource \"acme_till\" \"a\" {\n on = true # fix\n}"}}})",
                                         "a.json");
  EXPECT_EQ(snake.id, "till_locked");
  ASSERT_EQ(snake.subjects.size(), 1u);
  EXPECT_EQ(snake.subjects[0].settings[0].wish, Wish::one_of) << "the one switch is what the check is about";
}

TEST(ProwlerMetadata, OfSeveralMarksIsAnExample) {
  const SourceCheck check = read_prowler(R"({"CheckID": "c", "CheckTitle": "t", "ServiceName": "s", "Remediation":
      {"Code": {"Terraform": "resource \"acme_till\" \"a\" {\n on = true # fix\n key = \"<k>\" # fix\n}"}}})",
                                         "a.json");
  ASSERT_EQ(check.subjects[0].settings.size(), 1u) << "what is to be filled in says nothing";
  EXPECT_EQ(check.subjects[0].settings[0].wish, Wish::example);
  EXPECT_THAT(check.mentioned, ElementsAre("on", "key"));
}

TEST(ProwlerMetadata, IsReadStrictlyWhereItIsNeeded) {
  const auto complaint = [](const char* text) { return complaint_of([&] { read_prowler(text, "a.json"); }); };
  EXPECT_EQ(complaint("[]"), "a.json /: expected an object, found []");
  EXPECT_EQ(complaint("{}"), "a.json /: the field \"CheckID\" is missing; metadata of a check of Prowler has it");
  EXPECT_EQ(complaint(R"({"CheckID": ""})"), "a.json /CheckID: expected a string that is not empty, found \"\"");
  EXPECT_EQ(complaint(R"({"CheckID": "a", "CheckTitle": "b", "ServiceName": "c", "Categories": "x"})"),
            "a.json /Categories: expected an array, found \"x\"");
  EXPECT_EQ(complaint(R"({"CheckID": "a", "CheckTitle": "b", "ServiceName": "c", "Remediation": []})"),
            "a.json /Remediation: expected an object, found []");
}

}  // namespace
}  // namespace parapet::requirements
