#pragma once

#include <aws/db_instance.hpp>
#include <aws/db_proxy.hpp>
#include <aws/db_subnet_group.hpp>
#include <aws/rds_cluster.hpp>
#include <aws/rds_cluster_instance.hpp>
#include <secure_templates/resources/rds.hpp>

#include "parapet/guardrails/secured.hpp"

/// Databases of Amazon RDS. Each takes the provider's own configuration; what is unset is filled in from the catalog
/// (`catalog/rds.json`) and the stack's SecurityContext (`kms_key_arn`, `monitoring_role_arn`, `subnet_ids`), and what
/// a requirement forbids throws SecurityException with everything that is wrong.
///
///     secure::DatabaseInstance zip(stack, "zip-db", aws::db_instance{
///         .allocated_storage = 100,
///         .engine = "postgres",
///         .instance_class = "db.r6g.large",
///         .kms_key_id = key.arn(),
///         .username = "zip",
///     });
namespace secure {

/// A database instance: private, encrypted with a customer key, backed up, its password in Secrets Manager.
using DatabaseInstance = parapet::guardrails::Secured<aws::DbInstance>;
/// An Aurora cluster, encrypted with a customer key, backed up, its password in Secrets Manager.
using DatabaseCluster = parapet::guardrails::Secured<aws::RdsCluster>;
/// One instance of an Aurora cluster: private.
using DatabaseClusterInstance = parapet::guardrails::Secured<aws::RdsClusterInstance>;
/// A pool of connections in front of a database, which accepts TLS only.
using DatabaseProxy = parapet::guardrails::Secured<aws::DbProxy>;
/// The subnets that databases stand in; those of the SecurityContext unless it says others.
using DatabaseSubnetGroup = parapet::guardrails::Secured<aws::DbSubnetGroup>;

}  // namespace secure
