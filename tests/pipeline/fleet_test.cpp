#include "pipeline/fleet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "parapet/error.hpp"
#include "pipeline/fleets.hpp"

namespace parapet::pipeline::test {
namespace {

using ::testing::ElementsAre;

std::vector<std::vector<std::string>> names_of(const Fleet& fleet) {
  std::vector<std::vector<std::string>> names;
  for (const std::vector<Member>& wave : fleet) {
    names.emplace_back();
    for (const Member& member : wave) names.back().push_back(member.stack);
  }
  return names;
}

template <class F>
std::string complaint_of(F&& run) {
  try {
    run();
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

Fleet wide(std::size_t stacks) {
  Stacks all;
  for (std::size_t i = 0; i < stacks; ++i) all.push_back({"s" + number(i), {}});
  return fleet_of({program(".", all)}, settings_with());
}

TEST(Fleets, PutTheStacksOfAllProgramsIntoWaves) {
  const Fleet fleet = fleet_of(two_programs(), settings_with());
  EXPECT_THAT(names_of(fleet), ElementsAre(ElementsAre("dev", "network"), ElementsAre("data", "mail"), ElementsAre("shop")));
  EXPECT_EQ(fleet[0][0].account, "111111111111");
  EXPECT_EQ(fleet[0][0].environment, "development");
  EXPECT_EQ(fleet[0][0].folder, "stacks/dev");
  EXPECT_EQ(fleet[0][1].account, "222222222222");
}

TEST(Fleets, RefuseAStackThatTwoProgramsHave) {
  EXPECT_EQ(complaint_of([] { fleet_of({program("a", {{"dev", {}}}), program("b", {{"dev", {}}})}, settings_with()); }),
            "the stack \"dev\" is in a and in b; roles, saved plans and locks go by the name, so rename one of them");
}

TEST(Fleets, RefuseFoldersOutsideTheRepository) {
  for (const char* folder : {"../other", "/srv/infra", "a b", "$(id)", ""})
    EXPECT_THAT(complaint_of([&] { fleet_of({program(folder, {{"dev", {}}})}, settings_with()); }),
                ::testing::HasSubstr("expected the folder of a program in the repository")) << folder;
}

TEST(Fleets, RefuseProgramsWhoseReportsWouldBeOneFile) {
  EXPECT_EQ(complaint_of([] { fleet_of({program("a/b", {{"x", {}}}), program("a-b", {{"y", {}}})}, settings_with()); }),
            "the reports of a/b and a-b would both be called a-b; rename one of the folders");
}

TEST(Fleets, RefuseRolesWithLongerNamesThanAwsTakes) {
  const std::string longest(50, 's');
  EXPECT_EQ(complaint_of([&] { fleet_of({program(".", {{longest, {}}})}, settings_with()); }), "no complaint");
  EXPECT_EQ(complaint_of([&] { fleet_of({program(".", {{longest + "s", {}}})}, settings_with()); }),
            "the role parapet-apply-" + longest +
                "s would have more than 64 characters; rename the stack, or shorten the pattern in pipeline.json");
}

TEST(Fleets, RefuseNothing) {
  EXPECT_EQ(complaint_of([] { fleet_of({program(".", {})}, settings_with()); }),
            "the programs have no stacks; a pipeline would do nothing");
}

TEST(Shapes, LeaveRoomForNewStacks) {
  const Shape shape = shape_of(fleet_of(two_programs(), settings_with()), settings_with());
  EXPECT_EQ(shape.waves, 4u);
  EXPECT_EQ(shape.chunks, 1u);
  EXPECT_EQ(shape.plans, 1u);
  EXPECT_EQ(shape_of(wide(1), settings_with(R"(, "waves": 7)")).waves, 7u);
  EXPECT_EQ(shape_of(wide(256), settings_with()).chunks, 1u);
  EXPECT_EQ(shape_of(wide(257), settings_with()).chunks, 2u);
}

TEST(GithubOutputs, AreALinePerMatrix) {
  const Fleet fleet = fleet_of(two_programs(), settings_with());
  EXPECT_EQ(github_outputs(fleet, {.waves = 4, .chunks = 2, .plans = 0}),
            "wave_1_1=[{\"stack\":\"dev\",\"folder\":\"stacks/dev\",\"account\":\"111111111111\",\"environment\":\"development\"},"
            "{\"stack\":\"network\",\"folder\":\"stacks/production\",\"account\":\"222222222222\",\"environment\":\"production\"}]\n"
            "wave_1_2=[]\n"
            "wave_2_1=[{\"stack\":\"data\",\"folder\":\"stacks/production\",\"account\":\"222222222222\",\"environment\":\"production\"},"
            "{\"stack\":\"mail\",\"folder\":\"stacks/production\",\"account\":\"222222222222\",\"environment\":\"production\"}]\n"
            "wave_2_2=[]\n"
            "wave_3_1=[{\"stack\":\"shop\",\"folder\":\"stacks/production\",\"account\":\"222222222222\",\"environment\":\"production\"}]\n"
            "wave_3_2=[]\nwave_4_1=[]\nwave_4_2=[]\n");
}

TEST(GithubOutputs, DealOutAWaveOverMatricesOf256) {
  std::istringstream lines(github_outputs(wide(600), {.waves = 0, .chunks = 0, .plans = 3}));
  std::vector<std::size_t> sizes;
  for (std::string line; std::getline(lines, line);)
    sizes.push_back(nlohmann::json::parse(line.substr(line.find('=') + 1)).size());
  EXPECT_THAT(sizes, ElementsAre(256, 256, 88));
}

TEST(GithubOutputs, SayWhenTheWorkflowIsTooSmall) {
  const Fleet fleet = fleet_of(two_programs(), settings_with());
  EXPECT_EQ(complaint_of([&] { github_outputs(fleet, {.waves = 2, .chunks = 1, .plans = 0}); }),
            "the stacks need 3 waves, and the workflow has 2; run `parapet pipeline github` and commit what it writes");
  EXPECT_EQ(complaint_of([] { github_outputs(wide(257), {.waves = 1, .chunks = 1, .plans = 0}); }),
            "the stacks need 2 matrices in a wave, and the workflow has 1; run `parapet pipeline github` and commit what "
            "it writes");
  EXPECT_EQ(complaint_of([] { github_outputs(wide(257), {.waves = 0, .chunks = 0, .plans = 1}); }),
            "the stacks need 2 matrices, and the workflow has 1; run `parapet pipeline github` and commit what it writes");
  EXPECT_EQ(complaint_of([] { github_outputs(wide(1), {}); }),
            "say how many matrices the workflow has: --plans, or --waves and --chunks");
}

TEST(GithubOutputs, StayBelowWhatGithubTakes) {
  EXPECT_EQ(complaint_of([] { github_outputs(wide(4000), {.waves = 0, .chunks = 0, .plans = 16}); }), "no complaint");
  EXPECT_THAT(complaint_of([] { github_outputs(wide(9000), {.waves = 0, .chunks = 0, .plans = 36}); }),
              ::testing::StartsWith("the stacks take 7"));
}

}  // namespace
}  // namespace parapet::pipeline::test
