#include "../elasticache.hpp"

#include <aws/elasticache_subnet_group.hpp>
#include <aws/elasticache_user.hpp>
#include <aws/elasticache_user_group.hpp>

#include "parts.hpp"

namespace secure {

namespace elasticache {

/// The write-only token is younger than the oldest schema.
template <class Config>
bool has_token(const Config& config) {
  if constexpr (requires { config.auth_token_wo; }) {
    if (!is_unset(config.auth_token_wo)) return true;
  }
  return !is_unset(config.auth_token);
}

/// Builds what one replication group needs, and then the group.
class Parts : PartsOf<aws::elasticache_replication_group, cache_options> {
 public:
  using PartsOf::PartsOf;

  aws::ElasticacheReplicationGroup build() {
    if (is_unset(config_.engine)) config_.engine = "valkey";
    if (is_unset(config_.final_snapshot_identifier)) {
      config_.final_snapshot_identifier = parapet::text(config_.replication_group_id, "-final");
    }
    if (is_unset(config_.subnet_group_name)) add_subnets();
    if (!has_authentication()) add_users();
    if (is_unset(config_.log_delivery_configuration)) {
      config_.log_delivery_configuration = {log("engine-log"), log("slow-log")};
    }
    const auto cache = add<aws::ElasticacheReplicationGroup>("Default", config_);
    return finish(cache);
  }

 private:
  bool has_authentication() const { return has_token(config_) || !is_unset(config_.user_group_ids); }

  bool is_valkey() const { return parapet::View(config_.engine.parapet_value()).text() == "valkey"; }

  void add_subnets() {
    const auto subnets = add<aws::ElasticacheSubnetGroup>(
        "subnets", {.name = config_.replication_group_id,
                    .subnet_ids = demanded(options_.subnet_ids, "subnet_ids", "subnet_ids")});
    config_.subnet_group_name = subnets.name();
  }

  /// Without users of the options there is nobody to let in to Redis; the catalog refuses that.
  void add_users() {
    parapet::Set<parapet::Str> users = options_.user_ids;
    if (is_unset(users)) {
      if (!is_valkey()) return;
      users = {add_user()};
    }
    const auto group = add<aws::ElasticacheUserGroup>(
        "users", {.engine = config_.engine, .user_group_id = config_.replication_group_id, .user_ids = users});
    config_.user_group_ids = {group.user_group_id()};
  }

  /// With IAM, name and id are the same.
  parapet::Str add_user() {
    const parapet::Str name = parapet::text(config_.replication_group_id, "-app");
    aws::elasticache_user user{.access_string = options_.access_string,
                               .authentication_mode = {{.type = "iam"}},
                               .engine = config_.engine,
                               .user_id = name,
                               .user_name = name};
    if (is_unset(user.access_string)) {
      user.access_string =
          "on ~* &* -@all +@connection +@keyspace +@pubsub +@read +@scripting +@transaction +@write -@dangerous";
    }
    return add<aws::ElasticacheUser>("user", user).user_id();
  }

  aws::elasticache_replication_group::LogDeliveryConfiguration log(const char* type) {
    const auto logs = service_log(type, parapet::text("/aws/elasticache/", config_.replication_group_id, "/", type));
    return {.destination = logs.name(), .destination_type = "cloudwatch-logs", .log_format = "json", .log_type = type};
  }
};

}  // namespace elasticache

Cache::Cache(parapet::Scope scope, std::string_view id, const aws::elasticache_replication_group& config,
             const cache_options& options)
    : aws::ElasticacheReplicationGroup(elasticache::Parts(scope, id, config, options).build()) {}

}  // namespace secure
