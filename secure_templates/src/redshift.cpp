#include "../redshift.hpp"

#include <aws/redshift_logging.hpp>
#include <aws/redshift_parameter_group.hpp>
#include <aws/redshift_snapshot_copy.hpp>
#include <aws/redshift_subnet_group.hpp>

#include "composite.hpp"

namespace secure {

namespace redshift {

/// Builds what one cluster needs, the cluster, and what needs it.
class Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const aws::redshift_cluster& config,
        const warehouse_options& options)
      : composite_(scope, config), group_(scope, id), config_(config), options_(options) {}

  aws::RedshiftCluster build() {
    if (Composite::is_nothing(config_.cluster_subnet_group_name)) add_subnets();
    if (Composite::is_nothing(config_.cluster_parameter_group_name)) add_parameters();
    if (Composite::is_nothing(config_.final_snapshot_identifier)) {
      config_.final_snapshot_identifier = parapet::text(config_.cluster_identifier, "-final");
    }
    const auto cluster = composite_.add<aws::RedshiftCluster>(group_, "Default", config_);
    add_logging(cluster);
    if (!Composite::is_nothing(options_.copy_to_region)) add_copy(cluster);
    composite_.finish();
    return cluster;
  }

 private:
  void add_subnets() {
    auto subnets = composite_.part<aws::redshift_subnet_group>();
    subnets.name = config_.cluster_identifier;
    subnets.subnet_ids = composite_.demanded(options_.subnet_ids, "subnet_ids", group_, "subnet_ids");
    config_.cluster_subnet_group_name =
        composite_.add_part<aws::RedshiftSubnetGroup>(group_, "subnets", subnets).name();
  }

  void add_parameters() {
    using Group = aws::redshift_parameter_group;
    auto parameters = composite_.part<Group>();
    parameters.family = options_.parameter_group_family;
    parameters.name = config_.cluster_identifier;
    parameters.parameter = {Group::Parameter{.name = "enable_user_activity_logging", .value = "true"},
                            Group::Parameter{.name = "require_ssl", .value = "true"}};
    if (composite_.is_regulated()) {
      parameters.parameter = parameters.parameter + parapet::Block<Group::Parameter>{
                                                        Group::Parameter{.name = "use_fips_ssl", .value = "true"}};
    }
    config_.cluster_parameter_group_name =
        composite_.add_part<aws::RedshiftParameterGroup>(group_, "parameters", parameters).name();
  }

  /// Redshift would make the log groups itself, without end and without key.
  void add_logging(const aws::RedshiftCluster& cluster) {
    auto logging = composite_.part<aws::redshift_logging>();
    logging.cluster_identifier = composite_.instance_of(cluster).id();
    logging.log_destination_type = "cloudwatch";
    logging.log_exports = {"connectionlog", "useractivitylog", "userlog"};
    const auto added = composite_.add<aws::RedshiftLogging>(group_, "logging", logging);
    for (const char* log : {"connectionlog", "useractivitylog", "userlog"}) {
      added.node().add_dependency(add_log_group(
          composite_, group_, log, parapet::text("/aws/redshift/cluster/", config_.cluster_identifier, "/", log)));
    }
  }

  void add_copy(const aws::RedshiftCluster& cluster) {
    auto copy = composite_.part<aws::redshift_snapshot_copy>();
    copy.cluster_identifier = composite_.instance_of(cluster).id();
    copy.destination_region = options_.copy_to_region;
    copy.retention_period = 7;
    copy.snapshot_copy_grant_name = options_.copy_grant_name;
    composite_.add<aws::RedshiftSnapshotCopy>(group_, "copy", copy);
  }

  Composite composite_;
  parapet::Construct group_;
  aws::redshift_cluster config_;
  const warehouse_options& options_;
};

}  // namespace redshift

Warehouse::Warehouse(parapet::Scope scope, std::string_view id, const aws::redshift_cluster& config,
                     const warehouse_options& options)
    : aws::RedshiftCluster(redshift::Parts(scope, id, config, options).build()) {}

}  // namespace secure
