#include <gtest/gtest.h>

#include <ctime>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using Json = nlohmann::json;

/// No requirement is about such a resource.
constexpr const char* good = R"({"resource": {"random_id": {"x": {"byte_length": 8}}}})";
constexpr const char* open_database =
    R"({"resource": {"aws_db_instance": {"d": {"publicly_accessible": true, "storage_encrypted": true, "kms_key_id":
       "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "manage_master_user_password": true,
       "backup_retention_period": 7}}}})";

/// A day a month from now, as exceptions write it; one may be a year away at most.
std::string next_month() {
  const std::time_t then = std::time(nullptr) + 30 * 24 * 60 * 60;
  char text[11];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&then));
  return text;
}

/// The one line of a JSON report that is about a requirement.
Json result_of(const std::string& report, const std::string& requirement) {
  const Json json = Json::parse(report);
  for (const Json& result : json["results"]) {
    if (result["requirement"] == requirement) return result;
  }
  return nullptr;
}

TEST(CheckCommand, ExitsWithZeroTwoOrThree) {
  Folder folder;
  folder.write("good.tf.json", good);
  folder.write("open.tf.json", open_database);
  EXPECT_EQ(folder.run("check good.tf.json").code, 0);
  EXPECT_EQ(folder.run("check open.tf.json").code, 3);
  EXPECT_EQ(folder.run("check").code, 2);
  EXPECT_EQ(folder.run("check --tier high good.tf.json").code, 2);
  EXPECT_EQ(folder.run("check good.tf.json --sarif missing/folder/x").code, 1);
  EXPECT_NE(folder.run("check --help").output.find("Exit codes: 0 nothing is refused"), std::string::npos);
}

TEST(CheckCommand, SaysWhatItCannotRead) {
  Folder folder;
  folder.write("empty/readme", "");
  folder.write("native/main.tf", "");
  folder.write("broken.tf.json", "{");
  folder.write("laid/main_override.tf.json", "{}");
  EXPECT_EQ(folder.run("check nothing").errors,
            "parapet: nothing: no such file or folder; give a cdktf.out folder, a folder of .tf.json files, a .tf.json "
            "file or a plan from `terraform show -json`\n");
  EXPECT_EQ(folder.run("check empty").errors,
            "parapet: empty: neither a manifest.json nor any .tf.json file; give another folder\n");
  EXPECT_EQ(folder.run("check native").errors,
            "parapet: native: neither a manifest.json nor any .tf.json file; for .tf files give the plan, `terraform show "
            "-json PLAN`\n");
  EXPECT_EQ(folder.run("check laid").errors,
            "parapet: laid/main_override.tf.json: override files are not understood here; check the plan, where they have "
            "happened\n");
  EXPECT_EQ(folder.run("check broken.tf.json").code, 2);
}

/// What Terraform reads without being asked is judged or refused.
TEST(CheckCommand, OverlooksNoFileOfAFolder) {
  Folder folder;
  folder.write("tofu/main.tofu.json", open_database);
  EXPECT_EQ(folder.run("check tofu").code, 3);
  const std::string reason = ": files with values of variables are not understood here; check the plan, where they have happened\n";
  for (const std::string name : {"terraform.tfvars", "terraform.tfvars.json", "a.auto.tfvars", "a.auto.tfvars.json"}) {
    Folder with;
    with.write("live/main.tf.json", "{}");
    with.write("live/" + name, "");
    EXPECT_EQ(with.run("check live").errors, "parapet: live/" + name + reason);
  }
  for (const std::string name : {"a.tf", "a.tf.json", "override.tf.json", "a.tofu", "a.tofu.json", "terraform.tfvars"}) {
    Folder with;
    with.write("cdktf.out/manifest.json", R"({"stacks": {"shop": {"synthesizedStackPath": "stacks/shop/cdk.tf.json"}}})");
    with.write("cdktf.out/stacks/shop/cdk.tf.json", "{}");
    with.write("cdktf.out/stacks/shop/" + name, "");
    EXPECT_EQ(with.run("check cdktf.out").errors,
              "parapet: cdktf.out/stacks/shop/" + name +
                  ": Terraform reads it together with cdk.tf.json, but the manifest does not list it; remove it, or check the "
                  "plan\n");
  }
}

