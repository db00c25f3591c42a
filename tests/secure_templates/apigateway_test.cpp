#include <gmock/gmock.h>
#include <secure_templates/apigateway.hpp>

#include "parapet/error.hpp"
#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

constexpr const char* api_web_acl = "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/api/1";

TEST_F(Assemblies, KeepARestApiPrivate) {
  secure::RestApi api(stack, "orders", aws::api_gateway_rest_api{.body = "{}", .name = "orders"},
                      secure::rest_api_options{.has_custom_domain = true, .web_acl_arn = api_web_acl});
  EXPECT_EQ(resources(), (Resources{
                             "orders aws_api_gateway_rest_api",
                             "orders/client-certificate aws_api_gateway_client_certificate",
                             "orders/deployment aws_api_gateway_deployment",
                             "orders/log-group aws_cloudwatch_log_group",
                             "orders/log-group-masking aws_cloudwatch_log_data_protection_policy",
                             "orders/method-settings aws_api_gateway_method_settings",
                             "orders/stage aws_api_gateway_stage",
                             "orders/web-acl aws_wafv2_web_acl_association",
                         }));
  const auto written = document();
  const auto made = written.resource_at("production/orders");
  EXPECT_EQ(made["endpoint_configuration"].json(), R"([{"types":["PRIVATE"],"vpc_endpoint_ids":["vpce-1"]}])");
  EXPECT_TRUE(made["disable_execute_api_endpoint"] == true);
  EXPECT_THAT(made["policy"].json(), testing::HasSubstr(R"(\"aws:SourceVpce\":\"vpce-1\")"));
  const auto stage = written.resource_at("production/orders/stage");
  EXPECT_TRUE(stage["xray_tracing_enabled"] == true);
  EXPECT_TRUE(stage["access_log_settings.destination_arn"] == api.log_group().arn());
  EXPECT_EQ(written.resource_at("production/orders/method-settings")["settings"].json(),
            R"([{"logging_level":"ERROR","metrics_enabled":true,"throttling_rate_limit":100}])");
}

TEST_F(Assemblies, WantADocumentThatDescribesARestApi) {
  EXPECT_THROW(secure::RestApi(stack, "x", aws::api_gateway_rest_api{.name = "x"}), parapet::Error);
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Assemblies, RefuseEverythingAboutARestApiAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::RestApi(
                  stack, "x",
                  aws::api_gateway_rest_api{
                      .body = "{}", .endpoint_configuration = {{.types = {"EDGE"}}}, .name = "x"},
                  secure::rest_api_options{.log_retention_days = 1, .stage = {.xray_tracing_enabled = false}});
            }),
            that_apply({"apigateway:001 endpoint_configuration.types", "apigateway:031 security_policy",
                      "logs:002 retention_in_days", "apigateway:007 xray_tracing_enabled"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
