#pragma once

#include <aws/elasticache_replication_group.hpp>
#include <secure_templates/resources/elasticache.hpp>

#include "parapet/guardrails/secured.hpp"

/// Caches. The requirements are in `catalog/elasticache.json`.
namespace secure {

/// What a cache gets beside the replication group itself.
struct cache_options {
  /// What the user may do who is made for the cache; unset: read and write everything, but administer nothing.
  parapet::Str access_string{};
  /// Where the cache stands; unset: `subnet_ids` of the SecurityContext.
  parapet::Set<parapet::Str> subnet_ids{};
  /// Ids of the users who may sign in; unset: one is made who signs in with IAM, named like the cache and `-app`.
  parapet::Set<parapet::Str> user_ids{};
};

/// A cache in the subnets and security groups of the SecurityContext, encrypted at rest and on the way, backed up, with
/// a user group instead of a shared password and log groups for the engine's and for slow commands.
///
///     secure::Cache sessions(stack, "sessions", aws::elasticache_replication_group{
///         .description = "Sessions",
///         .node_type = "cache.r7g.large",
///         .num_cache_clusters = 2,
///         .replication_group_id = "sessions",
///     });
///
/// The engine is Valkey unless the configuration names another; Redis takes users only together with one whose name is
/// `default`, so its users come from the options. The resource is `sessions/Default`, so that its address is
/// `aws_elasticache_replication_group.sessions`. What the configuration names itself (`subnet_group_name`,
/// `user_group_ids` or `auth_token`, `log_delivery_configuration`) is not made.
class Cache : public aws::ElasticacheReplicationGroup {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id; nothing stays behind
  /// then.
  Cache(parapet::Scope scope, std::string_view id, const aws::elasticache_replication_group& config,
        const cache_options& options = {});
};

}  // namespace secure
