#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* manifest = R"({"stacks": {"a": {"constructPath": "a", "dependencies": [], "name": "a", "workingDirectory":
    "stacks/a", "synthesizedStackPath": "stacks/a/cdk.tf.json"}}})";

/// `NAME=VALUE doctor` in a world in which nothing else says anything about AWS.
Folder::Outcome doctor(const Folder& folder, const std::string& environment, const std::string& options = "") {
  return folder.run("--version >/dev/null; env -i PATH=\"$PATH\" HOME=\"$PWD\" AWS_EC2_METADATA_DISABLED=true FAKE_ENGINE_LOG=log "
                    "TERRAFORM_BINARY_NAME=" PARAPET_SOURCE_DIR "/tests/cli/fake_engine.sh " + environment +
                    " '" PARAPET_COMMAND "' doctor " + options);
}

void make_project(const Folder& folder, const std::string& document = "{}") {
  folder.write("cdktf.json", R"({"app": "make", "exceptions": "secure_templates/exceptions.json", "securityOwners": ["@acme/security"]})");
  folder.write("main.cpp", "");
  folder.write(".git/HEAD", "");
  folder.write("secure_templates/exceptions.json", "[]");
  folder.write(".github/CODEOWNERS", "* @acme/security\n");
  folder.write("cdktf.out/manifest.json", manifest);
  folder.write("cdktf.out/stacks/a/cdk.tf.json", document);
}

constexpr const char* credentials = "AWS_ACCESS_KEY_ID=AKIAEXAMPLE AWS_SECRET_ACCESS_KEY=hidden";

TEST(Doctor, FindsNothingWhereAllIsWell) {
  const Folder folder;
  make_project(folder, R"({"terraform": {"required_version": ">= 1.10"}})");
  const auto told = doctor(folder, credentials);
  EXPECT_EQ(told.code, 0) << told.output;
  EXPECT_EQ(told.output,
            "ok    tools: g++, cmake and ninja are there\n"
            "ok    engine: " PARAPET_SOURCE_DIR "/tests/cli/fake_engine.sh 1.11.4 (" PARAPET_SOURCE_DIR "/tests/cli/fake_engine.sh)\n"
            "ok    project: cdktf.json\n"
            "ok    stacks: 1 in cdktf.out\n"
            "ok    exceptions: every exception and level holds\n"
            "ok    CODEOWNERS: what decides about security is reviewed by its owners\n"
            "ok    credentials: from the environment\n");
}

TEST(Doctor, NamesEachProblemAndItsRemedy) {
  const Folder folder;
  make_project(folder, R"({"terraform": {"required_version": ">= 1.12"}})");
  folder.write(".github/CODEOWNERS", "* @acme/everybody\n");
  folder.write("secure_templates/exceptions.json",
               R"([{"requirement": "rds:001", "stack": "a", "resource": "a/db", "reason": "r", "owner": "o", "ticket": "T-1",
                    "expires": "2020-01-31", "compensating_control": "c"}])");
  const auto told = doctor(folder, "TERRAFORM_BINARY_NAME=" PARAPET_SOURCE_DIR "/tests/cli/fake_engine.sh");
  EXPECT_EQ(told.code, 1);
  EXPECT_THAT(told.output, HasSubstr("wrong engine: the stack a needs version >= 1.12, and " PARAPET_SOURCE_DIR
                                     "/tests/cli/fake_engine.sh is 1.11.4; install another, or name one with "
                                     "TERRAFORM_BINARY_NAME\n"));
  EXPECT_THAT(told.output, HasSubstr("wrong exceptions: the exception from rds:001 for a/db in a (T-1, o) expired on 2020-01-31; meet "
                                     "the requirement and remove it, or have it prolonged\n"));
  EXPECT_THAT(told.output, HasSubstr("wrong CODEOWNERS: "));
  EXPECT_THAT(told.output, HasSubstr("wrong credentials: "));
}

TEST(Doctor, MissesEngineOwnersAndProject) {
  const Folder folder;
  make_project(folder);
  std::filesystem::remove(folder.folder() / ".github" / "CODEOWNERS");
  const auto told = doctor(folder, std::string(credentials) + " TERRAFORM_BINARY_NAME=nobody-has-it");
  EXPECT_EQ(told.code, 1);
  EXPECT_THAT(told.output, HasSubstr("wrong engine: there is no program nobody-has-it, which TERRAFORM_BINARY_NAME names; install "
                                     "it, or unset the variable to use tofu or terraform\n"));
  EXPECT_THAT(told.output, HasSubstr("wrong CODEOWNERS: "));
  const Folder empty;
  EXPECT_THAT(doctor(empty, credentials).output,
              HasSubstr("wrong project: there is no cdktf.json here or in a folder above; go to the folder of a stack, or begin a "
                        "project with `parapet init`\n"));
}

