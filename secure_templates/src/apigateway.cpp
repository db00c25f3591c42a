#include "../apigateway.hpp"

#include <aws/api_gateway_client_certificate.hpp>
#include <aws/api_gateway_deployment.hpp>
#include <aws/api_gateway_method_settings.hpp>
#include <aws/wafv2_web_acl_association.hpp>

#include "parapet/fn/encoding.hpp"
#include "parts.hpp"

namespace secure {

namespace apigateway {

/// Everything that says who called what, as JSON.
constexpr const char* log_format =
    R"({"requestId":"$context.requestId","sourceIp":"$context.identity.sourceIp","caller":"$context.identity.caller",)"
    R"("user":"$context.identity.user","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod",)"
    R"("resourcePath":"$context.resourcePath","status":"$context.status","responseLength":"$context.responseLength"})";

/// Builds an API and what belongs to it.
class Parts : PartsOf<aws::api_gateway_rest_api, rest_api_options> {
 public:
  using PartsOf::PartsOf;

  aws::ApiGatewayRestApi build(std::string_view id) {
    refuse_instances();
    if (is_unset(config_.body)) {
      throw parapet::Error(
          path() + "/" + std::string(id) +
          ": `body` is unset; a REST API is described by an OpenAPI document, so that a deployment can "
          "follow it");
    }
    if (options_.has_custom_domain && is_unset(config_.disable_execute_api_endpoint)) {
      config_.disable_execute_api_endpoint = true;
    }
    if (is_unset(config_.policy)) config_.policy = who_may_call();
    const auto api = add_owner<aws::ApiGatewayRestApi>(id, config_);
    const auto stage = this->stage(api);
    add<aws::ApiGatewayMethodSettings>(
        "method-settings",
        {.method_path = "*/*", .rest_api_id = api.id(), .settings = {{}}, .stage_name = stage.stage_name()});
    if (const parapet::Str acl = given(options_.web_acl_arn, "web_acl_arn"); !is_unset(acl)) {
      add<aws::Wafv2WebAclAssociation>("web-acl", {.resource_arn = stage.arn(), .web_acl_arn = acl});
    }
    return finish(api);
  }

 private:
  /// Whatever arrives through the endpoints; unset if nobody knows them, which lets nobody in.
  parapet::Str who_may_call() const {
    const parapet::View own =
        parapet::View(config_.endpoint_configuration.parapet_value()).sole().member("vpc_endpoint_ids");
    const parapet::Any endpoints = own ? parapet::Any(parapet::detail::Slot(own.value())) : input("vpc_endpoint_ids");
    if (is_unset(endpoints)) return {};
    return policy::Document{
        .statements = {policy::Statement{
            .actions = {"execute-api:Invoke"},
            .conditions = {policy::Condition{.test = "StringEquals",
                                             .values = parapet::Ref<parapet::Any>(endpoints.parapet_value()),
                                             .variable = "aws:SourceVpce"}},
            .principals = {policy::anyone()},
            .resources = {"execute-api:/*"},
            .sid = "CallThroughEndpoints",
        }}};
  }

  aws::ApiGatewayStage stage(const aws::ApiGatewayRestApi& api) {
    const auto deployment = add<aws::ApiGatewayDeployment>(
        "deployment", {.lifecycle = {{.create_before_destroy = true}},
                       .rest_api_id = api.id(),
                       .triggers = {{"body", parapet::fn::sha256(config_.body)},
                                    {"policy", parapet::fn::sha256(is_unset(config_.policy) ? "" : config_.policy)}}});
    aws::api_gateway_stage stage = options_.stage;
    stage.rest_api_id = api.id();
    if (is_unset(stage.deployment_id)) stage.deployment_id = deployment.id();
    if (is_unset(stage.stage_name)) stage.stage_name = "live";
    if (is_unset(stage.access_log_settings)) {
      const auto group = log_group("log-group", "/aws/apigateway/" + path_name(), options_.log_retention_days);
      stage.access_log_settings = {{.destination_arn = group.arn(), .format = log_format}};
    }
    if (is_unset(stage.client_certificate_id)) {
      stage.client_certificate_id = add<aws::ApiGatewayClientCertificate>("client-certificate", {}).id();
    }
    return add<aws::ApiGatewayStage>("stage", stage);
  }
};

}  // namespace apigateway

RestApi::RestApi(parapet::Scope scope, std::string_view id, const aws::api_gateway_rest_api& config,
                 const rest_api_options& options)
    : aws::ApiGatewayRestApi(apigateway::Parts(scope, config, options).build(id)) {}

aws::ApiGatewayStage RestApi::stage() const { return parapet::find<aws::ApiGatewayStage>(*this, "stage"); }
aws::CloudwatchLogGroup RestApi::log_group() const {
  return parapet::find<aws::CloudwatchLogGroup>(*this, "log-group");
}

}  // namespace secure
