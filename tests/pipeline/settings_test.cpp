#include "pipeline/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"
#include "pipeline/fleets.hpp"

namespace parapet::pipeline::test {
namespace {

using ::testing::ElementsAre;

std::string complaint_of(const std::string& more) {
  try {
    settings_with(more);
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(PipelineSettings, HaveDefaultsForMost) {
  const Settings settings = settings_with();
  EXPECT_EQ(settings.branch, "main");
  EXPECT_THAT(settings.programs, ElementsAre("."));
  EXPECT_THAT(settings.runner, ElementsAre("ubuntu-24.04"));
  EXPECT_EQ(settings.engine, "terraform");
  EXPECT_EQ(settings.plan_role, "parapet-plan-STACK");
  EXPECT_EQ(settings.apply_role, "parapet-apply-STACK");
  EXPECT_EQ(settings.changed_plans, "ask");
  EXPECT_EQ(settings.max_parallel, 50u);
  EXPECT_EQ(settings.timeout_minutes, 60u);
  EXPECT_TRUE(settings.code_scanning);
}

TEST(PipelineSettings, AreReadAsWritten) {
  const Settings settings = settings_with(R"(, "branch": "trunk", "programs": ["a", "b/c"], "engine": "tofu",
    "max_parallel": 8, "waves": 6, "timeout_minutes": 30, "code_scanning": false, "changed_plans": "refuse")");
  EXPECT_EQ(settings.branch, "trunk");
  EXPECT_THAT(settings.programs, ElementsAre("a", "b/c"));
  EXPECT_EQ(settings.engine, "tofu");
  EXPECT_EQ(settings.max_parallel, 8u);
  EXPECT_EQ(settings.waves, 6u);
  EXPECT_EQ(settings.timeout_minutes, 30u);
  EXPECT_FALSE(settings.code_scanning);
  EXPECT_EQ(settings.changed_plans, "refuse");
}

TEST(PipelineSettings, NameWhatIsMissingOrUnknown) {
  EXPECT_THAT(complaint_of(R"(, "brnch": "main")"),
              ::testing::StartsWith("pipeline.json /: unknown field \"brnch\"; did you mean \"branch\"?"));
  EXPECT_THROW(read_settings("{}", "pipeline.json"), Error);
}

TEST(PipelineSettings, RefuseWhatCouldEndAnExpressionAScriptOrAName) {
  for (const char* more :
       {R"(, "branch": "a'b")", R"(, "branch": "-x")", R"(, "programs": ["../x"])", R"(, "programs": ["/x"])",
        R"(, "programs": ["a b"])", R"x(, "programs": ["$(id)"])x", R"(, "programs": [])", R"(, "runner": [])",
        R"(, "runner": ["${{ secrets.X }}"])", R"(, "install": ["echo ${{ github.event.issue.title }}"])",
        R"(, "install": ["a\nb"])", R"(, "install": [" a"])", R"(, "install": ["a\tb"])", R"(, "plan_role": "one-for-all")", R"(, "plan_role": "STACK' || '")",
        R"(, "apply_role": "parapet-plan-STACK")", R"(, "audience": "a b")", R"(, "partition": "aws-moon")",
        R"(, "container": "image:latest")", R"(, "container": "image@sha256:00 --privileged")", R"(, "engine": "pulumi")",
        R"(, "max_parallel": 0)", R"(, "max_parallel": 257)", R"(, "waves": 65)", R"(, "timeout_minutes": 361)",
        R"(, "changed_plans": "ignore")", R"(, "drift": "daily")", R"(, "drift": "1 2 3 4 5 6")", R"(, "drift": "1 2 3 4 '")", R"(, "actions": {"actions/checkout": ["v4", "v4"]})",
        R"(, "actions": {"actions/checkout": ["11bd71901bbe5b1630ceea73d27597364c9af683", "v4\n"]})"})
    EXPECT_NE(complaint_of(more), "no complaint") << more;
}

TEST(PipelineSettings, SayWhereAndWhat) {
  EXPECT_EQ(complaint_of(R"(, "container": "image:latest")"),
            "pipeline.json /container: expected an image by digest, NAME@sha256:..., since a tag can be moved");
  EXPECT_EQ(complaint_of(R"(, "apply_role": "parapet-plan-STACK")"),
            "pipeline.json /: `plan_role` and `apply_role` are one; whoever may plan could apply");
  EXPECT_EQ(complaint_of(R"(, "plan_role": "planner")"),
            "pipeline.json /plan_role: expected STACK in the name, so that each stack has a role of its own");
}

TEST(PipelineSettings, RefuseAccountsThatAreNone) {
  const std::string text = R"({"engine_version": "1", "region": "eu-west-1", "plan_certificate": "plan.pem",
    "accounts": {"1234": ["*"]}, "environments": {"production": ["*"]}})";
  try {
    read_settings(text, "pipeline.json");
    FAIL() << "no complaint";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "pipeline.json /accounts/1234: expected the twelve digits of an account as the key");
  }
}

TEST(PipelineSettings, TakeTheFirstGlobThatMatches) {
  const Settings settings = settings_with();
  EXPECT_EQ(name_for(settings.accounts, "dev", settings, "accounts"), "111111111111");
  EXPECT_EQ(name_for(settings.accounts, "shop", settings, "accounts"), "222222222222");
  const Settings narrow = read_settings(
      R"({"engine_version": "1", "region": "eu-west-1", "plan_certificate": "plan.pem",
          "accounts": {"111111111111": ["dev-*"]}, "environments": {"production": ["*"]}})", "pipeline.json");
  try {
    name_for(narrow.accounts, "shop", narrow, "accounts");
    FAIL() << "no complaint";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "pipeline.json /accounts: says nothing of the stack \"shop\"; add its name, or a glob that matches it");
  }
}

}  // namespace
}  // namespace parapet::pipeline::test
