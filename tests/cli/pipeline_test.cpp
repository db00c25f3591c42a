#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using ::testing::HasSubstr;

/// A repository with one program of two stacks.
class Pipeline : public ::testing::Test {
 protected:
  Pipeline() {
    folder.write("stacks/production/cdktf.out/manifest.json", R"({"version": "0.1.0", "stacks": {)" + stack("data", "\"net\"") +
                                                                  ", " + stack("net", "") + "}}");
    folder.write("pipeline.json", settings);
  }

  static std::string stack(const std::string& name, const std::string& dependencies) {
    return "\"" + name + R"(": {"name": ")" + name + R"(", "annotations": [], "constructPath": ")" + name +
           R"(", "dependencies": [)" + dependencies + R"(], "synthesizedStackPath": "stacks/)" + name +
           R"(/cdk.tf.json", "workingDirectory": "stacks/)" + name + "\"}";
  }

  const std::string settings = R"({"programs": ["stacks/production"], "engine_version": "1.11.4", "region": "eu-central-1",
    "accounts": {"111111111111": ["*"]}, "environments": {"production": ["*"]}, "plan_certificate": "ci/plan.pem"})";
  Folder folder;
};

TEST_F(Pipeline, OfGithubIsWrittenAndHeldToItself) {
  const Folder::Outcome done = folder.run("pipeline github");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.output,
            "Wrote .github/workflows/parapet-deploy.yml\nWrote .github/workflows/parapet-plan.yml\n"
            "Wrote .github/workflows/parapet-stack.yml\n");
  EXPECT_EQ(folder.run("pipeline github --check").code, 0);
  folder.write(".github/workflows/parapet-plan.yml", folder.read(".github/workflows/parapet-plan.yml") + "# mine\n");
  const Folder::Outcome differs = folder.run("pipeline github --check");
  EXPECT_EQ(differs.code, 1);
  EXPECT_EQ(differs.errors,
            "parapet: .github/workflows/parapet-plan.yml is not what the stacks and the settings ask for; run `parapet "
            "pipeline github` and commit it\n");
}

TEST_F(Pipeline, IsMissingUntilItIsWritten) {
  EXPECT_EQ(folder.run("pipeline github --check --out elsewhere").code, 1);
  EXPECT_FALSE(folder.has("elsewhere"));
  EXPECT_EQ(folder.run("pipeline github --out elsewhere").code, 0);
  EXPECT_TRUE(folder.has("elsewhere/.github/workflows/parapet-plan.yml"));
}

TEST_F(Pipeline, TakesAssembliesInPlaceOfTheProgramsOfTheSettings) {
  const Folder::Outcome done = folder.run("pipeline matrix --plans 1 --assembly stacks/production/cdktf.out/");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(done.output,
            "plan_1=[{\"stack\":\"net\",\"folder\":\"stacks/production\",\"account\":\"111111111111\",\"environment\":\"production\"},"
            "{\"stack\":\"data\",\"folder\":\"stacks/production\",\"account\":\"111111111111\",\"environment\":\"production\"}]\n");
}

TEST_F(Pipeline, PutsTheStacksIntoWaves) {
  const Folder::Outcome few = folder.run("pipeline matrix --waves 1 --chunks 1");
  EXPECT_EQ(few.code, 2);
  EXPECT_EQ(few.errors,
            "parapet: the stacks need 2 waves, and the workflow has 1; run `parapet pipeline github` and commit what it "
            "writes\n");
  EXPECT_THAT(folder.run("pipeline matrix --format gitlab --deploy").output, HasSubstr("\napply net:\n"));
}

TEST_F(Pipeline, SaysWhatIsWrong) {
  EXPECT_THAT(folder.run("pipeline github --settings other.json").errors, HasSubstr("other.json: cannot be read"));
  EXPECT_THAT(folder.run("pipeline github --assembly nowhere/cdktf.out").errors, HasSubstr("nowhere/cdktf.out/manifest.json"));
  EXPECT_EQ(folder.run("pipeline github --settings '$(id).json'").code, 2);
  EXPECT_EQ(folder.run("pipeline gitlab").code, 2);
  EXPECT_EQ(folder.run("pipeline jenkins").code, 2);
  for (const char* count : {"0", "-1", "257", "99999999999999999999"})
    EXPECT_EQ(folder.run("pipeline matrix --plans " + std::string(count)).code, 2) << count;
}

TEST_F(Pipeline, LeavesNothingHalfWritten) {
  folder.write("file", "");
  const Folder::Outcome done = folder.run("pipeline github --out file");
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(folder.read("file"), "");
}

}  // namespace
}  // namespace parapet::cli::test
