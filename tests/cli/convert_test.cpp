#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace parapet::cli::test {
namespace {

constexpr const char* small = R"({
  "resource": {
    "aws_vpc": {"main": {"cidr_block": "10.0.0.0/16"}},
    "aws_subnet": {"main": {"cidr_block": "${cidrsubnet(aws_vpc.main.cidr_block, 4, 1)}", "vpc_id": "${aws_vpc.main.id}"}}
  },
  "variable": {"region": {"type": "string"}},
  "provider": {"aws": [{"region": "${var.region}"}]}
})";

TEST(Convert, WritesTypedReferencesAndRawExpressions) {
  const Folder folder;
  folder.write("net.tf.json", small);
  const Folder::Outcome outcome = folder.run("convert net.tf.json --out net");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.output, "Wrote 6 files to net; 0 notes\n");
  EXPECT_EQ(folder.read("net/resources/network.cpp"), R"cpp(#include <aws/subnet.hpp>
#include <aws/vpc.hpp>
#include <parapet/expression.hpp>
#include <parapet/stack.hpp>
#include <secure_templates/vpc.hpp>

#include "../resources.hpp"

void network(parapet::Stack& stack, const Shared&) {
  secure::Vpc main_vpc(stack, "main-vpc", aws::vpc{.cidr_block = "10.0.0.0/16"});
  main_vpc.node().override_logical_id("main");
  secure::Subnet(stack, "main", aws::subnet{
      .cidr_block = parapet::raw("cidrsubnet(aws_vpc.main.cidr_block, 4, 1)"),
      .map_public_ip_on_launch = parapet::null,
      .vpc_id = main_vpc.id(),
  });
}
)cpp");
}

TEST(Convert, TouchesNoFolderThatHoldsSomething) {
  const Folder folder;
  folder.write("net.tf.json", small);
  folder.write("net/mine", "x");
  const Folder::Outcome outcome = folder.run("convert net.tf.json --out net");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.errors,
            "parapet: --out net: is there already and not empty; give a new folder, and move from it what you want to "
            "keep\n");
  EXPECT_EQ(folder.read("net/mine"), "x");
  EXPECT_FALSE(folder.has("net.parapet-new"));
}

TEST(Import, LeavesOwnersOpenAndSecretsOut) {
  const Folder folder;
  folder.write("state.json", R"({"format_version": "1.0", "values": {"root_module": {"resources": [
    {"address": "aws_db_instance.zip", "mode": "managed", "type": "aws_db_instance", "name": "zip",
     "values": {"id": "db-1", "identifier": "zip", "instance_class": "db.t4g.small", "storage_encrypted": false,
                "password": "hush-hush"}}]}}})");
  const Folder::Outcome outcome = folder.run("import --state state.json --out zip --until 2027-01-31 --report report");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(folder.read("zip/exceptions.json").find("\"requirement\": \"rds:002\""), std::string::npos);
  EXPECT_NE(folder.read("zip/exceptions.json").find("\"owner\": \"\""), std::string::npos);
  EXPECT_NE(folder.read("zip/resources/imports.cpp").find(".id = \"zip\""), std::string::npos);
  EXPECT_NE(folder.read("report.txt").find("aws_db_instance.zip.password: a secret"), std::string::npos);
  for (const char* name : {"zip/resources/databases.cpp", "report.txt", "report.json"})
    EXPECT_EQ(folder.read(name).find("hush"), std::string::npos) << name;
}

TEST(Import, WantsADay) {
  const Folder folder;
  folder.write("state.json", "{}");
  EXPECT_EQ(folder.run("import --state state.json --out zip --until soon").errors,
            "parapet: --until soon: a date like 2026-03-31 is expected\n");
}

}  // namespace
}  // namespace parapet::cli::test
