#include <secure_templates/ec2.hpp>

#include "parapet/error.hpp"
#include "secure_templates/support.hpp"

namespace secure_templates_test {
namespace {

aws::vpc_security_group_ingress_rule https(const parapet::Str& from) {
  return aws::vpc_security_group_ingress_rule{
      .cidr_ipv4 = from, .from_port = 443, .ip_protocol = "tcp", .to_port = 443};
}

TEST_F(Templates, WriteRulesOfASecurityGroupAsResourcesOfTheirOwn) {
  secure::SecurityGroup group(stack, "web", aws::security_group{.description = "Web", .vpc_id = "vpc-1"});
  group.allow_from("offices", https("10.0.0.0/8"));
  group.allow_to(
      "updates",
      aws::vpc_security_group_egress_rule{
          .cidr_ipv4 = "0.0.0.0/0", .description = "Packages", .from_port = 443, .ip_protocol = "tcp", .to_port = 443});
  const auto in = document().resource_at("production/web/offices");
  EXPECT_TRUE(in["security_group_id"] == group.id());
  EXPECT_TRUE(in["description"] == "offices");
  const auto out = document().resource_at("production/web/updates");
  EXPECT_EQ(out.type(), "aws_vpc_security_group_egress_rule");
  EXPECT_TRUE(out["security_group_id"] == group.id());
  EXPECT_TRUE(out["description"] == "Packages");
}

TEST_F(Templates, RefuseAnOpenSecurityGroup) {
  secure::SecurityGroup group(stack, "web", aws::security_group{.description = "Web"});
  EXPECT_EQ(violations([&] { group.allow_from("all", https("0.0.0.0/0")); }), Refusals{"vpc:001 cidr_ipv4"});
  EXPECT_FALSE(group.node().try_find_child("all"));
  EXPECT_EQ(violations([&] {
              auto rule = https({});
              rule.cidr_ipv6 = "::/0";
              group.allow_from("all", rule);
            }),
            Refusals{"vpc:002 cidr_ipv6"});
  EXPECT_EQ(violations([&] {
              secure::SecurityGroup(stack, "x",
                                    aws::security_group{.ingress = {{.cidr_blocks = {"0.0.0.0/0"},
                                                                     .from_port = 0,
                                                                     .ipv6_cidr_blocks = {"::/0"},
                                                                     .protocol = "-1",
                                                                     .to_port = 0}}});
            }),
            (Refusals{"vpc:003 ingress[0].cidr_blocks", "vpc:004 ingress[0].ipv6_cidr_blocks"}));
}

TEST_F(Templates, SayWhereARuleWasWritten) {
  secure::SecurityGroup group(stack, "web", aws::security_group{.description = "Web"});
  const unsigned line = __LINE__ + 1;
  const std::string text = refusal([&] { group.allow_from("all", https("0.0.0.0/0")); });
  EXPECT_NE(text.find("vpc:001 (critical) production/web/all: `cidr_ipv4` is \"0.0.0.0/0\"\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("  at:       tests/secure_templates/vpc_test.cpp:" + std::to_string(line)), std::string::npos)
      << text;
}

/// The message of an Error; empty if there is none.
template <class F>
std::string error(F&& function) {
  try {
    function();
  } catch (const parapet::Error& error) {
    return error.what();
  }
  return {};
}

TEST_F(Templates, KeepTheTwoWaysOfWritingRulesApart) {
  secure::SecurityGroup group(
      stack, "web",
      aws::security_group{
          .description = "Web",
          .ingress = {{.cidr_blocks = {"10.0.0.0/8"}, .from_port = 443, .protocol = "tcp", .to_port = 443}}});
  EXPECT_EQ(error([&] { group.allow_from("offices", https("10.0.0.0/8")); }),
            "production/web: the rule \"offices\" would be removed by the `ingress` blocks of the group; write all "
            "rules one way, best as "
            "allow_from and allow_to");
}

TEST_F(Templates, WantRulesOfAGroupWithInstancesToNameOne) {
  secure::SecurityGroup group(stack, "web", aws::security_group{.count = 2, .description = "Web"});
  EXPECT_EQ(error([&] { group.allow_from("offices", https("10.0.0.0/8")); }),
            "production/web: the rule \"offices\" is for a group with count or for_each; create an IngressRule or "
            "EgressRule that names one "
            "instance");
}

TEST_F(Templates, GiveOutNoPublicAddressesInSubnets) {
  secure::Subnet(stack, "subnet", aws::subnet{.cidr_block = "10.0.0.0/24", .vpc_id = "vpc-1"});
  EXPECT_TRUE(document().resource_at("production/subnet")["map_public_ip_on_launch"] == false);
  EXPECT_EQ(
      violations([&] { secure::Subnet(stack, "x", aws::subnet{.map_public_ip_on_launch = true, .vpc_id = "vpc-1"}); }),
      Refusals{"vpc:017 map_public_ip_on_launch"});
}

TEST_F(Templates, WantAFlowLogForEveryVpcFromTierSensitiveOn) {
  context("sensitive");
  secure::Vpc vpc(stack, "vpc", aws::vpc{.cidr_block = "10.0.0.0/16"});
  secure::DefaultSecurityGroup(stack, "default", aws::default_security_group{.vpc_id = vpc.id()});
  EXPECT_EQ(violations([&] { document(); }), Refusals{"vpc:020 aws_flow_log"});
  secure::FlowLog(
      stack, "log",
      aws::flow_log{.log_destination = "arn:aws:s3:::flow-logs", .log_destination_type = "s3", .vpc_id = vpc.id()});
  EXPECT_TRUE(document().resource_at("production/log")["traffic_type"] == "ALL");
}

TEST_F(Templates, LeaveTheDefaultSecurityGroupEmpty) {
  secure::DefaultSecurityGroup(stack, "default", aws::default_security_group{.vpc_id = "vpc-1"});
  EXPECT_EQ(violations([&] { document(); }), Refusals{});
  EXPECT_EQ(violations([&] {
              secure::DefaultSecurityGroup(
                  stack, "x",
                  aws::default_security_group{
                      .ingress = {{.from_port = 0, .protocol = "-1", .self = true, .to_port = 0}}, .vpc_id = "vpc-1"});
            }),
            Refusals{"vpc:009 ingress"});
}

}  // namespace
}  // namespace secure_templates_test
