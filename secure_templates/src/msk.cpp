#include "../msk.hpp"

#include <aws/msk_configuration.hpp>

#include "parts.hpp"

namespace secure {

namespace msk {

using Cluster = aws::msk_cluster;

/// Builds what one cluster needs, and then the cluster.
class Parts : secure::Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const Cluster& config)
      : secure::Parts(scope, id, config), config_(config) {}

  aws::MskCluster build() {
    place_brokers();
    if (is_unset(config_.configuration_info)) add_configuration();
    if (is_unset(config_.logging_info)) add_logs();
    return finish(add<aws::MskCluster>("Default", config_));
  }

 private:
  /// Brokers stand where the stack says.
  void place_brokers() {
    complete(config_.broker_node_group_info, [&](Cluster::BrokerNodeGroupInfo& brokers) {
      brokers.client_subnets = demanded(brokers.client_subnets, "subnet_ids", "client_subnets");
      brokers.security_groups = demanded(brokers.security_groups, "security_group_ids", "security_groups");
    });
  }

  void add_configuration() {
    const auto added = add<aws::MskConfiguration>(
        "configuration",
        {.name = config_.cluster_name,
         .server_properties = "allow.everyone.if.no.acl.found=false\nauto.create.topics.enable=false\n"});
    config_.configuration_info = {{.arn = added.arn(), .revision = added.latest_revision()}};
  }

  void add_logs() {
    const auto logs = service_log("logs", parapet::text("/aws/msk/", config_.cluster_name));
    Cluster::LoggingInfo::BrokerLogs broker;
    broker.cloudwatch_logs = {{.enabled = true, .log_group = logs.name()}};
    config_.logging_info = {{.broker_logs = {broker}}};
  }

  Cluster config_;
};

}  // namespace msk

KafkaCluster::KafkaCluster(parapet::Scope scope, std::string_view id, const aws::msk_cluster& config)
    : aws::MskCluster(msk::Parts(scope, id, config).build()) {}

}  // namespace secure
