#include <secure_templates/wafv2.hpp>

#include "parapet/error.hpp"
#include "parapet/fn/text.hpp"
#include "parapet/variable.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

constexpr const char* protected_balancer = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/front/1";

TEST_F(Assemblies, WantToKnowEveryThingThatAWebAclProtects) {
  try {
    secure::WebAcl(stack, "x", aws::wafv2_web_acl{},
                   secure::web_acl_options{.protects = parapet::fn::split(",", parapet::Variable(stack, "arns").value())});
    ADD_FAILURE() << "nobody can tell how many associations there are";
  } catch (const parapet::Error& error) {
    EXPECT_STREQ(error.what(), "production/x: `protects` is an expression; write its elements out");
  }
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Assemblies, GiveAWebAclItsRulesAndItsLog) {
  secure::WebAcl front(stack, "front", aws::wafv2_web_acl{.name = "front"},
                       secure::web_acl_options{.protects = {protected_balancer}});
  EXPECT_EQ(resources(), (Resources{
                             "front aws_wafv2_web_acl",
                             "front/association-1 aws_wafv2_web_acl_association",
                             "front/log-group aws_cloudwatch_log_group",
                             "front/log-group-masking aws_cloudwatch_log_data_protection_policy",
                             "front/logging aws_wafv2_web_acl_logging_configuration",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/front");
  EXPECT_EQ(made["rule"].size(), 5u);
  EXPECT_EQ(made["rule.0.statement"].json(),
            R"([{"rate_based_statement":[{"aggregate_key_type":"IP","limit":2000}]}])");
  EXPECT_EQ(made["rule.4.statement"].json(),
            R"([{"managed_rule_group_statement":[{"name":"AWSManagedRulesCommonRuleSet","vendor_name":"AWS"}]}])");
  EXPECT_EQ(made["rule.4.override_action"].json(), R"([{"none":[{}]}])");
  EXPECT_TRUE(made["scope"] == "REGIONAL");
  EXPECT_TRUE(written.resource_at("production/front/log-group")["name"] == "aws-waf-logs-production/front");
  EXPECT_EQ(written.resource_at("production/front/logging")["redacted_fields"].json(),
            R"([{"single_header":[{"name":"authorization"}]},{"single_header":[{"name":"cookie"}]}])");
  EXPECT_TRUE(written.resource_at("production/front/association-1")["web_acl_arn"] == front.arn());
}

TEST_F(Assemblies, AddRulesToAWebAcl) {
  using Acl = aws::wafv2_web_acl;
  secure::WebAcl(
      stack, "front", Acl{.name = "front"},
      secure::web_acl_options{.rules = {Acl::Rule{
                                  .action = {{.block = {{}}}},
                                  .name = "Countries",
                                  .priority = 10,
                                  .statement = {{.geo_match_statement = {{.country_codes = {"AQ"}}}}},
                                  .visibility_config = {{.cloudwatch_metrics_enabled = true,
                                                         .metric_name = "Countries",
                                                         .sampled_requests_enabled = true}},
                              }}});
  EXPECT_TRUE(document().resource_at("production/front")["rule.5.name"] == "Countries");
}

TEST_F(Assemblies, RefuseEverythingAboutAWebAclAtOnce) {
  using Acl = aws::wafv2_web_acl;
  EXPECT_EQ(violations([&] {
              secure::WebAcl(stack, "x",
                             Acl{.visibility_config = {{.cloudwatch_metrics_enabled = false,
                                                        .metric_name = "x",
                                                        .sampled_requests_enabled = true}}},
                             secure::web_acl_options{.log_retention_days = 1});
            }),
            (Refusals{"wafv2:010 visibility_config.cloudwatch_metrics_enabled", "logs:002 retention_in_days"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
