#include "pipeline/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parapet/error.hpp"
#include "parapet/testing/golden.hpp"
#include "pipeline/fleets.hpp"

namespace parapet::pipeline::test {
namespace {

using testing::MatchesGolden;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string image =
    "registry.example.com/parapet@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

Settings full_settings() {
  return settings_with(R"(, "repository": "github.com/acme/infrastructure", "programs": ["stacks/production", "stacks/dev"],
    "runner": ["self-hosted", "linux"], "install": ["./ci/install-parapet"], "drift": "17 4 * * *", "container": ")" + image + "\"");
}

void expect_golden(const std::vector<File>& files) {
  for (const File& file : files) {
    std::string name = file.path.substr(file.path.rfind('/') + 1);
    if (name.front() == '.') name.erase(0, 1);
    EXPECT_THAT(file.text, MatchesGolden("tests/pipeline/golden/" + name));
  }
}

TEST(PipelineFiles, AreAsTheyWereApproved) {
  const Settings settings = full_settings();
  const Fleet fleet = fleet_of(two_programs(), settings);
  expect_golden(github_files(fleet, settings));
  expect_golden(gitlab_files(settings));
  expect_golden(atlantis_files(fleet, settings));
  expect_golden({{"gitlab-plan-stacks.yml", gitlab_stacks(fleet, settings, false)},
                 {"gitlab-deploy-stacks.yml", gitlab_stacks(fleet, settings, true)}});
}

TEST(PipelineFiles, OfGithubDoNotNameStacks) {
  const Settings settings = full_settings();
  const std::vector<Program> other = {program("stacks/production", {{"alpha", {}}, {"beta", {"alpha"}}}),
                                      program("stacks/dev", {{"gamma", {}}})};
  const std::vector<File> before = github_files(fleet_of(two_programs(), settings), settings);
  const std::vector<File> after = github_files(fleet_of(other, settings), settings);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(before[i].text, after[i].text) << before[i].path;
}

TEST(PipelineFiles, OfGithubTakeOtherPinsAndAnotherEngine) {
  const Settings settings = settings_with(R"(, "engine": "tofu",
    "actions": {"actions/checkout": ["ffffffffffffffffffffffffffffffffffffffff", "v9.9.9"]})");
  for (const File& file : github_files(fleet_of({program(".", {{"dev", {}}})}, settings), settings)) {
    EXPECT_THAT(file.text, HasSubstr("actions/checkout@ffffffffffffffffffffffffffffffffffffffff # v9.9.9")) << file.path;
    EXPECT_THAT(file.text, Not(HasSubstr("setup-terraform")));
  }
}

TEST(PipelineFiles, RefuseAPinThatNoWorkflowUses) {
  const Settings settings =
      settings_with(R"(, "actions": {"actions/checkot": ["ffffffffffffffffffffffffffffffffffffffff", "v1"]})");
  try {
    github_files(fleet_of({program(".", {{"dev", {}}})}, settings), settings);
    FAIL() << "no complaint";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "pipeline.json /actions: no pipeline uses the action \"actions/checkot\"; did you mean \"actions/checkout\"?");
  }
}

TEST(PipelineFiles, OfGitlabWaitForMoreThanFiftyDependencies) {
  Stacks stacks;
  std::vector<std::string> all;
  for (std::size_t i = 0; i < 60; ++i) {
    all.push_back("s" + number(i));
    stacks.push_back({all.back(), {}});
  }
  stacks.push_back({"top", all});
  const std::string text = gitlab_stacks(fleet_of({program(".", stacks)}, settings_with()), settings_with(), true);
  EXPECT_THAT(text, HasSubstr("wait 1 top:\n  stage: plan-2\n"));
  EXPECT_THAT(text, HasSubstr("plan top:\n  extends: \".plan\"\n  stage: plan-2\n  needs:\n    - pipeline: \"$PARENT_PIPELINE\"\n"
                              "      job: synth\n    - job: wait 1 top\n      artifacts: false\n    - job: wait 2 top\n"));
}

TEST(PipelineFiles, SayWhichSettingTheyMiss) {
  try {
    gitlab_files(settings_with());
    FAIL() << "no complaint";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "pipeline.json /container: GitLab needs it; give the image, by digest, that has `parapet` "
                               "and terraform 1.11.4");
  }
  try {
    atlantis_files({}, settings_with());
    FAIL() << "no complaint";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "pipeline.json /repository: Atlantis needs it; give host/owner/name, like "
                               "\"github.com/acme/infrastructure\"");
  }
}

}  // namespace
}  // namespace parapet::pipeline::test
