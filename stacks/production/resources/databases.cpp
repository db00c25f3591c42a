#include <aws/db_parameter_group.hpp>
#include <aws/rds_cluster_parameter_group.hpp>
#include <parapet/find.hpp>
#include <parapet/variable.hpp>
#include <secure_templates/rds.hpp>
#include <secure_templates/vpc.hpp>
#include <string>

#include "../resources.hpp"

namespace {

/// Customers and invoices.
void zip(parapet::Stack& stack, const aws::DbSubnetGroup& subnets, const aws::SecurityGroup& security_group) {
  aws::DbParameterGroup parameters(stack, "zip-parameters", aws::db_parameter_group{
      .family = "postgres16",
      .name = "production-zip",
      .parameter = {
          aws::db_parameter_group::Parameter{.name = "log_connections", .value = "1"},
          aws::db_parameter_group::Parameter{.name = "log_min_duration_statement", .value = "1000"},
          aws::db_parameter_group::Parameter{.name = "log_statement", .value = "ddl"},
          aws::db_parameter_group::Parameter{.name = "rds.force_ssl", .value = "1"},
      },
  });
  secure::DatabaseInstance database(stack, "zip-db", aws::db_instance{
      .allocated_storage = 100,
      .backup_retention_period = 30,
      .db_name = "zip",
      .db_subnet_group_name = subnets.name(),
      .engine = "postgres",
      .engine_version = "16.4",
      .final_snapshot_identifier = "production-zip-final",
      .identifier = "production-zip",
      .instance_class = "db.r6g.large",
      .max_allocated_storage = 500,
      .parameter_group_name = parameters.name(),
      .storage_type = "gp3",
      .tags = {{"data", "customers"}},
      .username = "zip",
      .vpc_security_group_ids = {security_group.id()},
  });
  parapet::Output(stack, "zip-endpoint", parapet::OutputOptions{.value = database.endpoint()});
}

/// What is in the baskets: grows with the day's load.
void orders(parapet::Stack& stack, const aws::DbSubnetGroup& subnets, const aws::SecurityGroup& security_group) {
  secure::DatabaseCluster cluster(stack, "orders", aws::rds_cluster{
      .backup_retention_period = 30,
      .cluster_identifier = "production-orders",
      .database_name = "orders",
      .db_subnet_group_name = subnets.name(),
      .engine = "aurora-postgresql",
      .engine_version = "16.4",
      .final_snapshot_identifier = "production-orders-final",
      .master_username = "orders",
      .serverlessv2_scaling_configuration =
          {aws::rds_cluster::Serverlessv2ScalingConfiguration{.max_capacity = 16, .min_capacity = 1}},
      .tags = {{"data", "orders"}},
      .vpc_security_group_ids = {security_group.id()},
  });
  for (const std::string name : {"orders-1", "orders-2"}) {
    secure::DatabaseClusterInstance(stack, name, aws::rds_cluster_instance{
        .cluster_identifier = cluster.id(),
        .engine = cluster.engine(),
        .engine_version = cluster.engine_version(),
        .identifier = "production-" + name,
        .instance_class = "db.serverless",
    });
  }
  parapet::Output(stack, "orders-endpoint", parapet::OutputOptions{.value = cluster.endpoint()});
}

}  // namespace

void databases(parapet::Stack& stack, const Providers&) {
  secure::DatabaseSubnetGroup subnets(stack, "database-subnets", aws::db_subnet_group{.name = "production"});
  const auto security_group = parapet::find<aws::SecurityGroup>(stack, "database");
  zip(stack, subnets, security_group);
  orders(stack, subnets, security_group);
}
