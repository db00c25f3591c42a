#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A project that was synthesized: shop reads from net.
class GraphCommand : public ::testing::Test {
 protected:
  GraphCommand() {
    folder.write("cdktf.json", R"({"app": "false"})");
    folder.write("cdktf.out/manifest.json", R"({"version": "0.1.0", "stacks": {)" + stack("shop", "\"net\"") + ", " + stack("net", "") + "}}");
    for (const char* name : {"shop", "net"})
      folder.write(std::string("cdktf.out/stacks/") + name + "/cdk.tf.json",
                   R"({"//": {"metadata": {"stackName": ")" + std::string(name) + R"("}},
                       "resource": {"aws_kms_key": {"k": {"enable_key_rotation": false}}, "aws_sqs_queue": {"q": {"kms_master_key_id": "${aws_kms_key.k.id}"}}}})");
  }

  static std::string stack(const std::string& name, const std::string& dependencies) {
    return "\"" + name + R"(": {"name": ")" + name + R"(", "annotations": [], "constructPath": ")" + name +
           R"(", "dependencies": [)" + dependencies + R"(], "synthesizedStackPath": "stacks/)" + name +
           R"(/cdk.tf.json", "workingDirectory": "stacks/)" + name + "\"}";
  }

  Folder folder;
};

TEST_F(GraphCommand, DrawsWhatTheProjectSynthesized) {
  const Folder::Outcome done = folder.run("graph --level stacks");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_THAT(done.output, HasSubstr("  \"shop\" -> \"net\";\n"));
  const nlohmann::json json = nlohmann::json::parse(folder.run("graph --format json").output);
  EXPECT_EQ(json["nodes"].size(), 4u);
  EXPECT_EQ(json["edges"].size(), 2u);
  EXPECT_EQ(json["stacks"][0]["state"], "refused");
}

TEST_F(GraphCommand, DrawsTheStacksThatAreNamed) {
  EXPECT_EQ(nlohmann::json::parse(folder.run("graph --format json --stack net").output)["nodes"].size(), 2u);
  const Folder::Outcome none = folder.run("graph --stack nett");
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(none.errors, "parapet: no stack is called \"nett\"; did you mean \"net\"?\n");
}

TEST_F(GraphCommand, WritesAPage) {
  EXPECT_EQ(folder.run("graph --format html --out graph.html").code, 0);
  EXPECT_THAT(folder.read("graph.html"), StartsWith("<!DOCTYPE html>\n"));
  EXPECT_EQ(folder.run("graph --format html --out nowhere/graph.html").code, 1);
}

TEST_F(GraphCommand, DrawsForeignFiles) {
  folder.write("main.tf.json", R"({"resource": {"aws_vpc": {"main": {}}}})");
  const Folder::Outcome done = folder.run("graph main.tf.json --format mermaid");
  EXPECT_EQ(done.code, 0) << done.errors;
  EXPECT_THAT(done.output, HasSubstr("    n0[\"aws#95;vpc<br>main\"]"));
  EXPECT_EQ(folder.run("graph --format png").code, 2);
}

}  // namespace
}  // namespace parapet::cli::test
