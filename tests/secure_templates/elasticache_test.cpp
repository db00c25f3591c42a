#include <gmock/gmock.h>
#include <aws/data/secretsmanager_secret_version.hpp>
#include <secure_templates/elasticache.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

aws::elasticache_replication_group sessions() {
  return aws::elasticache_replication_group{.description = "Sessions",
                                            .node_type = "cache.r7g.large",
                                            .num_cache_clusters = 2,
                                            .replication_group_id = "sessions"};
}

TEST_F(Composites, GiveACacheSubnetsUsersAndLogGroups) {
  complete_context("regulated");
  secure::Cache(stack, "sessions", sessions());
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/sessions/Default aws_elasticache_replication_group",
                       "production/sessions/engine-log aws_cloudwatch_log_group",
                       "production/sessions/engine-log/data-protection aws_cloudwatch_log_data_protection_policy",
                       "production/sessions/slow-log aws_cloudwatch_log_group",
                       "production/sessions/slow-log/data-protection aws_cloudwatch_log_data_protection_policy",
                       "production/sessions/subnets aws_elasticache_subnet_group",
                       "production/sessions/user aws_elasticache_user",
                       "production/sessions/users aws_elasticache_user_group"}));
  const auto block = written.resource_at("production/sessions/Default");
  EXPECT_EQ(block.address(), "aws_elasticache_replication_group.sessions");
  EXPECT_TRUE(block["at_rest_encryption_enabled"] == true);
  EXPECT_TRUE(block["transit_encryption_enabled"] == true);
  EXPECT_TRUE(block["kms_key_id"] == key_arn);
  EXPECT_TRUE(block["engine"] == "valkey");
  EXPECT_TRUE(block["final_snapshot_identifier"] == "sessions-final");
  EXPECT_TRUE(block["snapshot_retention_limit"] == 7);
  EXPECT_EQ(block["security_group_ids"].json(), R"(["sg-1"])");
  EXPECT_EQ(block["subnet_group_name"].json(),
            "\"${" + written.resource_at("production/sessions/subnets").address() + ".name}\"");
  EXPECT_EQ(block["user_group_ids"].json(),
            "[\"${" + written.resource_at("production/sessions/users").address() + ".user_group_id}\"]");
  EXPECT_EQ(written.resource_at("production/sessions/subnets")["subnet_ids"].json(), R"(["subnet-1","subnet-2"])");
  const auto user = written.resource_at("production/sessions/user");
  EXPECT_TRUE(user["authentication_mode.type"] == "iam");
  EXPECT_TRUE(user["user_id"] == "sessions-app");
  EXPECT_TRUE(user["user_name"] == "sessions-app");
}

TEST_F(Composites, LetTheUsersOfTheOptionsInToACache) {
  aws::elasticache_replication_group config = sessions();
  config.engine = "redis";
  secure::Cache(stack, "sessions", config, secure::cache_options{.user_ids = {"default-off", "shop"}});
  const auto written = document();
  EXPECT_TRUE(written.blocks(parapet::NodeKind::resource, "aws_elasticache_user").empty());
  const auto users = written.resource_at("production/sessions/users");
  EXPECT_TRUE(users["engine"] == "redis");
  EXPECT_EQ(users["user_ids"].json(), R"(["default-off","shop"])");
}

TEST_F(Composites, LetASecretBringTheTokenOfACache) {
  complete_context("baseline");
  aws::elasticache_replication_group config = sessions();
  config.auth_token = aws::data::SecretsmanagerSecretVersion(
                          stack, "token", aws::data::secretsmanager_secret_version{.secret_id = "sessions"})
                          .secret_string();
  secure::Cache(stack, "sessions", config);
  EXPECT_TRUE(document().blocks(parapet::NodeKind::resource, "aws_elasticache_user_group").empty());
}

TEST_F(Composites, RefuseARedisCacheWithoutUsers) {
  complete_context("baseline");
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::elasticache_replication_group config = sessions();
    config.engine = "redis";
    secure::Cache(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "elasticache:005 (high) production/x/Default: `user_group_ids` is unset\n"
            "  required: Replication groups of ElastiCache ask clients who they are.\n"
            "  fix:      Give an `aws_elasticache_user_group` in `user_group_ids`.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/elasticache_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundACacheAtOnce) {
  EXPECT_EQ(violations([&] {
              aws::elasticache_replication_group config = sessions();
              config.transit_encryption_enabled = false;
              secure::Cache(stack, "x", config,
                            secure::cache_options{.access_string = "on ~* +@all", .subnet_ids = {"subnet-1"}});
            }),
            (Refusals{"elasticache:036 subnet_ids", "elasticache:035 access_string", "elasticache:003 transit_encryption_enabled"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