TEST(CheckCommand, ReadsFoldersAssembliesAndPlansTogether) {
  Folder folder;
  folder.write("many/a.tf.json", R"({"resource": {"aws_s3_bucket": {"b": {"bucket": "logs"}}}})");
  folder.write("many/b.tf.json",
               R"({"resource": {"aws_s3_bucket_public_access_block": {"b": {"bucket": "${aws_s3_bucket.b.id}"}}}})");
  folder.write("cdktf.out/manifest.json", R"({"stacks": {"shop": {"synthesizedStackPath": "stacks/shop/cdk.tf.json"}}})");
  folder.write("cdktf.out/stacks/shop/cdk.tf.json",
               R"({"//": {"metadata": {"stackName": "shop", "custom": {"security_tier": "baseline"}}}, "resource": {"aws_db_instance": {"d": {}}}})");
  folder.write("plan.json",
               R"({"format_version": "1.2", "planned_values": {}, "resource_changes": [{"address": "aws_db_instance.p",
                   "mode": "managed", "type": "aws_db_instance", "name": "p",
                   "change": {"actions": ["create"], "after": {"publicly_accessible": true}}}], "configuration": {}})");
  const Json report = Json::parse(folder.run("check many cdktf.out plan.json --stack live --json").output);
  std::set<std::string> places;
  for (const Json& result : report["results"])
    places.insert(result["stack"].get<std::string>() + " " + result["address"].get<std::string>());
  EXPECT_EQ(places, (std::set<std::string>{"live aws_db_instance.p", "live aws_s3_bucket.b",
                                           "live aws_s3_bucket_public_access_block.b", "shop aws_db_instance.d"}));
  for (const Json& result : report["results"]) {
    if (result["requirement"] == "s3:001") {
      EXPECT_EQ(result["status"], "pass") << "the files are one document";
    } else if (result["requirement"] == "rds:010") {
      EXPECT_EQ(result["status"], result["stack"] == "shop" ? "not_applicable" : "fail") << "the tier that it says";
    }
  }
}

/// What is permitted for one of them would be for the other.
TEST(CheckCommand, RefusesTwoDocumentsOfOneStack) {
  Folder folder;
  folder.write("a/live/main.tf.json", open_database);
  folder.write("b/live/main.tf.json", open_database);
  const auto outcome = folder.run("check a/live b/live");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.errors,
            "parapet: two documents are of the stack \"live\", so that nobody can tell them apart; check them one by one, or "
            "with another `--stack`\n");
}

TEST(CheckCommand, TotalsAddUp) {
  Folder folder;
  folder.write("open.tf.json", open_database);
  const Json report = Json::parse(folder.run("check open.tf.json --json").output);
  std::size_t sum = 0;
  for (const auto& [status, count] : report["totals"].items()) sum += count.get<std::size_t>();
  EXPECT_EQ(sum, report["results"].size());
  const Json result = result_of(report.dump(), "rds:001");
  EXPECT_EQ(result["path"], "publicly_accessible");
  EXPECT_EQ(result["value"], "true");
  EXPECT_EQ(result["status"], "fail");
  EXPECT_EQ(result["location"], Json::parse(R"({"file": "open.tf.json", "line": 1})"));
  EXPECT_EQ(result["sources"]["checkov"], Json::parse(R"(["CKV_AWS_17"])"));
}

TEST(CheckCommand, FiltersOutputOnly) {
  Folder folder;
  folder.write("open.tf.json", open_database);
  const auto outcome = folder.run("check open.tf.json --service kms --json");
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(Json::parse(outcome.output)["results"].size(), 0u);
}

