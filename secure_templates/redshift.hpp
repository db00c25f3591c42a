#pragma once

#include <aws/redshift_cluster.hpp>
#include <secure_templates/resources/redshift.hpp>

#include "parapet/guardrails/secured.hpp"

/// Warehouses. The requirements are in `catalog/redshift.json`.
namespace secure {

/// What a warehouse gets beside the cluster itself.
struct warehouse_options {
  /// Grant in the other region that snapshots are encrypted with there, an `aws_redshift_snapshot_copy_grant`.
  parapet::Str copy_grant_name{};
  /// Region that snapshots are copied to; unset: none, which is refused where the tier is regulated.
  parapet::Str copy_to_region{};
  /// Family of the parameter group.
  parapet::Str parameter_group_family = "redshift-1.0";
  /// Where the cluster stands; unset: `subnet_ids` of the SecurityContext.
  parapet::Set<parapet::Str> subnet_ids{};
};

/// A cluster of Redshift in the subnets and security groups of the SecurityContext: private, encrypted, its password in
/// Secrets Manager, with a parameter group that takes TLS only and records what users do, and with its logs in
/// CloudWatch.
///
///     secure::Warehouse sales(stack, "sales", aws::redshift_cluster{
///         .cluster_identifier = "sales",
///         .master_username = "sales_owner",
///         .node_type = "ra3.large",
///         .number_of_nodes = 2,
///     });
///
/// The resource is `sales/Default`, so that its address is `aws_redshift_cluster.sales`. What the configuration names
/// itself (`cluster_subnet_group_name`, `cluster_parameter_group_name`) is not made.
class Warehouse : public aws::RedshiftCluster {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Warehouse(parapet::Scope scope, std::string_view id, const aws::redshift_cluster& config,
            const warehouse_options& options = {});
};

}  // namespace secure
