#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using ::testing::HasSubstr;

constexpr const char* manifest =
    R"({"version": "0.1.0", "stacks": {"shop-base": {"name": "shop-base", "annotations": [], "constructPath": "shop-base",
    "dependencies": [], "synthesizedStackPath": "stacks/shop-base/cdk.tf.json", "workingDirectory": "stacks/shop-base"}}})";

/// The project that `parapet init` makes in `shop`, and the command run in it.
class NewProject : public ::testing::Test {
 protected:
  Folder::Outcome in_shop(const std::string& arguments) const {
    const int code = folder.run("--version >/dev/null && cd shop && '" PARAPET_COMMAND "' " + arguments).code;
    return {code, folder.read("shop/.out"), folder.read("shop/.err")};
  }
  Folder folder;
};

TEST_F(NewProject, MakesAProjectWhosePipelineCanBeWritten) {
  ASSERT_EQ(folder.run("init shop --account 210987654321 --env staging --region eu-west-1").code, 0);
  folder.write("shop/cdktf.out/manifest.json", manifest);
  const Folder::Outcome done = in_shop("pipeline github");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_EQ(in_shop("pipeline github --check").code, 0);
  const Folder::Outcome matrix = in_shop("pipeline matrix --plans 1");
  EXPECT_THAT(matrix.output, HasSubstr(R"("account":"210987654321","environment":"staging")"));
}

TEST_F(NewProject, MakesAProjectThatAsksForNoBindingsYet) {
  ASSERT_EQ(folder.run("init shop").code, 0);
  EXPECT_EQ(in_shop("get --check").code, 0);
}

}  // namespace
}  // namespace parapet::cli::test
