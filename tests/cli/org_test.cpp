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

TEST(OrgRoles, WritesTrustAndPermissionsOfBothRoles) {
  const Folder folder;
  const Folder::Outcome done = folder.run(
      "org roles --github acme/infra --repository-id 4711 --environment production --account 111122223333 "
      "--state-bucket acme-state --state-key shop.tfstate --out roles");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.output, "");
  EXPECT_EQ(
      folder.read("roles/plan-trust.json"),
      R"({"Statement":[{"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:repository_id":"4711","token.actions.githubusercontent.com:sub":["repo:acme/infra:pull_request","repo:acme/infra:ref:refs/heads/main"]}},"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}}],"Version":"2012-10-17"})");
  for (const char* name : {"plan-permissions", "apply-trust", "apply-permissions"})
    EXPECT_TRUE(nlohmann::json::accept(folder.read("roles/" + std::string(name) + ".json"))) << name;
}

TEST(OrgRoles, PrintsThePoliciesAndRefusesOpenNames) {
  const Folder folder;
  const std::string rest = " --account 111122223333 --state-bucket acme-state --state-key shop.tfstate";
  const Folder::Outcome done = folder.run("org roles --gitlab acme/infra" + rest);
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(nlohmann::json::parse(done.output)["apply-trust"]["Statement"][0]["Condition"]["StringEquals"],
            (nlohmann::json{{"gitlab.com:aud", "sts.amazonaws.com"},
                            {"gitlab.com:sub", "project_path:acme/infra:ref_type:branch:ref:main"}}));
  const Folder::Outcome open = folder.run("org roles --out roles --gitlab 'acme/*'" + rest);
  EXPECT_EQ(open.code, 2);
  EXPECT_EQ(open.errors, "parapet: the project `acme/*`: write it like `acme/platform/infra`\n");
  EXPECT_FALSE(folder.has("roles"));
  EXPECT_EQ(folder.run("org roles --gitlab a/b --github a/b" + rest).code, 2);
  EXPECT_EQ(folder.run("org roles --gitlab a/b --environment c" + rest).code, 2);
}

TEST(OrgTelemetry, WritesAPatternForEachRule) {
  const Folder folder;
  const Folder::Outcome done = folder.run("org telemetry --json --out rules" + std::string(exemptions));
  EXPECT_EQ(done.code, 0) << done.errors;
  const nlohmann::json list = nlohmann::json::parse(done.output);
  ASSERT_EQ(list.size(), 6u);
  for (const nlohmann::json& rule : list)
    EXPECT_EQ(nlohmann::json::parse(folder.read("rules/" + rule["name"].get<std::string>() + ".json")), rule["pattern"]);
}

TEST(OrgCodeowners, WritesTheFileAndTellsWhenItNoLongerHolds) {
  const Folder folder;
  folder.write("cdktf.json", "{}");
  folder.write("main.cpp", "");
  const Folder::Outcome done = folder.run("org codeowners --owner @acme/security --out .github/CODEOWNERS");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(folder.read(".github/CODEOWNERS"),
            "# What decides about security is reviewed by the security team. Of several lines for a file the last one "
            "counts:\n# nothing may follow that gives these away. `parapet org codeowners --check` tells.\n"
            "/.github/    @acme/security\n/cdktf.json  @acme/security\n/main.cpp    @acme/security\n");
  EXPECT_EQ(folder.run("org codeowners --owner @acme/security --check").code, 0);
  folder.write(".github/CODEOWNERS", folder.read(".github/CODEOWNERS") + "*.cpp @acme/devs\n");
  const Folder::Outcome checked = folder.run("org codeowners --owner @acme/security --check");
  EXPECT_EQ(checked.code, 3);
  EXPECT_EQ(checked.output,
            "CODEOWNERS:6: main.cpp: `*.cpp` lets @acme/devs approve, not only @acme/security; end the file with "
            "`/main.cpp @acme/security`\n");
  EXPECT_EQ(nlohmann::json::parse(folder.run("org codeowners --owner @acme/security --check --json").output)[0]["line"],
            6);
  EXPECT_EQ(folder.run("org codeowners --owner acme").code, 2);
}

}  // namespace
}  // namespace parapet::cli::test
