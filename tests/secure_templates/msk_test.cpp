#include <gmock/gmock.h>
#include <secure_templates/msk.hpp>

#include "parapet/error.hpp"
#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

aws::msk_cluster events() {
  return aws::msk_cluster{
      .broker_node_group_info = {aws::msk_cluster::BrokerNodeGroupInfo{.instance_type = "kafka.m7g.large"}},
      .cluster_name = "events",
      .kafka_version = "3.8.x",
      .number_of_broker_nodes = 2};
}

TEST_F(Composites, GiveAKafkaClusterAConfigurationAndLogs) {
  complete_context("regulated");
  secure::KafkaCluster(stack, "events", events());
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/events/Default aws_msk_cluster",
                       "production/events/configuration aws_msk_configuration",
                       "production/events/logs aws_cloudwatch_log_group",
                       "production/events/logs/data-protection aws_cloudwatch_log_data_protection_policy"}));
  const auto block = written.resource_at("production/events/Default");
  EXPECT_EQ(block.address(), "aws_msk_cluster.events");
  EXPECT_EQ(block["broker_node_group_info"].json(),
            R"([{"client_subnets":["subnet-1","subnet-2"],"instance_type":"kafka.m7g.large",)"
            R"("security_groups":["sg-1"]}])");
  EXPECT_TRUE(block["client_authentication.sasl.iam"] == true);
  EXPECT_TRUE(block["client_authentication.unauthenticated"] == false);
  EXPECT_TRUE(block["encryption_info.encryption_at_rest_kms_key_arn"] == key_arn);
  EXPECT_TRUE(block["encryption_info.encryption_in_transit.client_broker"] == "TLS");
  EXPECT_TRUE(block["encryption_info.encryption_in_transit.in_cluster"] == true);
  EXPECT_TRUE(block["logging_info.broker_logs.cloudwatch_logs.enabled"] == true);
  EXPECT_EQ(block["configuration_info.revision"].json(),
            "\"${" + written.resource_at("production/events/configuration").address() + ".latest_revision}\"");
}

TEST_F(Composites, LeaveTheBrokersOfAKafkaClusterWhereTheyAre) {
  aws::msk_cluster config = events();
  config.broker_node_group_info = {{.client_subnets = {"subnet-7", "subnet-8"}, .instance_type = "kafka.m7g.large",
                                    .security_groups = {"sg-7"}}};
  secure::KafkaCluster(stack, "events", config);
  const auto block = document().resource_at("production/events/Default");
  EXPECT_EQ(block["broker_node_group_info.client_subnets"].json(), R"(["subnet-7","subnet-8"])");
  EXPECT_EQ(block["broker_node_group_info.security_groups"].json(), R"(["sg-7"])");
}

TEST_F(Composites, RefuseAKafkaClusterThatTakesPlainText) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::msk_cluster config = events();
    config.encryption_info = {{.encryption_in_transit = {{.client_broker = "TLS_PLAINTEXT"}}}};
    secure::KafkaCluster(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "msk:001 (high) production/x/Default: `encryption_info.encryption_in_transit.client_broker` is \"TLS_PLAINTEXT\"\n"
            "  required: Kafka clients connect over TLS.\n"
            "  fix:      Set `encryption_info.encryption_in_transit.client_broker` to `TLS`.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/msk_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, NameTheNetworkThatAKafkaClusterLacks) {
  parapet::Stack bare(app, "bare");
  std::string text;
  try {
    secure::KafkaCluster(bare, "x", events());
  } catch (const parapet::Error& error) {
    text = error.what();
  }
  EXPECT_THAT(text, testing::HasSubstr(
                        "bare/x: `client_subnets` is unset, and the stack's SecurityContext has no `subnet_ids`\n"
                        "bare/x: `security_groups` is unset, and the stack's SecurityContext has no `security_group_ids`"));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

TEST_F(Composites, NameEverythingThatAKafkaClusterLacksAtOnce) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(bare, {.tier = "sensitive"});
  EXPECT_EQ(violations([&] {
              aws::msk_cluster config = events();
              config.kafka_version = "2.8.1";
              secure::KafkaCluster(bare, "x", config);
            }),
            (Refusals{"logs:003 kms_key_id", "msk:004 encryption_info.encryption_at_rest_kms_key_arn", "msk:009 kafka_version"}));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
