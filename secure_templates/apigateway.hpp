#pragma once

#include <aws/api_gateway_rest_api.hpp>
#include <aws/api_gateway_stage.hpp>
#include <aws/cloudwatch_log_group.hpp>
#include <secure_templates/resources/apigateway.hpp>

#include "parapet/guardrails/secured.hpp"

/// REST APIs. The requirements are in `catalog/apigateway.json`.
namespace secure {

/// What stands around a REST API; everything has a default.
struct rest_api_options {
  /// Whether a domain name of one's own leads to the API, so that the name AWS gives it is switched off.
  bool has_custom_domain = false;
  /// How long the access log is kept; unset: as the catalog says.
  parapet::Num log_retention_days{};
  /// The stage; unset: `live`, with a client certificate of its own and the log group.
  aws::api_gateway_stage stage{};
  /// The web ACL that requests pass; unset: `web_acl_arn` of the SecurityContext, none without both. Tiers sensitive
  /// and regulated want one.
  parapet::Str web_acl_arn{};
};

/// A private REST API that an OpenAPI document describes: `body`. It comes with a deployment that follows the document,
/// one stage with tracing and access log, settings for all methods, and a resource policy that lets in what arrives
/// through the VPC endpoints of the API, or of the SecurityContext (`vpc_endpoint_ids`).
///
///     secure::RestApi orders(stack, "orders", aws::api_gateway_rest_api{
///         .body = parapet::fn::file("orders.json"),
///         .name = "orders",
///     });
///
/// The others are resources below it. API Gateway writes its logs with the role that `aws_api_gateway_account` names
/// for the whole account and region.
class RestApi : public aws::ApiGatewayRestApi {
 public:
  /// Throws SecurityException with every violation of every resource, and Error for a bad id, `count`, `for_each` or an
  /// API without `body`; nothing stays behind then.
  RestApi(parapet::Scope scope, std::string_view id, const aws::api_gateway_rest_api& config,
          const rest_api_options& options = {});

  aws::ApiGatewayStage stage() const;
  aws::CloudwatchLogGroup log_group() const;
};

}  // namespace secure