TEST(CheckCommand, WritesSeveralReportsAtOnce) {
  Folder folder;
  folder.write("open.tf.json", open_database);
  const auto outcome =
      folder.run("check open.tf.json --sarif r.sarif --junit r.xml --html r.html --format json --output r.json");
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(Json::parse(folder.read("r.sarif"))["version"], "2.1.0");
  EXPECT_TRUE(folder.read("r.xml").starts_with("<?xml"));
  EXPECT_TRUE(folder.read("r.html").starts_with("<!DOCTYPE html>"));
  EXPECT_FALSE(Json::parse(folder.read("r.json"))["results"].empty());
}

TEST(CheckCommand, HonoursNoSuppressionInTheDocument) {
  Folder folder;
  folder.write("x.tf.json", R"({"resource": {"aws_db_instance": {"d": {"publicly_accessible": true,
      "//": {"comment": "checkov:skip=CKV_AWS_17:fine", "parapet": {"skip": ["rds:001"]}, "metadata": {"custom": {"skip": "rds:001"}}}}}}})");
  EXPECT_EQ(result_of(folder.run("check x.tf.json --json").output, "rds:001")["status"], "fail");
}

TEST(CheckCommand, TakesTheTierOfADocumentOnlyWhereItIsNoLessThanTheGivenOne) {
  Folder folder;
  folder.write("x.tf.json", R"({"//": {"metadata": {"custom": {"security_tier": "baseline"}}}, "resource": {"aws_vpc": {"v": {}}}})");
  const auto status = [&](const std::string& tier) {
    return result_of(folder.run("check x.tf.json --json" + tier).output, "vpc:020")["status"];
  };
  EXPECT_EQ(status(""), "not_applicable");
  EXPECT_EQ(status(" --tier baseline"), "not_applicable");
  EXPECT_EQ(status(" --tier sensitive"), "fail");
}

TEST(CheckCommand, RefusesAStackThatTheManifestDoesNotList) {
  Folder folder;
  folder.write("cdktf.out/manifest.json", R"({"stacks": {"shop": {"synthesizedStackPath": "stacks/shop/cdk.tf.json"}}})");
  folder.write("cdktf.out/stacks/shop/cdk.tf.json", good);
  folder.write("cdktf.out/stacks/old/terraform.tfstate", "{}");
  EXPECT_EQ(folder.run("check cdktf.out").code, 0);
  folder.write("cdktf.out/stacks/other/cdk.tf.json", open_database);
  const auto outcome = folder.run("check cdktf.out");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.errors,
            "parapet: cdktf.out/stacks/other: a stack that the manifest does not list; remove it, or check it by itself\n");
}

TEST(CheckCommand, TakesSeveralProjectsThatShareTheirExceptions) {
  Folder folder;
  for (const std::string name : {"one", "two"}) {
    const std::string out = name + "/cdktf.out/";
    folder.write(name + "/cdktf.json", R"({"exceptions": "../exceptions.json"})");
    folder.write(out + "manifest.json", R"({"version": "0.1.0", "stacks": {")" + name + R"(": {"name": ")" + name +
                                            R"(", "synthesizedStackPath": "stacks/)" + name + R"(/cdk.tf.json"}}})");
    folder.write(out + "stacks/" + name + "/cdk.tf.json", good);
  }
  folder.write("exceptions.json", "[]");
  const auto together = folder.run("check one/cdktf.out two/cdktf.out");
  EXPECT_EQ(together.code, 0) << together.errors;
  folder.write("two/cdktf.json", R"({"exceptions": "exceptions.json"})");
  folder.write("two/exceptions.json", "[]");
  EXPECT_EQ(folder.run("check one/cdktf.out two/cdktf.out").errors,
            "parapet: one/cdktf.json and two/cdktf.json name different exceptions, levels or baselines; check them one "
            "after the other, or say which with --exceptions, --enforcement and --baseline\n");
}

