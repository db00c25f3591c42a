#include <gmock/gmock.h>
#include <secure_templates/efs.hpp>

#include "parapet/variable.hpp"
#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

TEST_F(Composites, MountAFileSystemInEverySubnet) {
  secure::FileSystem files(stack, "uploads", aws::efs_file_system{});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/uploads aws_efs_file_system", "production/uploads/backup aws_efs_backup_policy",
                       "production/uploads/mount-target-1 aws_efs_mount_target",
                       "production/uploads/mount-target-2 aws_efs_mount_target",
                       "production/uploads/policy aws_efs_file_system_policy"}));
  EXPECT_TRUE(written.resource_at("production/uploads")["encrypted"] == true);
  EXPECT_TRUE(written.resource_at("production/uploads")["kms_key_id"] == key_arn);
  EXPECT_TRUE(written.resource_at("production/uploads/backup")["backup_policy.status"] == "ENABLED");
  const auto target = written.resource_at("production/uploads/mount-target-2");
  EXPECT_TRUE(target["file_system_id"] == files.id());
  EXPECT_TRUE(target["subnet_id"] == "subnet-2");
  EXPECT_EQ(target["security_groups"].json(), R"(["sg-1"])");
  EXPECT_THAT(text(written.resource_at("production/uploads/policy")["policy"]),
              testing::HasSubstr("aws:SecureTransport"));
}

TEST_F(Composites, ReplicateARegulatedFileSystem) {
  complete_context("regulated");
  secure::FileSystem(stack, "uploads", aws::efs_file_system{},
                     secure::file_system_options{
                         .replica_kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/replica",
                         .replica_region = "eu-west-1"});
  const auto replica = document().resource_at("production/uploads/replica");
  EXPECT_TRUE(replica["destination.region"] == "eu-west-1");
  EXPECT_TRUE(replica["destination.kms_key_id"] == "arn:aws:kms:eu-west-1:111122223333:key/replica");
}

TEST_F(Composites, MountAFileSystemInSubnetsThatTerraformKnows) {
  const parapet::Variable subnets(stack, "subnets", {.type = "set(string)"});
  secure::FileSystem(stack, "uploads", aws::efs_file_system{},
                     secure::file_system_options{.subnet_ids = parapet::Ref<parapet::Any>(subnets.str().parapet_value())});
  const auto targets = document().resource_at("production/uploads/mount-targets");
  EXPECT_EQ(targets["count"].json(), R"("${length(var.subnets)}")");
  EXPECT_EQ(targets["subnet_id"].json(), R"("${tolist(var.subnets)[count.index]}")");
}

TEST_F(Composites, RefuseAFileSystemInPlainText) {
  const unsigned line = __LINE__ + 1;
  const std::string text = refusal([&] { secure::FileSystem(stack, "x", aws::efs_file_system{.encrypted = false}); });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "efs:001 (high) production/x: `encrypted` is false\n"
            "  required: EFS file systems are encrypted at rest.\n"
            "  fix:      Set `encrypted` to true; it cannot be switched on later.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/efs_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundAFileSystemAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::FileSystem(stack, "x", aws::efs_file_system{.kms_key_id = "alias/aws/elasticfilesystem"},
                                 secure::file_system_options{
                                     .replica_region = "eu-west-1",
                                     .statements = {policy::Statement{
                                         .actions = {"elasticfilesystem:ClientRootAccess"},
                                         .principals = {policy::anyone()},
                                         .resources = {"*"}}}});
            }),
            (Refusals{"efs:002 kms_key_id", "efs:013 policy.Statement[1]", "efs:015 policy.Statement[1]", "efs:018 destination.kms_key_id"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
