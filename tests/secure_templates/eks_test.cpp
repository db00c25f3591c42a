#include <secure_templates/eks.hpp>

#include "parapet/error.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

TEST_F(Assemblies, KeepAKubernetesClusterInsideTheNetwork) {
  secure::KubernetesCluster cluster(stack, "apps", aws::eks_cluster{.name = "apps", .version = "1.34"});
  EXPECT_EQ(resources(), (Resources{
                             "apps/Default aws_eks_cluster",
                             "apps/log-group aws_cloudwatch_log_group",
                             "apps/log-group-masking aws_cloudwatch_log_data_protection_policy",
                             "apps/role aws_iam_role",
                             "apps/role-cluster aws_iam_role_policy_attachment",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/apps/Default");
  EXPECT_EQ(made.address(), "aws_eks_cluster.apps");
  EXPECT_TRUE(made["role_arn"] == cluster.control_plane_role().arn());
  EXPECT_EQ(made["vpc_config"].json(),
            R"([{"endpoint_private_access":true,"endpoint_public_access":false,"subnet_ids":["subnet-1","subnet-2"]}])");
  EXPECT_TRUE(made["encryption_config.provider.key_arn"] == key_arn);
  EXPECT_EQ(made["enabled_cluster_log_types"].size(), 5u);
  EXPECT_EQ(made["depends_on"].size(), 2u);
  EXPECT_TRUE(written.resource_at("production/apps/log-group")["name"] == "/aws/eks/apps/cluster");
}

TEST_F(Assemblies, RefuseEverythingAboutAKubernetesClusterAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::KubernetesCluster(
                  stack, "x",
                  aws::eks_cluster{.access_config = {{.authentication_mode = "CONFIG_MAP"}},
                                   .vpc_config = {{.endpoint_public_access = true, .subnet_ids = {"subnet-1"}}}},
                  secure::kubernetes_cluster_options{.log_retention_days = 30});
            }),
            (Refusals{"logs:002 retention_in_days", "eks:001 vpc_config.endpoint_public_access",
                      "eks:007 access_config.authentication_mode"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Assemblies, NameTheSubnetsThatTheContextLacksForAKubernetesCluster) {
  parapet::Stack bare(app, "bare");
  try {
    secure::KubernetesCluster(bare, "x", aws::eks_cluster{});
    FAIL();
  } catch (const parapet::Error& error) {
    EXPECT_STREQ(error.what(),
                 "bare/x: `vpc_config.subnet_ids` is unset, and the stack's SecurityContext has no `subnet_ids`; set "
                 "one of them");
  }
}

}  // namespace
}  // namespace secure_templates_test
