#include <gmock/gmock.h>
#include <secure_templates/ecs.hpp>

#include "parapet/error.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

secure::container shop_container() {
  return {
      .environment = {{"MODE", "production"}},
      .image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:1.4.0",
      .name = "shop",
      .ports = {8080},
      .secrets = {{.arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-AbCdEf",
                   .key = "password",
                   .name = "DB_PASSWORD"}},
  };
}

TEST_F(Assemblies, RunContainersInPrivateSubnets) {
  secure::FargateService service(stack, "shop", aws::ecs_service{},
                                 secure::fargate_service_options{.containers = {shop_container()}});
  EXPECT_EQ(resources(), (Resources{
                             "shop/Default aws_ecs_service",
                             "shop/cluster aws_ecs_cluster",
                             "shop/execution-role aws_iam_role",
                             "shop/execution-role-policy aws_iam_role_policy",
                             "shop/log-group aws_cloudwatch_log_group",
                             "shop/log-group-masking aws_cloudwatch_log_data_protection_policy",
                             "shop/task aws_ecs_task_definition",
                             "shop/task-role aws_iam_role",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/shop/Default");
  EXPECT_EQ(made.address(), "aws_ecs_service.shop");
  EXPECT_TRUE(made["cluster"] == service.own_cluster().arn());
  EXPECT_TRUE(made["task_definition"] == service.task().arn());
  EXPECT_EQ(made["deployment_circuit_breaker"].json(), R"([{"enable":true,"rollback":true}])");
  EXPECT_EQ(made["network_configuration"].json(),
            R"([{"assign_public_ip":false,"security_groups":["sg-1"],"subnets":["subnet-1","subnet-2"]}])");
  EXPECT_EQ(sids(written.resource_at("production/shop/execution-role-policy")["policy"]),
            (Sids{"WriteLog", "SignInToRegistry", "PullImages", "ReadSecrets", "DecryptSecrets"}));
  const std::string containers = written.resource_at("production/shop/task")["container_definitions"].json();
  for (const char* part : {
           R"(\"environment\" = [{\"name\" = \"MODE\", \"value\" = \"production\"}])",
           R"(\"awslogs-region\" = split(\":\", aws_cloudwatch_log_group.shop_log-group_59AB65B7.arn)[3])",
           R"(\"portMappings\" = [{\"containerPort\" = 8080, \"hostPort\" = 8080, \"protocol\" = \"tcp\"}])",
           R"(\"readonlyRootFilesystem\" = true)",
           R"(\"valueFrom\" = \"arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-AbCdEf:password::\")",
           R"(\"user\" = \"1000:1000\")",
       }) {
    EXPECT_THAT(containers, testing::HasSubstr(part));
  }
}

TEST_F(Assemblies, TakeTheClusterAndTheJsonThatAServiceBrings) {
  secure::FargateService(
      stack, "shop", aws::ecs_service{.cluster = "arn:aws:ecs:eu-central-1:111122223333:cluster/all"},
      secure::fargate_service_options{
          .statements = {policy::Statement{
              .actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::acme-shop/*"}, .sid = "ReadPictures"}},
          .task = {.container_definitions = R"([{"name": "shop", "image": "shop:1", "readonlyRootFilesystem": true,
                                                 "user": "1000", "logConfiguration": {"logDriver": "awslogs"}}])",
                   .cpu = "1024"},
      });
  const auto written = document();
  EXPECT_TRUE(written.blocks(parapet::NodeKind::resource, "aws_ecs_cluster").empty());
  EXPECT_TRUE(written.resource_at("production/shop/task")["cpu"] == "1024");
  EXPECT_EQ(sids(written.resource_at("production/shop/task-role-policy")["policy"]), Sids{"ReadPictures"});
}

TEST_F(Assemblies, RefuseEverythingAboutAServiceAtOnce) {
  auto root = shop_container();
  root.user = "root";
  root.image = "shop:latest";
  EXPECT_EQ(violations([&] {
              secure::FargateService(
                  stack, "x",
                  aws::ecs_service{.network_configuration = {{.assign_public_ip = true, .subnets = {"subnet-1"}}}},
                  secure::fargate_service_options{.containers = {root}, .task = {.pid_mode = "host"}});
            }),
            (Refusals{"ecs:003 container_definitions#json[0].user", "ecs:007 container_definitions#json[0].image",
                      "ecs:009 pid_mode", "ecs:015 network_configuration.assign_public_ip"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Assemblies, NameTheSubnetsThatTheContextLacksForAService) {
  parapet::Stack bare(app, "bare");
  try {
    secure::FargateService(bare, "x", aws::ecs_service{}, secure::fargate_service_options{.containers = {shop_container()}});
    FAIL();
  } catch (const parapet::Error& error) {
    EXPECT_STREQ(error.what(),
                 "bare/x: `network_configuration.subnets` is unset, and the stack's SecurityContext has no "
                 "`subnet_ids`; set one of them");
  }
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
