#include "../elasticache.hpp"

#include <aws/elasticache_subnet_group.hpp>
#include <aws/elasticache_user.hpp>
#include <aws/elasticache_user_group.hpp>

#include "composite.hpp"

namespace secure {

namespace elasticache {

/// The write-only token is younger than the oldest schema.
template <class Config>
bool has_token(const Config& config) {
  if constexpr (requires { config.auth_token_wo; }) {
    if (!Composite::is_nothing(config.auth_token_wo)) return true;
  }
  return !Composite::is_nothing(config.auth_token);
}

/// Builds what one replication group needs, and then the group.
class Parts {
 public:
  Parts(const parapet::Scope& scope, std::string_view id, const aws::elasticache_replication_group& config,
        const cache_options& options)
      : composite_(scope, config), group_(scope, id), config_(config), options_(options) {}

  aws::ElasticacheReplicationGroup build() {
    if (Composite::is_nothing(config_.engine)) config_.engine = "valkey";
    if (Composite::is_nothing(config_.final_snapshot_identifier)) {
      config_.final_snapshot_identifier = parapet::text(config_.replication_group_id, "-final");
    }
    if (Composite::is_nothing(config_.subnet_group_name)) add_subnets();
    if (!has_authentication()) add_users();
    if (Composite::is_nothing(config_.log_delivery_configuration)) {
      config_.log_delivery_configuration = {log("engine-log"), log("slow-log")};
    }
    const auto cache = composite_.add<aws::ElasticacheReplicationGroup>(group_, "Default", config_);
    composite_.finish();
    return cache;
  }

 private:
  bool has_authentication() const { return has_token(config_) || !Composite::is_nothing(config_.user_group_ids); }

  bool is_valkey() const {
    const parapet::detail::Value* engine = config_.engine.parapet_value();
    return engine->kind == parapet::detail::Kind::text && parapet::detail::text_of(engine) == "valkey";
  }

  void add_subnets() {
    auto subnets = composite_.part<aws::elasticache_subnet_group>();
    subnets.name = config_.replication_group_id;
    subnets.subnet_ids = composite_.demanded(options_.subnet_ids, "subnet_ids", group_, "subnet_ids");
    config_.subnet_group_name = composite_.add_part<aws::ElasticacheSubnetGroup>(group_, "subnets", subnets).name();
  }

  /// Without users of the options there is nobody to let in to Redis; the catalog refuses that.
  void add_users() {
    parapet::Set<parapet::Str> users = options_.user_ids;
    if (Composite::is_nothing(users)) {
      if (!is_valkey()) return;
      users = {add_user()};
    }
    auto group = composite_.part<aws::elasticache_user_group>();
    group.engine = config_.engine;
    group.user_group_id = config_.replication_group_id;
    group.user_ids = users;
    config_.user_group_ids = {composite_.add_part<aws::ElasticacheUserGroup>(group_, "users", group).user_group_id()};
  }

  /// With IAM, name and id are the same.
  parapet::Str add_user() {
    auto user = composite_.part<aws::elasticache_user>();
    user.access_string = options_.access_string;
    if (Composite::is_nothing(user.access_string)) {
      user.access_string =
          "on ~* &* -@all +@connection +@keyspace +@pubsub +@read +@scripting +@transaction +@write -@dangerous";
    }
    user.authentication_mode = {{.type = "iam"}};
    user.engine = config_.engine;
    user.user_id = parapet::text(config_.replication_group_id, "-app");
    user.user_name = user.user_id;
    return composite_.add_part<aws::ElasticacheUser>(group_, "user", user).user_id();
  }

  aws::elasticache_replication_group::LogDeliveryConfiguration log(const char* type) {
    const auto logs = add_log_group(composite_, group_, type,
                                    parapet::text("/aws/elasticache/", config_.replication_group_id, "/", type));
    return {.destination = logs.name(), .destination_type = "cloudwatch-logs", .log_format = "json", .log_type = type};
  }

  Composite composite_;
  parapet::Construct group_;
  aws::elasticache_replication_group config_;
  const cache_options& options_;
};

}  // namespace elasticache

Cache::Cache(parapet::Scope scope, std::string_view id, const aws::elasticache_replication_group& config,
             const cache_options& options)
    : aws::ElasticacheReplicationGroup(elasticache::Parts(scope, id, config, options).build()) {}

}  // namespace secure
