#include <secure_templates/apigatewayv2.hpp>

#include "secure_templates/assemblies.hpp"

namespace secure_templates_test {
namespace {

TEST_F(Assemblies, LogAndLimitTheRequestsToAnHttpApi) {
  context("sensitive");
  secure::HttpApi api(stack, "orders", aws::apigatewayv2_api{.name = "orders"});
  EXPECT_EQ(resources(), (Resources{
                             "orders aws_apigatewayv2_api",
                             "orders/log-group aws_cloudwatch_log_group",
                             "orders/stage aws_apigatewayv2_stage",
                         }));
  const auto written = document();
  EXPECT_TRUE(written.resource_at("production/orders")["disable_execute_api_endpoint"] == true);
  EXPECT_TRUE(written.resource_at("production/orders")["protocol_type"] == "HTTP");
  const auto stage = written.resource_at("production/orders/stage");
  EXPECT_TRUE(stage["name"] == "$default");
  EXPECT_TRUE(stage["auto_deploy"] == true);
  EXPECT_TRUE(stage["access_log_settings.destination_arn"] == api.log_group().arn());
  EXPECT_EQ(stage["default_route_settings"].json(), R"([{"throttling_burst_limit":50,"throttling_rate_limit":100}])");
}

TEST_F(Assemblies, SwitchOffTheNameThatAwsGivesAnHttpApi) {
  context("baseline");
  secure::HttpApi(stack, "own", aws::apigatewayv2_api{.name = "own"},
                  secure::http_api_options{.has_custom_domain = true});
  secure::HttpApi(stack, "other", aws::apigatewayv2_api{.name = "other"});
  EXPECT_TRUE(document().resource_at("production/own")["disable_execute_api_endpoint"] == true);
  EXPECT_FALSE(document().resource_at("production/other")["disable_execute_api_endpoint"]);
}

TEST_F(Assemblies, RefuseEverythingAboutAnHttpApiAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::HttpApi(
                  stack, "x",
                  aws::apigatewayv2_api{.cors_configuration = {{.allow_origins = {"*"}}}, .name = "x"},
                  secure::http_api_options{.stage = {.default_route_settings = {{.data_trace_enabled = true}}}});
            }),
            (Refusals{"apigatewayv2:001 cors_configuration.allow_origins", "apigatewayv2:004 ",
                      "apigatewayv2:006 default_route_settings.data_trace_enabled"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
