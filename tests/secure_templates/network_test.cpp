#include <secure_templates/vpc.hpp>

#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

TEST_F(Assemblies, RecordTheConnectionsOfANetwork) {
  context("sensitive");
  secure::Network network(stack, "network", aws::vpc{.cidr_block = "10.20.0.0/16", .tags = {{"Name", "production"}}});
  EXPECT_EQ(resources(), (Resources{
                             "network aws_vpc",
                             "network/default-security-group aws_default_security_group",
                             "network/flow-log aws_flow_log",
                             "network/flow-log-writer aws_iam_role",
                             "network/flow-log-writer-policy aws_iam_role_policy",
                             "network/log-group aws_cloudwatch_log_group",
                         }));
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/network")["enable_dns_hostnames"] == true);
  EXPECT_FALSE(written.resource_at("production/network/default-security-group")["ingress"]);
  const auto log = written.resource_at("production/network/flow-log");
  EXPECT_TRUE(log["vpc_id"] == network.id());
  EXPECT_TRUE(log["traffic_type"] == "ALL");
  EXPECT_TRUE(log["log_destination"] == network.log_group().arn());
  EXPECT_EQ(log["tags"].json(), R"({"Name":"production"})");
  EXPECT_TRUE(written.resource_at("production/network/log-group")["name"] == "/aws/vpc/flow-log/production/network");
}

TEST_F(Assemblies, LeaveTheResolverOfANetworkToTheStackInTheHighestTier) {
  secure::Network(stack, "network", aws::vpc{.cidr_block = "10.20.0.0/16"});
  EXPECT_EQ(violations([&] { document(); }),
            (Refusals{"route53resolver:001 aws_route53_resolver_query_log_config_association",
                      "route53resolver:002 aws_route53_resolver_firewall_rule_group_association",
                      "route53resolver:003 aws_route53_resolver_dnssec_config"}));
}

TEST_F(Assemblies, RefuseEverythingAboutANetworkAtOnce) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(bare, {.tier = "sensitive"});
  EXPECT_EQ(violations([&] {
              secure::Network(bare, "x", aws::vpc{.cidr_block = "10.0.0.0/16"},
                              secure::network_options{.log_retention_days = 7});
            }),
            (Refusals{"logs:003 kms_key_id", "logs:002 retention_in_days"}));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
