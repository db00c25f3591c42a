#pragma once

#include <aws/msk_cluster.hpp>
#include <secure_templates/resources/msk.hpp>

#include "parapet/guardrails/secured.hpp"

/// Kafka. The requirements are in `catalog/msk.json`.
namespace secure {

/// A cluster of Kafka in the subnets and security groups of the SecurityContext, which takes TLS only, is encrypted
/// with `kms_key_arn`, asks clients to sign in with IAM, refuses them topics that no rule opens, and logs to
/// CloudWatch.
///
///     using Cluster = aws::msk_cluster;
///     secure::KafkaCluster events(stack, "events", aws::msk_cluster{
///         .broker_node_group_info = {Cluster::BrokerNodeGroupInfo{.instance_type = "kafka.m7g.large"}},
///         .cluster_name = "events",
///         .kafka_version = "3.8.x",
///         .number_of_broker_nodes = 2,
///     });
///
/// The resource is `events/Default`, so that its address is `aws_msk_cluster.events`. What the configuration names
/// itself
/// (`configuration_info`, `logging_info`, the brokers' `client_subnets` and `security_groups`) is not made.
class KafkaCluster : public aws::MskCluster {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  KafkaCluster(parapet::Scope scope, std::string_view id, const aws::msk_cluster& config);
};

}  // namespace secure
