#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

constexpr const char* exemptions =
    " --on-call 'arn:aws:iam::*:role/on-call' --administrator 'arn:aws:iam::*:role/admin' --runner "
    "'arn:aws:iam::*:role/terraform/*'";

TEST(OrgScp, WritesAFileForEachPolicyWithoutANewline) {
  const Folder folder;
  const Folder::Outcome done = folder.run("org scp --out policies" + std::string(exemptions));
  EXPECT_EQ(done.code, 0) << done.errors;
  std::string sizes;
  for (const char* name :
       {"terraform-managed-1", "terraform-managed-2", "terraform-untagged-1", "terraform-untagged-2"}) {
    const std::string text = folder.read("policies/" + std::string(name) + ".json");
    EXPECT_TRUE(text.ends_with("]}")) << name;
    EXPECT_TRUE(nlohmann::json::accept(text)) << name;
    sizes += std::string(name) + ": " + std::to_string(text.size()) + " of 5120 characters\n";
  }
  EXPECT_EQ(done.output, sizes);
}

TEST(OrgScp, PrintsThePoliciesAsJson) {
  const Folder folder;
  const Folder::Outcome done = folder.run("org scp --json" + std::string(exemptions));
  EXPECT_EQ(done.code, 0) << done.errors;
  const nlohmann::json list = nlohmann::json::parse(done.output);
  ASSERT_EQ(list.size(), 4u);
  EXPECT_EQ(list[0]["name"], "terraform-managed-1");
  EXPECT_EQ(list[0]["characters"], list[0]["policy"].dump().size());
  EXPECT_EQ(list[0]["policy"]["Statement"][0]["Effect"], "Deny");
}

TEST(OrgScp, RefusesWhatWouldExemptEverybody) {
  const Folder folder;
  const Folder::Outcome done =
      folder.run("org scp --out policies --on-call '*' --administrator 'arn:aws:iam::*:role/admin' --runner x");
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.output, "");
  EXPECT_EQ(done.errors,
            "parapet: exemption `*`: is no ARN of roles; write it like `arn:aws:iam::*:role/ci/apply-*`\n");
  EXPECT_FALSE(folder.has("policies"));
  EXPECT_EQ(folder.run("org scp --out policies").code, 2);
}

TEST(OrgReach, TellsOfEveryAction) {
  const Folder folder;
  const Folder::Outcome done = folder.run("org reach --json" + std::string(exemptions));
  EXPECT_EQ(done.code, 0) << done.errors;
  nlohmann::json found;
  for (const nlohmann::json& each : nlohmann::json::parse(done.output)) found[each["action"]] = each["reach"];
  EXPECT_EQ(found["s3:PutBucketPolicy"], "denied");
  EXPECT_EQ(found["rds:ModifyDBInstance"], "denied if managed");
  EXPECT_EQ(found["rds:DescribeDBInstances"], "allowed");
  EXPECT_EQ(found["kms:Decrypt"], "allowed");
  EXPECT_EQ(found["lightsail:DeleteAlarm"], "out of reach");
  EXPECT_EQ(folder.run("org reach" + std::string(exemptions)).output.substr(0, 45),
            "# What the service control policies reach\n\nWr");
}

}  // namespace
}  // namespace parapet::cli::test