TEST(Doctor, KeepsSecretsToItself) {
  const Folder folder;
  make_project(folder);
  const auto told = doctor(folder, credentials, "--json");
  EXPECT_THAT(told.output + told.errors, Not(HasSubstr("hidden")));
  EXPECT_THAT(told.output, HasSubstr("\"what\": \"credentials\",\n    \"good\": true,\n    \"text\": \"from the environment\"\n"));
}

TEST(Init, MakesAProjectInAnEmptyFolderOnly) {
  const Folder folder;
  EXPECT_EQ(folder.run("init shop --account 210987654321 --region us-east-1 --security-team @shop/sec").code, 0);
  EXPECT_THAT(folder.read("shop/stacks.hpp"), HasSubstr(R"(.bucket = "shop-terraform-state")"));
  EXPECT_THAT(folder.read("shop/stacks.hpp"), HasSubstr(R"({{"account_id", "210987654321"}})"));
  EXPECT_THAT(folder.read("shop/.github/CODEOWNERS"), HasSubstr("/main.cpp           @shop/sec\n"));
  EXPECT_TRUE(folder.has("shop/.gitignore"));
  EXPECT_EQ(folder.run("init shop").code, 2);
  EXPECT_THAT(folder.read(".err"), HasSubstr("); begin a project in an empty folder\n"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.folder() / "shop")) {
    if (entry.is_regular_file())
      EXPECT_EQ(folder.read("shop/" + entry.path().lexically_relative(folder.folder() / "shop").string()).find("{{name"),
                std::string::npos)
          << entry.path();
  }
}

TEST(Init, RefusesWhatWouldNotWork) {
  const Folder folder;
  const auto complaint = [&](const std::string& arguments) { return folder.run("init x " + arguments).errors; };
  EXPECT_EQ(complaint("--name '$(id)'"), "parapet: the name of the project: expected at most 30 small letters, digits and single "
                                         "`-`, a letter first, and not `test`, found \"$(id)\"\n");
  EXPECT_EQ(complaint("--account 12"), "parapet: the account: expected a number of twelve digits, found \"12\"\n");
  EXPECT_EQ(complaint("--region here"), "parapet: the region: expected one like eu-central-1, found \"here\"\n");
  EXPECT_EQ(complaint("--state-bucket 'a\"b'"),
            "parapet: the bucket of the state: expected 3 to 63 small letters, digits, `-` and `.`, found \"a\"b\"\n");
  EXPECT_EQ(complaint("--security-team me"),
            "parapet: the security team: expected @organization/team or @user, found \"me\"\n");
  EXPECT_FALSE(folder.has("x"));
}

TEST(Completion, KnowsCommandsOptionsAndStacks) {
  const Folder folder;
  folder.run("completion bash");
  folder.write("complete", folder.read(".out") +
                               "complete_words() { COMP_WORDS=(parapet \"$@\"); COMP_CWORD=$#; _parapet; echo \"${COMPREPLY[*]}\"; }\n"
                               "complete_words depl; complete_words requirements gen; complete_words deploy a --auto-a\n"
                               "parapet() { echo 'shop-app  x'; }; complete_words plan sh\n");
  folder.run("--version; bash complete | tee said");
  EXPECT_EQ(folder.read("said"), "deploy\ngenerate\n--auto-approve\nshop-app\n");
  EXPECT_EQ(folder.run("completion zsh").output.find("#compdef parapet\n"), 0u);
  EXPECT_THAT(folder.run("completion fish").output, HasSubstr("complete -c parapet -n "));
  EXPECT_EQ(folder.run("completion powershell").code, 2);
}

TEST(Commands, NameTheNearest) {
  const Folder folder;
  const auto told = folder.run("deplyo");
  EXPECT_EQ(told.code, 2);
  EXPECT_EQ(told.errors, "parapet: there is no command \"deplyo\"; did you mean \"deploy\"?; `parapet --help` shows them all\n");
  EXPECT_EQ(folder.run("requirements genrate").errors,
            "parapet: there is no command \"genrate\"; did you mean \"generate\"?; `parapet requirements --help` shows them all\n");
}

}  // namespace
}  // namespace parapet::cli::test
