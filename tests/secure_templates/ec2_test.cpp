#include <secure_templates/ec2.hpp>

#include "parapet/error.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

TEST_F(Assemblies, KeepAServerPrivate) {
  secure::Server batch(stack, "batch", aws::instance{.ami = "ami-1", .instance_type = "m7g.large"});
  EXPECT_EQ(resources(), (Resources{
                             "batch/Default aws_instance",
                             "batch/profile aws_iam_instance_profile",
                             "batch/role aws_iam_role",
                             "batch/role-session-manager aws_iam_role_policy_attachment",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/batch/Default");
  EXPECT_EQ(made.address(), "aws_instance.batch");
  EXPECT_TRUE(made["associate_public_ip_address"] == false);
  EXPECT_TRUE(made["subnet_id"] == "subnet-1");
  EXPECT_EQ(made["vpc_security_group_ids"].json(), R"(["sg-1"])");
  EXPECT_EQ(made["metadata_options"].json(), R"([{"http_put_response_hop_limit":1,"http_tokens":"required"}])");
  EXPECT_EQ(made["root_block_device"].json(), std::string(R"([{"encrypted":true,"kms_key_id":")") + key_arn + R"("}])");
  EXPECT_TRUE(written.resource_at("production/batch/profile")["role"] == batch.role().name());
}

TEST_F(Assemblies, StartServersFromATemplate) {
  secure::ServerTemplate shop(
      stack, "shop", aws::launch_template{.image_id = "ami-1", .instance_type = "m7g.large"},
      secure::server_options{
          .has_session_manager = false,
          .statements = {policy::Statement{
              .actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::acme-shop/*"}, .sid = "ReadPictures"}}});
  EXPECT_EQ(resources(), (Resources{
                             "shop/Default aws_launch_template",
                             "shop/profile aws_iam_instance_profile",
                             "shop/role aws_iam_role",
                             "shop/role-policy aws_iam_role_policy",
                         }));
  const auto made = document().resource_at("production/shop/Default");
  EXPECT_EQ(made["network_interfaces"].json(),
            R"([{"associate_public_ip_address":"false","device_index":0,"security_groups":["sg-1"]}])");
  EXPECT_TRUE(made["block_device_mappings.ebs.kms_key_id"] == key_arn);
  EXPECT_EQ(made["metadata_options"].json(), R"([{"http_put_response_hop_limit":1,"http_tokens":"required"}])");
}

TEST_F(Assemblies, RefuseEverythingAboutAServerAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::Server(stack, "x",
                             aws::instance{.associate_public_ip_address = true,
                                           .key_name = "mine",
                                           .metadata_options = {{.http_tokens = "optional"}}},
                             secure::server_options{.statements = {policy::Statement{
                                                        .actions = {"s3:DeleteObject"}, .resources = {"*"}}}});
            }),
            (Refusals{"iam:080 policy.Statement[0]", "iam:081 policy.Statement[0]",
                      "ec2:008 metadata_options.http_tokens", "ec2:010 associate_public_ip_address",
                      "ec2:019 key_name"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Assemblies, NameTheSubnetThatTheContextLacksForAServer) {
  parapet::Stack bare(app, "bare");
  EXPECT_THROW(secure::Server(bare, "x", aws::instance{.ami = "ami-1"}), parapet::Error);
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
