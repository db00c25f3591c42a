#include <gmock/gmock.h>
#include <secure_templates/redshift.hpp>

#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

aws::redshift_cluster sales() {
  return aws::redshift_cluster{
      .cluster_identifier = "sales", .master_username = "sales_owner", .node_type = "ra3.large", .number_of_nodes = 2};
}

TEST_F(Composites, GiveAWarehouseSubnetsParametersAndLogs) {
  secure::Warehouse warehouse(stack, "sales", sales());
  const auto written = document();
  EXPECT_EQ(resources(written), (Resources{"production/sales/Default aws_redshift_cluster",
                                           "production/sales/connectionlog aws_cloudwatch_log_group",
                                           "production/sales/logging aws_redshift_logging",
                                           "production/sales/parameters aws_redshift_parameter_group",
                                           "production/sales/subnets aws_redshift_subnet_group",
                                           "production/sales/useractivitylog aws_cloudwatch_log_group",
                                           "production/sales/userlog aws_cloudwatch_log_group"}));
  const auto block = written.resource_at("production/sales/Default");
  EXPECT_EQ(block.address(), "aws_redshift_cluster.sales");
  EXPECT_TRUE(block["publicly_accessible"] == false);
  EXPECT_TRUE(block["encrypted"] == true);
  EXPECT_TRUE(block["kms_key_id"] == key_arn);
  EXPECT_TRUE(block["manage_master_password"] == true);
  EXPECT_TRUE(block["final_snapshot_identifier"] == "sales-final");
  EXPECT_EQ(block["vpc_security_group_ids"].json(), R"(["sg-1"])");
  EXPECT_EQ(block["cluster_subnet_group_name"].json(),
            "\"${" + written.resource_at("production/sales/subnets").address() + ".name}\"");
  EXPECT_EQ(written.resource_at("production/sales/parameters")["parameter"].json(),
            R"([{"name":"enable_user_activity_logging","value":"true"},{"name":"require_ssl","value":"true"}])");
  const auto logging = written.resource_at("production/sales/logging");
  EXPECT_TRUE(logging["cluster_identifier"] == warehouse.id());
  EXPECT_TRUE(logging["log_destination_type"] == "cloudwatch");
  EXPECT_EQ(logging["depends_on"].size(), 3u);
  EXPECT_TRUE(written.resource_at("production/sales/userlog")["name"] == "/aws/redshift/cluster/sales/userlog");
}

TEST_F(Composites, CopyTheSnapshotsOfARegulatedWarehouse) {
  complete_context("regulated");
  secure::Warehouse(stack, "sales", sales(),
                    secure::warehouse_options{.copy_grant_name = "sales", .copy_to_region = "eu-west-1"});
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/sales/Default")["multi_az"] == true);
  EXPECT_EQ(written.resource_at("production/sales/parameters")["parameter"].size(), 3u);
  const auto copy = written.resource_at("production/sales/copy");
  EXPECT_TRUE(copy["destination_region"] == "eu-west-1");
  EXPECT_TRUE(copy["snapshot_copy_grant_name"] == "sales");
}

TEST_F(Composites, RefuseAPublicWarehouse) {
  const unsigned line = __LINE__ + 4;
  const std::string text = refusal([&] {
    aws::redshift_cluster config = sales();
    config.publicly_accessible = true;
    secure::Warehouse(stack, "x", config);
  });
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "redshift:001 (critical) production/x/Default: `publicly_accessible` is true\n"
            "  required: Redshift clusters have no public address.\n"
            "  fix:      Set `publicly_accessible` to false; clients outside the VPC come in over the transit gateway.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/redshift_test.cpp:" +
                std::to_string(line));
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundAWarehouseAtOnce) {
  EXPECT_EQ(violations([&] {
              aws::redshift_cluster config = sales();
              config.elastic_ip = "203.0.113.7";
              config.master_username = "admin";
              secure::Warehouse(stack, "x", config,
                                secure::warehouse_options{.copy_to_region = "eu-west-1", .subnet_ids = {"subnet-1"}});
            }),
            (Refusals{"redshift:040 subnet_ids", "redshift:010 elastic_ip", "redshift:015 master_username", "redshift:028 snapshot_copy_grant_name"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
