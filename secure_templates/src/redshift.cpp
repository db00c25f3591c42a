#include "../redshift.hpp"

#include <aws/redshift_logging.hpp>
#include <aws/redshift_parameter_group.hpp>
#include <aws/redshift_snapshot_copy.hpp>
#include <aws/redshift_subnet_group.hpp>

#include "parts.hpp"

namespace secure {

namespace redshift {

/// Builds what one cluster needs, the cluster, and what needs it.
class Parts : PartsOf<aws::redshift_cluster, warehouse_options> {
 public:
  using PartsOf::PartsOf;

  aws::RedshiftCluster build() {
    if (is_unset(config_.cluster_subnet_group_name)) add_subnets();
    if (is_unset(config_.cluster_parameter_group_name)) add_parameters();
    if (is_unset(config_.final_snapshot_identifier)) {
      config_.final_snapshot_identifier = parapet::text(config_.cluster_identifier, "-final");
    }
    const auto cluster = add<aws::RedshiftCluster>("Default", config_);
    add_logging(cluster);
    if (!is_unset(options_.copy_to_region)) add_copy(cluster);
    return finish(cluster);
  }

 private:
  void add_subnets() {
    const auto subnets = add<aws::RedshiftSubnetGroup>(
        "subnets",
        {.name = config_.cluster_identifier, .subnet_ids = demanded(options_.subnet_ids, "subnet_ids", "subnet_ids")});
    config_.cluster_subnet_group_name = subnets.name();
  }

  void add_parameters() {
    using Parameter = aws::redshift_parameter_group::Parameter;
    std::vector<Parameter> parameters = {{.name = "enable_user_activity_logging", .value = "true"},
                                         {.name = "require_ssl", .value = "true"}};
    if (is_regulated()) parameters.push_back({.name = "use_fips_ssl", .value = "true"});
    const auto group = add<aws::RedshiftParameterGroup>(
        "parameters",
        {.family = options_.parameter_group_family, .name = config_.cluster_identifier, .parameter = parameters});
    config_.cluster_parameter_group_name = group.name();
  }

  /// Redshift would make the log groups itself, without end and without key.
  void add_logging(const aws::RedshiftCluster& cluster) {
    const auto logging =
        add<aws::RedshiftLogging>("logging", {.cluster_identifier = cluster.id(),
                                              .log_destination_type = "cloudwatch",
                                              .log_exports = {"connectionlog", "useractivitylog", "userlog"}});
    for (const char* log : {"connectionlog", "useractivitylog", "userlog"}) {
      logging.node().add_dependency(
          service_log(log, parapet::text("/aws/redshift/cluster/", config_.cluster_identifier, "/", log)));
    }
  }

  void add_copy(const aws::RedshiftCluster& cluster) {
    add<aws::RedshiftSnapshotCopy>("copy", {.cluster_identifier = cluster.id(),
                                            .destination_region = options_.copy_to_region,
                                            .retention_period = 7,
                                            .snapshot_copy_grant_name = options_.copy_grant_name});
  }
};

}  // namespace redshift

Warehouse::Warehouse(parapet::Scope scope, std::string_view id, const aws::redshift_cluster& config,
                     const warehouse_options& options)
    : aws::RedshiftCluster(redshift::Parts(scope, id, config, options).build()) {}

}  // namespace secure