TEST(CheckCommand, HonoursLevelsExceptionsAndBaselines) {
  Folder folder;
  folder.write("shop.tf.json", open_database);
  folder.write("cdktf.json", R"({"exceptions": "exceptions.json", "enforcement": "levels.json", "baseline": "baseline.json"})");
  folder.write("exceptions.json", R"([{"requirement": "rds:001", "stack": "shop", "resource": "aws_db_instance.d",
      "reason": "Old.", "owner": "ann", "ticket": "SEC-9", "expires": ")" + next_month() + R"(", "compensating_control": "A wall."}])");
  folder.write("levels.json", R"([{"requirement": "rds:*", "stack": "shop", "level": "warn", "reason": "Roll-out.",
      "owner": "ann", "ticket": "SEC-8", "expires": ")" + next_month() + R"("}])");
  const std::string without = folder.run("check shop.tf.json --stack shop").output;
  EXPECT_NE(without.find("baseline.json, which cdktf.json names as the baseline, does not exist: it permits nothing"),
            std::string::npos)
      << without;
  EXPECT_EQ(folder.run("check shop.tf.json --stack shop --baseline none.json").errors,
            "parapet: none.json: cannot be read; it is named as the baseline\n");
  EXPECT_EQ(folder.run("check shop.tf.json --stack shop --write-baseline baseline.json --quiet").code, 0);
  const auto outcome = folder.run("check shop.tf.json --stack shop --json");
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(result_of(outcome.output, "rds:001")["exception"], "SEC-9");
  EXPECT_EQ(result_of(outcome.output, "rds:010")["exception"], "baseline");
  EXPECT_EQ(result_of(outcome.output, "rds:010")["level"], "warn");
  const Json report = Json::parse(outcome.output);
  EXPECT_EQ(report["measures"][0],
            "rds:* in shop only warns until " + next_month() + ": Roll-out. (SEC-8, ann)");
  EXPECT_EQ(report["measures"].size(), 2u) << "what weakens is in every summary";
  folder.write("levels.json", "[]");
  folder.write("baseline.json", "[]");
  EXPECT_EQ(folder.run("check shop.tf.json --stack shop").code, 3);
}

TEST(CheckCommand, PrintsNoSecret) {
  Folder folder;
  folder.write("plan.json",
               R"({"format_version": "1.2", "variables": {"p": {"value": "hunter2hunter2"}},
                   "planned_values": {}, "resource_changes": [{"address": "aws_db_instance.p", "mode": "managed",
                   "type": "aws_db_instance", "name": "p", "change": {"actions": ["create"],
                   "after": {"password": "hunter2hunter2", "kms_key_id": "AKIAIOSFODNN7EXAMPLE"},
                   "after_sensitive": {"password": true}}}], "configuration": {}})");
  for (const std::string format : {"text", "json", "sarif", "junit", "html"}) {
    const std::string output = folder.run("check plan.json --format " + format).output;
    EXPECT_EQ(output.find("hunter2"), std::string::npos) << format;
    EXPECT_EQ(output.find("AKIA"), std::string::npos) << format;
    EXPECT_NE(output.find("(sensitive)"), std::string::npos) << format;
  }
}

TEST(ExplainCommand, FindsRequirementsAndTypes) {
  Folder folder;
  EXPECT_TRUE(folder.run("explain rds:001").output.starts_with("rds:001 RDS instances have no public address.\n"));
  EXPECT_EQ(Json::parse(folder.run("explain rds:001 --json").output)["resource"], "aws_db_instance");
  EXPECT_GT(Json::parse(folder.run("explain --resource aws_db_instance --json").output).size(), 10u);
  const auto outcome = folder.run("explain rds:0001");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.errors,
            "parapet: the catalog has no requirement `rds:0001`; did you mean \"rds:001\"? `parapet explain --resource "
            "TYPE` lists the requirements of a resource type\n");
  EXPECT_EQ(folder.run("explain").code, 2);
  EXPECT_EQ(folder.run("explain --resource aws_db_instanc").errors,
            "parapet: the catalog has no requirement for resources of type `aws_db_instanc`; did you mean "
            "\"aws_db_instance\"?\n");
}

}  // namespace
}  // namespace parapet::cli::test
