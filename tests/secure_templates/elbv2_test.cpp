#include <secure_templates/elbv2.hpp>

#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

constexpr const char* balancer_web_acl = "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/front/1";

TEST_F(Assemblies, SurroundAnApplicationLoadBalancerWithWhatItNeeds) {
  secure::ApplicationLoadBalancer front(
      stack, "front", aws::lb{}, secure::load_balancer_options{.redirects_http = true, .web_acl_arn = balancer_web_acl});
  EXPECT_EQ(resources(), (Resources{
                             "front aws_lb",
                             "front/listener aws_lb_listener",
                             "front/redirect aws_lb_listener",
                             "front/target-group aws_lb_target_group",
                             "front/web-acl aws_wafv2_web_acl_association",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/front");
  EXPECT_TRUE(made["internal"] == true);
  EXPECT_EQ(made["subnets"].json(), R"(["subnet-1","subnet-2"])");
  EXPECT_EQ(made["security_groups"].json(), R"(["sg-1"])");
  EXPECT_EQ(made["access_logs"].json(), R"([{"bucket":"acme-logs","enabled":true,"prefix":"production/front"}])");
  const auto listener = written.resource_at("production/front/listener");
  EXPECT_TRUE(listener["port"] == 443);
  EXPECT_TRUE(listener["protocol"] == "HTTPS");
  EXPECT_TRUE(listener["ssl_policy"] == "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
  EXPECT_TRUE(listener["certificate_arn"] == "arn:aws:acm:eu-central-1:111122223333:certificate/1");
  EXPECT_TRUE(listener["default_action.target_group_arn"] == front.target_group().arn());
  EXPECT_EQ(written.resource_at("production/front/redirect")["default_action"].json(),
            R"([{"redirect":[{"port":"443","protocol":"HTTPS","status_code":"HTTP_301"}],"type":"redirect"}])");
  EXPECT_TRUE(written.resource_at("production/front/target-group")["vpc_id"] == "vpc-1");
}

TEST_F(Assemblies, EndTlsInANetworkLoadBalancer) {
  secure::NetworkLoadBalancer mail(
      stack, "mail", aws::lb{},
      secure::load_balancer_options{.listener = {.port = 993}, .target_group = {.port = 1993}});
  EXPECT_EQ(resources(), (Resources{"mail aws_lb", "mail/listener aws_lb_listener",
                                    "mail/target-group aws_lb_target_group"}));
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/mail")["load_balancer_type"] == "network");
  EXPECT_TRUE(written.resource_at("production/mail/listener")["protocol"] == "TLS");
  EXPECT_TRUE(written.resource_at("production/mail/target-group")["port"] == 1993);
}

TEST_F(Assemblies, WantAWebAclForAnApplicationLoadBalancerInTheHighestTier) {
  secure::ApplicationLoadBalancer(stack, "front", aws::lb{});
  EXPECT_EQ(violations([&] { document(); }), Refusals{"elbv2:024 aws_wafv2_web_acl_association"});
  context("sensitive");
  EXPECT_EQ(violations([&] { document(); }), Refusals{});
}

TEST_F(Assemblies, RefuseEverythingAboutALoadBalancerAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::ApplicationLoadBalancer(
                  stack, "x", aws::lb{.enable_deletion_protection = false, .internal = false},
                  secure::load_balancer_options{
                      .listener = {.ssl_policy = "ELBSecurityPolicy-2016-08"},
                      .target_group = {.protocol = "HTTP"},
                  });
            }),
            (Refusals{"elbv2:018 internal", "elbv2:019 enable_deletion_protection", "elbv2:030 protocol",
                      "elbv2:001 ssl_policy", "elbv2:003 ssl_policy"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
