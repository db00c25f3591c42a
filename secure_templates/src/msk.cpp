#include "../msk.hpp"

#include <aws/msk_configuration.hpp>

#include "composite.hpp"

namespace secure {

namespace msk {

using Cluster = aws::msk_cluster;

/// Brokers stand where the stack says.
void place_brokers(Composite& composite, const parapet::Construct& group, Cluster& config) {
  Composite::complete(config.broker_node_group_info, [&](Cluster::BrokerNodeGroupInfo& brokers) {
    brokers.client_subnets = composite.demanded(brokers.client_subnets, "subnet_ids", group, "client_subnets");
    brokers.security_groups =
        composite.demanded(brokers.security_groups, "security_group_ids", group, "security_groups");
  });
}

void add_configuration(Composite& composite, const parapet::Construct& group, Cluster& config) {
  auto properties = composite.part<aws::msk_configuration>();
  properties.name = config.cluster_name;
  properties.server_properties = "allow.everyone.if.no.acl.found=false\nauto.create.topics.enable=false\n";
  const auto added = composite.add_part<aws::MskConfiguration>(group, "configuration", properties);
  config.configuration_info = {{.arn = added.arn(), .revision = added.latest_revision()}};
}

void add_logs(Composite& composite, const parapet::Construct& group, Cluster& config) {
  const auto logs = add_log_group(composite, group, "logs", parapet::text("/aws/msk/", config.cluster_name));
  Cluster::LoggingInfo::BrokerLogs broker;
  broker.cloudwatch_logs = {{.enabled = true, .log_group = logs.name()}};
  config.logging_info = {{.broker_logs = {broker}}};
}

aws::MskCluster build(const parapet::Scope& scope, std::string_view id, Cluster config) {
  Composite composite(scope, config);
  const parapet::Construct group(scope, id);
  place_brokers(composite, group, config);
  if (Composite::is_nothing(config.configuration_info)) add_configuration(composite, group, config);
  if (Composite::is_nothing(config.logging_info)) add_logs(composite, group, config);
  const auto cluster = composite.add<aws::MskCluster>(group, "Default", config);
  composite.finish();
  return cluster;
}

}  // namespace msk

KafkaCluster::KafkaCluster(parapet::Scope scope, std::string_view id, const aws::msk_cluster& config)
    : aws::MskCluster(msk::build(scope, id, config)) {}

}  // namespace secure
