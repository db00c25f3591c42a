#include "../apigatewayv2.hpp"

#include "parts.hpp"

namespace secure {

namespace apigatewayv2 {

/// Everything that says who called what, as JSON.
constexpr const char* log_format =
    R"({"requestId":"$context.requestId","sourceIp":"$context.identity.sourceIp","requestTime":"$context.requestTime",)"
    R"("httpMethod":"$context.httpMethod","routeKey":"$context.routeKey","status":"$context.status",)"
    R"("responseLength":"$context.responseLength","error":"$context.error.messageString"})";

/// Builds an API and what belongs to it.
class Parts : PartsOf<aws::apigatewayv2_api, http_api_options> {
 public:
  using PartsOf::PartsOf;

  aws::Apigatewayv2Api build(std::string_view id) {
    refuse_instances();
    if (is_unset(config_.protocol_type)) config_.protocol_type = "HTTP";
    if (options_.has_custom_domain && is_unset(config_.disable_execute_api_endpoint)) {
      config_.disable_execute_api_endpoint = true;
    }
    const auto api = add_owner<aws::Apigatewayv2Api>(id, config_);
    aws::apigatewayv2_stage stage = options_.stage;
    stage.api_id = api.id();
    if (is_unset(stage.name)) stage.name = "$default";
    if (is_unset(stage.auto_deploy) && is_unset(stage.deployment_id)) stage.auto_deploy = true;
    if (is_unset(stage.default_route_settings)) {
      stage.default_route_settings = {{.throttling_burst_limit = 50, .throttling_rate_limit = 100}};
    }
    if (is_unset(stage.access_log_settings)) {
      const auto group = log_group("log-group", "/aws/apigateway/" + path_name(), options_.log_retention_days);
      stage.access_log_settings = {{.destination_arn = group.arn(), .format = log_format}};
    }
    add<aws::Apigatewayv2Stage>("stage", stage);
    return finish(api);
  }
};

}  // namespace apigatewayv2

HttpApi::HttpApi(parapet::Scope scope, std::string_view id, const aws::apigatewayv2_api& config,
                 const http_api_options& options)
    : aws::Apigatewayv2Api(apigatewayv2::Parts(scope, config, options).build(id)) {}

aws::Apigatewayv2Stage HttpApi::stage() const { return parapet::find<aws::Apigatewayv2Stage>(*this, "stage"); }
aws::CloudwatchLogGroup HttpApi::log_group() const {
  return parapet::find<aws::CloudwatchLogGroup>(*this, "log-group");
}

}  // namespace secure
