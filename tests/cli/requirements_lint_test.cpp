#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using Json = nlohmann::json;

constexpr const char* clear = R"([
  {
    "ID": "rds:001",
    "name": "RDS instances have no public address.",
    "description": "`publicly_accessible` of every `aws_db_instance` is false.",
    "cloudProvider": "AWS",
    "domain": "network security"
  }
]
)";
constexpr const char* vague = R"([
  {
    "ID": "s3:001",
    "name": "Buckets are properly closed.",
    "description": "`bucket` of every `aws_s3_bucket_public_access_block` is set.",
    "cloudProvider": "AWS",
    "domain": "network security"
  }
]
)";

TEST(LintCommand, ExitsWithZeroTwoOrThree) {
  Folder folder;
  folder.write("clear.json", clear);
  folder.write("vague.json", vague);
  EXPECT_EQ(folder.run("requirements lint clear.json").code, 0);
  EXPECT_EQ(folder.run("requirements lint clear.json vague.json").code, 3);
  EXPECT_EQ(folder.run("requirements lint .").code, 3);
  EXPECT_EQ(folder.run("requirements lint --form none clear.json").code, 2);
  EXPECT_EQ(folder.run("requirements lint clear.json --output missing/folder/x").code, 1);
  EXPECT_NE(folder.run("requirements lint --help").output.find("Exit codes: 0 no complaint"), std::string::npos);
}

TEST(LintCommand, SaysWhatItCannotRead) {
  Folder folder;
  folder.write("empty/readme", "");
  EXPECT_EQ(folder.run("requirements lint nothing").errors,
            "parapet: nothing: no such file or folder; give a file of requirements, or a folder of such files\n");
  EXPECT_EQ(folder.run("requirements lint empty").errors,
            "parapet: empty: has no .json file; give another folder\n");
  EXPECT_EQ(folder.run("requirements lint").errors,
            "parapet: requirements lint: give a file or a folder of requirements, or --rules\n");
  EXPECT_EQ(folder.run("requirements lint nothing").code, 2);
}

TEST(LintCommand, PrintsEveryComplaintWithItsPlaceAndWhatToWrite) {
  Folder folder;
  folder.write("clear.json", clear);
  folder.write("vague.json", vague);
  EXPECT_EQ(folder.run("requirements lint clear.json").output, "1 requirement, 0 complaints\n");
  EXPECT_EQ(folder.run("requirements lint clear.json vague.json").output,
            "vague.json:4:26: vague: \"properly\" leaves the measure to the reader\n"
            "    Name the attribute in backticks and the value that it has to have.\n"
            "2 requirements, 1 complaint\n");
}

TEST(LintCommand, WritesJson) {
  Folder folder;
  folder.write("vague.json", vague);
  const std::string expected = R"({
  "requirements": 1,
  "complaints": [
    {
      "file": "vague.json",
      "line": 4,
      "column": 26,
      "pointer": "/0/name",
      "rule": "vague",
      "message": "\"properly\" leaves the measure to the reader",
      "suggestion": "Name the attribute in backticks and the value that it has to have."
    }
  ]
}
)";
  EXPECT_EQ(folder.run("requirements lint --json vague.json").output, expected);
  EXPECT_EQ(folder.run("requirements lint --format json vague.json --output report.json").output, "");
  EXPECT_EQ(folder.read("report.json"), expected);
}

TEST(LintCommand, WritesSarif) {
  Folder folder;
  folder.write("a b/vague.json", vague);
  const Json run = Json::parse(folder.run("requirements lint --format sarif 'a b/vague.json'").output)["runs"][0];
  EXPECT_EQ(run["results"].size(), 1U);
  EXPECT_EQ(run["results"][0]["ruleId"], "vague");
  EXPECT_EQ(run["results"][0]["message"]["text"],
            "\"properly\" leaves the measure to the reader. Name the attribute in backticks and the value that it has to "
            "have.");
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"],
            Json::parse(R"({"artifactLocation": {"uri": "a%20b/vague.json"}, "region": {"startLine": 4, "startColumn": 26}})"));
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 28U);
}

TEST(LintCommand, ReadsTheListsBesideACatalog) {
  Folder folder;
  const std::string record = R"([
  {
    "ID": "rds:001",
    "name": "RDS instances run a listed engine.",
    "description": "`engine` of every `aws_db_instance` is one of the list.",
    "cloudProvider": "AWS",
    "domain": "secure configuration",
    "severity": "low",
    "tier": "baseline",
    "resource": "aws_db_instance",
    "require": {"path": "engine", "in_list": "engines"},
    "fix": "Set `engine`.",
    "sources": {}
  }
]
)";
  folder.write("catalog/rds.json", record);
  folder.write("catalog/lists/engines.json", "[\"mysql\"]");
  EXPECT_EQ(folder.run("requirements lint catalog").output, "1 requirement, 0 complaints\n");
  EXPECT_EQ(folder.run("requirements lint catalog/rds.json").output, "1 requirement, 0 complaints\n");
  folder.write("catalog/lists/engines.json", "[]");
  EXPECT_EQ(folder.run("requirements lint catalog").output,
            "catalog/lists/engines.json:1:1: type: expected at least one value, found []\n"
            "    A list holds texts, numbers, true and false.\n"
            "catalog/rds.json:11:46: condition: unknown list \"engines\"; it would be lists/engines.json\n"
            "    docs/requirements.md explains records and conditions.\n"
            "1 requirement, 2 complaints\n");
}

TEST(LintCommand, JudgesAFileOnce) {
  Folder folder;
  folder.write("a/clear.json", clear);
  EXPECT_EQ(folder.run("requirements lint a a/clear.json ./a/../a/clear.json").output, "1 requirement, 0 complaints\n");
  folder.write("b/clear.json", clear);
  EXPECT_EQ(folder.run("requirements lint a b").output,
            "b/clear.json:3:11: duplicate-id: the id `rds:001` is taken by a/clear.json:2\n"
            "    Give it the next free number; a retired id is never used again.\n"
            "b/clear.json:4:13: duplicate-name: the name is that of `rds:001`, a/clear.json:2\n"
            "    Delete one of them, or say what differs.\n"
            "b/clear.json:5:20: duplicate-condition: `rds:001`, a/clear.json:2, asks for the same\n"
            "    Delete the one with the higher id; its sources go to the other.\n"
            "2 requirements, 3 complaints\n");
}

TEST(LintCommand, ListsItsRules) {
  Folder folder;
  const std::string rules = folder.run("requirements lint --rules").output;
  EXPECT_EQ(std::count(rules.begin(), rules.end(), '\n'), 28);
  EXPECT_EQ(rules.substr(0, rules.find('\n')),
            "json                 The file is JSON in UTF-8, without a key that occurs twice in one object.");
}

}  // namespace
}  // namespace parapet::cli::test
