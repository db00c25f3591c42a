#include <secure_templates/rds.hpp>

#include "parapet/variable.hpp"
#include "secure_templates/support.hpp"

namespace secure_templates_test {
namespace {

using parapet::testing::Document;

aws::db_instance database() {
  return aws::db_instance{
      .allocated_storage = 100, .engine = "postgres", .instance_class = "db.r6g.large", .username = "zip"};
}

aws::rds_cluster cluster() { return aws::rds_cluster{.engine = "aurora-postgresql", .master_username = "orders"}; }

TEST_F(Templates, FillInWhatADatabaseLeavesOut) {
  secure::DatabaseInstance(stack, "x", database());
  EXPECT_EQ(document().resource_at("production/x").body()["storage_encrypted"].json(), "true");
  const auto block = document().resource_at("production/x");
  EXPECT_TRUE(block["publicly_accessible"] == false);
  EXPECT_TRUE(block["kms_key_id"] == key_arn);
  EXPECT_TRUE(block["manage_master_user_password"] == true);
  EXPECT_TRUE(block["backup_retention_period"] == 7);
  EXPECT_FALSE(block["multi_az"]);
  EXPECT_FALSE(block["deletion_protection"]);
}

TEST_F(Templates, FillInMoreInAHigherTier) {
  context("regulated");
  aws::db_instance config = database();
  config.db_subnet_group_name = "data";
  secure::DatabaseInstance(stack, "x", config);
  const auto block = document().resource_at("production/x");
  EXPECT_TRUE(block["multi_az"] == true);
  EXPECT_TRUE(block["deletion_protection"] == true);
  EXPECT_TRUE(block["iam_database_authentication_enabled"] == true);
  EXPECT_EQ(block["enabled_cloudwatch_logs_exports"].json(), R"(["postgresql"])");
  EXPECT_TRUE(block["monitoring_interval"] == 60);
  EXPECT_TRUE(block["monitoring_role_arn"] == "arn:aws:iam::111122223333:role/rds-monitoring");
  EXPECT_TRUE(block["master_user_secret_kms_key_id"] == key_arn);
}

TEST_F(Templates, LeaveAloneWhatIsSet) {
  aws::db_instance config = database();
  config.backup_retention_period = 30;
  config.kms_key_id = "arn:aws:kms:eu-central-1:111122223333:key/another";
  secure::DatabaseInstance(stack, "x", config);
  const auto block = document().resource_at("production/x");
  EXPECT_TRUE(block["backup_retention_period"] == 30);
  EXPECT_TRUE(block["kms_key_id"] == "arn:aws:kms:eu-central-1:111122223333:key/another");
}

TEST_F(Templates, FillInNothingThatAReplicaTakesFromItsSource) {
  aws::db_instance config{.instance_class = "db.r6g.large", .replicate_source_db = "zip"};
  secure::DatabaseInstance(stack, "x", config);
  const auto block = document().resource_at("production/x");
  EXPECT_FALSE(block["kms_key_id"]);
  EXPECT_FALSE(block["backup_retention_period"]);
  EXPECT_FALSE(block["manage_master_user_password"]);
}

TEST_F(Templates, LetAVariableBringThePassword) {
  aws::db_instance config = database();
  config.password = parapet::Variable(stack, "password", {.sensitive = true}).str();
  secure::DatabaseInstance(stack, "x", config);
  aws::rds_cluster other = cluster();
  other.master_password_wo = parapet::Variable(stack, "new-password", {.ephemeral = true}).str();
  secure::DatabaseCluster(stack, "orders", other);
  const auto written = document();
  EXPECT_FALSE(written.resource_at("production/x")["manage_master_user_password"]);
  EXPECT_FALSE(written.resource_at("production/orders")["manage_master_user_password"]);
}

TEST_F(Templates, RefuseAPublicDatabase) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::db_instance config = database();
    config.publicly_accessible = true;
    secure::DatabaseInstance(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "rds:001 (critical) production/x: `publicly_accessible` is true\n"
            "  required: RDS instances have no public address.\n"
            "  fix:      Delete the line or set `publicly_accessible` to false; clients outside the VPC come in over "
            "the transit gateway.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/rds_test.cpp:" +
                std::to_string(line));
}

TEST_F(Templates, RefuseEverythingThatIsWrongWithADatabaseAtOnce) {
  EXPECT_EQ(violations([&] {
              aws::db_instance config = database();
              config.auto_minor_version_upgrade = false;
              config.backup_retention_period = 0;
              config.publicly_accessible = true;
              config.storage_encrypted = false;
              secure::DatabaseInstance(stack, "x", config);
            }),
            (Refusals{"rds:001 publicly_accessible", "rds:002 storage_encrypted", "rds:007 backup_retention_period",
                      "rds:008 auto_minor_version_upgrade"}));
}

TEST_F(Templates, RefuseAKeyOfAwsForADatabase) {
  EXPECT_EQ(violations([&] {
              aws::db_instance config = database();
              config.kms_key_id = "alias/aws/rds";
              secure::DatabaseInstance(stack, "x", config);
            }),
            Refusals{"rds:003 kms_key_id"});
}

TEST_F(Templates, NameTheFieldThatTheContextLacks) {
  parapet::Stack bare(app, "bare");
  std::string text;
  const unsigned line = __LINE__ + 2;
  try {
    secure::DatabaseInstance(bare, "x", database());
  } catch (const parapet::SecurityException& refused) {
    text = refused.what();
  }
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "rds:003 (high) bare/x: `kms_key_id` is unset, and the stack's SecurityContext has no `kms_key_arn`\n"
            "  required: RDS instances encrypt their storage with a customer key.\n"
            "  fix:      Set `kms_key_id`, or `kms_key_arn` in the SecurityContext of the stack.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/rds_test.cpp:" +
                std::to_string(line));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

TEST_F(Templates, FillInWhatAClusterLeavesOut) {
  secure::DatabaseCluster(stack, "x", cluster());
  const auto block = document().resource_at("production/x");
  EXPECT_TRUE(block["storage_encrypted"] == true);
  EXPECT_TRUE(block["kms_key_id"] == key_arn);
  EXPECT_TRUE(block["manage_master_user_password"] == true);
  EXPECT_TRUE(block["backup_retention_period"] == 7);
}

TEST_F(Templates, RefuseAnUnencryptedCluster) {
  EXPECT_EQ(violations([&] {
              aws::rds_cluster config = cluster();
              config.backup_retention_period = 1;
              config.storage_encrypted = false;
              secure::DatabaseCluster(stack, "x", config);
            }),
            (Refusals{"rds:020 storage_encrypted", "rds:024 backup_retention_period"}));
}

TEST_F(Templates, RefuseAPublicInstanceOfACluster) {
  EXPECT_EQ(violations([&] {
              secure::DatabaseClusterInstance(stack, "x",
                                              aws::rds_cluster_instance{.cluster_identifier = "orders",
                                                                        .engine = "aurora-postgresql",
                                                                        .instance_class = "db.serverless",
                                                                        .publicly_accessible = true});
            }),
            Refusals{"rds:031 publicly_accessible"});
}

TEST_F(Templates, RefuseAProxyWithoutTls) {
  const char* secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:zip-AbCdEf";
  const auto proxy = [&](const parapet::Bool& require_tls) {
    secure::DatabaseProxy(stack, "x",
                          aws::db_proxy{.auth = {{.iam_auth = "REQUIRED", .secret_arn = secret_arn}},
                                        .engine_family = "POSTGRESQL",
                                        .name = "zip",
                                        .require_tls = require_tls,
                                        .role_arn = "arn:aws:iam::111122223333:role/proxy",
                                        .vpc_subnet_ids = {"subnet-1", "subnet-2"}});
  };
  EXPECT_EQ(violations([&] { proxy(false); }), Refusals{"rds:036 require_tls"});
  proxy({});
  EXPECT_TRUE(document().resource_at("production/x")["require_tls"] == true);
}

TEST_F(Templates, PutDatabasesIntoTheSubnetsOfTheContext) {
  secure::DatabaseSubnetGroup(stack, "x", aws::db_subnet_group{.name = "data"});
  EXPECT_EQ(document().resource_at("production/x")["subnet_ids"].json(), R"(["subnet-1","subnet-2"])");
}

}  // namespace
}  // namespace secure_templates_test
